// Cause: a SYN flood on a listener. The host answers each SYN, so its entry is in SYN_RECV and counts as answered; SYN/ACKs
// that are sent again do not renew it (all entries of a flood were gone after 60 s on 6.18.44, none was in SYN_SENT).

import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { counted } from "../counted.ts";
import { confidenceOf, entriesIn, shareOf, shorten } from "./state-share.ts";
import { advice, NO_LARGER_TABLE } from "./steps.ts";

const KEY = "nf_conntrack_tcp_timeout_syn_recv";

export const synFlood: FindCause = (context) => {
  const found = shareOf(context, entriesIn(context, "tcp", ["SYN_RECV"]));
  if (!found) return undefined;
  const early = counted(context.evidence, "early_drop");
  return {
    id: "syn-flood",
    title: CAUSE_TITLES["syn-flood"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) wait in SYN_RECV for the last packet of their handshake", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      ...(early > 0 ? [say("{early} entries were evicted (early_drop), which is not logged", { early: formatCount(early) })] : []),
    ],
    steps: [
      advice(
        "synproxy",
        say(
          "Put SYNPROXY in front of the service: SYNs are untracked in the raw table, and a connection gets an entry only after the client has completed the handshake. It needs nf_conntrack_tcp_loose = 0, otherwise the client's ACK is picked up as a separate connection, and tcp_timestamps, so that its cookies can carry the client's options. Try it on one port first",
        ),
      ),
      ...shorten(context, "unanswered", KEY, found.entries),
      advice(
        "limit-sources",
        say(
          "Limit new connections by source in front of this host, and allow for many users behind one address. SYN cookies protect the listening socket, not this table",
        ),
      ),
      NO_LARGER_TABLE,
    ],
  };
};
