// What many keys have in common, so that one key is one literal. Knows no key by name.
import { BYTE_SWITCH, type Handler, INT, INT_SWITCH, SECONDS } from "../handler.ts";
import type { Default, KeyFact } from "../key-fact.ts";
import { seenIn } from "../source-trees.ts";
import { always, type Timeline } from "../timeline.ts";

export const CONNTRACK = { module: "nf_conntrack", option: "CONFIG_NF_CONNTRACK" } as const;

/** Keys as old as nf_conntrack: no such module in the 2.6.11 tree, all of them in 2.6.18; nothing between was looked at. */
export const SINCE_THE_BEGINNING: Timeline<boolean> = appeared("2.6.11", "2.6.18");
export const OLD_AS_CONNTRACK = "Since Linux 2.6.18 or earlier (not in the 2.6.11 tree).";

/** `after`: the last release line seen without the key, `by`: the first seen with it. */
export function appeared(after: string, by: string): Timeline<boolean> {
  return { first: false, changes: [{ after, by, to: true }] };
}

/** As appeared, and gone again: `last` still has it, `goneBy` has not. */
export function existed(after: string, by: string, last: string, goneBy: string): Timeline<boolean> {
  return {
    first: false,
    changes: [
      { after, by, to: true },
      { after: last, by: goneBy, to: false },
    ],
  };
}

/**
 * A key known from commits alone: absent from the trees `after` and `goneBy`, and any release between may have it or not.
 * `by` is the release that its commit points to.
 */
export function onlyBetween(after: string, by: string, goneBy: string): Timeline<boolean> {
  return {
    first: false,
    changes: [
      { after, by, to: true },
      { after, by: goneBy, to: false },
    ],
  };
}

/** Switches took any int, then 0 and 1 only (commit 8f14c99c7eda, 5.2 by date), then became one byte. */
export const SWITCH: Timeline<Handler> = {
  first: INT,
  changes: [
    { after: "4.19", by: "5.4", to: INT_SWITCH },
    { after: "5.10", by: "5.15", to: BYTE_SWITCH },
  ],
};

export const SWITCH_REMARK =
  "Up to 4.19 any whole number was accepted; since commit 8f14c99c7eda (5.2 by its date, seen in 5.4) only 0 and 1.";

/** Where the keys of the main table are registered in the kernels most people run. */
export const STANDALONE = seenIn("net/netfilter/nf_conntrack_standalone.c", "6.1.176", "6.12.107", "6.18.2", "7.2.13");

export interface TimeoutParts extends Pick<KeyFact, "path" | "meaning" | "present" | "history" | "sources"> {
  readonly seconds: number | Timeline<Default>;
  /** Without it: nf_conntrack. */
  readonly needs?: KeyFact["needs"];
  readonly remarks?: readonly string[];
}

/** A key in seconds that each namespace sets for itself. */
export function seconds(parts: TimeoutParts): KeyFact {
  return {
    path: parts.path,
    unit: "seconds",
    meaning: parts.meaning,
    present: parts.present,
    handler: always(SECONDS),
    writable: always(true),
    default: typeof parts.seconds === "number" ? always(parts.seconds) : parts.seconds,
    scope: "namespace",
    needs: parts.needs ?? CONNTRACK,
    history: parts.history,
    ...(parts.remarks ? { remarks: parts.remarks } : {}),
    sources: parts.sources,
  };
}

const ENTRY_REMARKS: readonly string[] = [
  "Existing entries keep their old timeout until their next packet.",
  "0 and negative numbers are accepted and make entries expire immediately, so replies find no entry.",
];

/** The lifetime of a table entry in one state. */
export function entryTimeout(parts: TimeoutParts): KeyFact {
  return seconds({ ...parts, remarks: [...(parts.remarks ?? []), ...ENTRY_REMARKS] });
}
