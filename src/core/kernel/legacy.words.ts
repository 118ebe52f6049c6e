// Where the keys of legacy.ts were read. Loaded on use.
import { say } from "../words/say.ts";
import type { LegacyKey } from "./legacy.ts";
import { seenIn } from "./source-trees.ts";

const STANDALONE = "net/ipv4/netfilter/ip_conntrack_standalone.c";

/** Of those that 4.8 no longer had. It never had a compatibility copy of the first; in 2.6.11 log_invalid takes a protocol number. */
const GONE_EARLY: Readonly<Record<string, readonly string[]>> = {
  "net/ipv4/ip_conntrack_max": [seenIn(STANDALONE, "2.4.32", "2.6.18"), say("absent from the 2.6.24 tree")],
  "net/ipv4/netfilter/ip_conntrack_tcp_log_invalid": [seenIn(STANDALONE, "2.4.32"), say("absent from the 2.6.11 tree")],
};

export function sourcesOf({ path, firstSeen }: LegacyKey): readonly string[] {
  return (
    GONE_EARLY[path] ?? [
      say("seen in Linux {firstSeen} (first) and 4.8.15 (last), below net/ipv4/netfilter and net/netfilter", { firstSeen }),
      say("removed by commit adf0516845bc"),
    ]
  );
}
