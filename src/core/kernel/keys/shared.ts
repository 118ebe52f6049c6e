// What many keys have in common, so that one key is one literal. Knows no key by name.
import { BYTE_SWITCH, type Handler, INT, INT_SWITCH, SECONDS } from "../handler.ts";
import type { Default, KeyFact } from "../key-fact.ts";
import { always, type Timeline } from "../timeline.ts";

export const CONNTRACK = { module: "nf_conntrack", option: "CONFIG_NF_CONNTRACK" } as const;

/** Keys as old as nf_conntrack: no such module in the 2.6.11 tree, all of them in 2.6.18; nothing between was looked at. */
export const SINCE_THE_BEGINNING: Timeline<boolean> = appeared("2.6.11", "2.6.18");

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

export interface SecondsParts extends Pick<KeyFact, "path" | "present"> {
  readonly seconds: number | Timeline<Default>;
  /** Without it: nf_conntrack. */
  readonly needs?: KeyFact["needs"];
}

/** A key in seconds that each namespace sets for itself. */
export function seconds(parts: SecondsParts): KeyFact {
  return {
    path: parts.path,
    unit: "seconds",
    present: parts.present,
    handler: always(SECONDS),
    writable: always(true),
    default: typeof parts.seconds === "number" ? always(parts.seconds) : parts.seconds,
    scope: "namespace",
    needs: parts.needs ?? CONNTRACK,
  };
}
