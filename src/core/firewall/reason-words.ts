// Why a class of flows needs tracking or a change, or why nobody knows, in words: phrases that stand on their own behind a rule.
import { say } from "../words/say.ts";
import type { PacketKind } from "./walk/packet.ts";

export const NAT_WORDS = {
  dnat: say("rewrites the destination"),
  redirect: say("redirects the packet to a port of this host"),
  snat: say("rewrites the source"),
  masquerade: say("rewrites the source (masquerade)"),
} as const;
export const ENTRY_WORDS = {
  count: say("counts connections, which requires entries"),
  "mark read": say("reads a mark from the connection's entry"),
  helper: say("assigns a helper, which reads the tracked connection"),
  synproxy: say("answers connections on behalf of the server (synproxy)"),
} as const;

export const DIVERT_WORDS = {
  proxy: say("hands the packet to a transparent proxy; its path from there is unknown"),
  ipvs: say("matches an IP set of kube-proxy; IPVS forwards these packets without a rule"),
} as const;

export const ZONE = say("assigns the packet to a zone, which cancels notrack");

export const CHANGE_WORDS: Readonly<Record<PacketKind, string>> = {
  first: say("accepts new connections by their state"),
  later: say("accepts packets of open connections by their state"),
  reply: say("accepts replies by their state"),
  reset: say("matches resets of refused connections by their state; those of untracked connections are invalid"),
  error: say("matches ICMP errors by their state; those for untracked connections are invalid, so the rules below accept them by type"),
};

/** Of what no accept mends. */
export const CANNOT_WORDS = {
  entry: say("matches on data that only a tracked connection has"),
  untracked: say("matches untracked packets; no accept before it would be as narrow as the rules after it"),
  nothing: say("no change was found that keeps the behaviour"),
  counts: say("would count every packet of a connection, not only the first"),
  host: say("accepts replies by their state; accepting them by source port would open the host"),
  hosts: say("accepts replies by their state; accepting them by source port would open the hosts behind this one"),
  replies: say("rewrites forwarded connections, whose replies look like replies to this host"),
  target: say("redirects connections to this port, whose replies must stay tracked"),
} as const;

const SHORTER: ReadonlyMap<string, string> = new Map([
  [ENTRY_WORDS.count, say("counts connections")],
  [ENTRY_WORDS.helper, say("assigns a helper")],
  [ZONE, say("assigns the packet to a zone")],
  [CHANGE_WORDS.reset, say("matches resets of refused connections by their state")],
  [CHANGE_WORDS.error, say("matches ICMP errors by their state")],
  [CANNOT_WORDS.untracked, say("matches untracked packets")],
  [CANNOT_WORDS.counts, say("would count every packet of a connection")],
  [CANNOT_WORDS.host, CHANGE_WORDS.reply],
  [CANNOT_WORDS.hosts, CHANGE_WORDS.reply],
  [CANNOT_WORDS.replies, say("rewrites forwarded connections")],
  [CANNOT_WORDS.target, say("redirects connections to this port")],
]);

/** The reason alone, without what follows from it. */
export function shorter(why: string): string | undefined {
  return SHORTER.get(why);
}
