// The JSON of `firewall`.
import type { VersionedJson } from "./shared.ts";

export interface FirewallJson extends VersionedJson {
  /** Whether these rules turn connection tracking on. */
  readonly tracking: "on" | "off" | "unknown";
  /** Families in which they do. */
  readonly families: readonly ("ip" | "ip6")[];
  readonly because: readonly FirewallReasonJson[];
  /** Those that rules or the dump name, or the one that was asked for; with a dump, those with the most entries first. */
  readonly ports: readonly FirewallPortJson[];
  /** Ports that rules name and that are left out, as there are too many. */
  readonly portsLeftOut: number;
  /** Empty where there is nothing to write, or where the other language has to be used. */
  readonly rules: { readonly nft: string; readonly iptables: string };
  /** Treated as needing tracking. */
  readonly notUnderstood: readonly { readonly file?: string; readonly line: number; readonly text: string }[];
}

export interface FirewallReasonJson {
  readonly family: "ip" | "ip6" | "inet" | "arp" | "bridge" | "netdev";
  readonly table: string;
  /** Empty for an object of the table. */
  readonly chain: string;
  /** As it was given; absent for standard input. */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly why: string;
}

export interface FirewallPortJson {
  readonly protocol: string;
  /** As a packet arrives, before its destination is rewritten. */
  readonly port: number;
  /** A service of this host, a flow that passes through, or a client of this host. */
  readonly role: "local" | "forwarded" | "own";
  readonly answer: "untracked-now" | "works-untracked" | "works-with-changes" | "needs-tracking" | "unknown";
  /** Of the rules that the answer is for, ascending. */
  readonly lines: readonly number[];
  readonly reasons: readonly FirewallReasonJson[];
  /** The rules let no new flow of it through. */
  readonly dropped: boolean;
  /** With a dump, for what works untracked; else null. */
  readonly saves: FirewallSavingsJson | null;
}

export interface FirewallSavingsJson {
  readonly entries: number;
  /** Of kernel memory. */
  readonly bytes: number;
  /** New entries a second; null where the dump has too few to tell. */
  readonly newPerSecond: number | null;
}
