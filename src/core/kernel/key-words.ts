// What people are told about a key. Loaded on use, so no file that judges imports this one.
import type { KeyWords } from "./key-fact.ts";
import { DCCP_WORDS } from "./keys/dccp.words.ts";
import { FLOWTABLE_WORDS } from "./keys/flowtable.words.ts";
import { FRAG6_WORDS } from "./keys/frag6.words.ts";
import { GENERAL_WORDS } from "./keys/general.words.ts";
import { GRE_WORDS } from "./keys/gre.words.ts";
import { ICMP_WORDS } from "./keys/icmp.words.ts";
import { NEIGHBOUR_WORDS } from "./keys/neighbours.words.ts";
import { SCTP_WORDS } from "./keys/sctp.words.ts";
import { TCP_WORDS } from "./keys/tcp.words.ts";
import { UDP_WORDS } from "./keys/udp.words.ts";
import { UDPLITE_WORDS } from "./keys/udplite.words.ts";

/** By path below /proc/sys: every key of catalogue.ts, and no other. */
export const KEY_WORDS: Readonly<Record<string, KeyWords>> = {
  ...DCCP_WORDS,
  ...FLOWTABLE_WORDS,
  ...FRAG6_WORDS,
  ...GENERAL_WORDS,
  ...GRE_WORDS,
  ...ICMP_WORDS,
  ...NEIGHBOUR_WORDS,
  ...SCTP_WORDS,
  ...TCP_WORDS,
  ...UDP_WORDS,
  ...UDPLITE_WORDS,
};

/** `path` is that of a key in catalogue.ts. */
export function wordsOf(path: string): KeyWords {
  const words = KEY_WORDS[path];
  if (!words) throw new Error(`Nothing is said about the key ${path}`);
  return words;
}
