// What is said of many keys. Knows no key by name.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";

export const OLD_AS_CONNTRACK = say("Since Linux 2.6.18 or earlier (not in the 2.6.11 tree).");

export const SWITCH_REMARK = say(
  "Up to 4.19 any whole number was accepted; since commit 8f14c99c7eda (5.2 by its date, seen in 5.4) only 0 and 1.",
);

/** Where the keys of the main table are registered in the kernels most people run. */
export const STANDALONE = seenIn("net/netfilter/nf_conntrack_standalone.c", "6.1.176", "6.12.107", "6.18.2", "7.2.13");

const ENTRY_REMARKS: readonly string[] = [
  say("Existing entries keep their old timeout until their next packet."),
  say("0 and negative numbers are accepted and make entries expire immediately, so replies find no entry."),
];

/** The lifetime of a table entry in one state. */
export function ofEntry(words: KeyWords): KeyWords {
  return { ...words, remarks: [...(words.remarks ?? []), ...ENTRY_REMARKS] };
}
