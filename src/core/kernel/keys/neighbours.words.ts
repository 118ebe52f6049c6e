// Netfilter keys that live in the same directory and are not about the table.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";

export const NEIGHBOUR_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_hooks_lwtunnel": {
    meaning: say("Runs netfilter hooks on lightweight tunnels, such as SRv6, so that their inner packets are tracked and filtered."),
    history: { since: say("Not in the 5.10 tree, present in 5.15.") },
    remarks: [
      say("Cannot be turned off: once it is 1, writing 0 fails until the machine reboots."),
      say("Applies to the whole machine, although every namespace shows the file."),
      say("In the 6.6 tree and later the file no longer depends on the nf_conntrack module."),
    ],
    named: [
      { value: 0, means: say("lightweight tunnels bypass the hooks") },
      { value: 1, means: say("hooks run, until the machine reboots") },
    ],
    sources: [
      seenIn("net/netfilter/nf_conntrack_standalone.c", "5.15.41", "6.2.1"),
      seenIn("net/netfilter/nf_hooks_lwtunnel.c", "6.6.152", "6.18.2"),
    ],
  },
  "net/netfilter/nf_log_all_netns": {
    meaning: say("Lets netfilter rules in containers write to the kernel log, not only those in the initial namespace."),
    history: { since: say("Not in the 4.8 tree, present in 4.14.") },
    remarks: [say("Not a conntrack key: it also exists without nf_conntrack."), say("The file exists only in the initial namespace.")],
    named: [
      { value: 0, means: say("only the initial namespace logs") },
      { value: 1, means: say("every namespace logs") },
    ],
    sources: [seenIn("net/netfilter/nf_log.c", "4.14.67", "6.18.2", "7.2.13"), seenIn("net/netfilter/Makefile", "6.18.2")],
  },
};
