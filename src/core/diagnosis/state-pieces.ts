// What a table is made of, as the pieces of one bar: protocol and state, the largest first, and the rest as one.

import type { DumpSummary } from "../evidence/dump/summary.ts";
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";

export interface StatePiece {
  /** "tcp TIME_WAIT", "udp unreplied". Safe to see. */
  readonly label: string;
  readonly entries: number;
}

const MOST_PIECES = 5;
/** Of the table: thinner ones cannot be seen. */
const LEAST_SHARE = 0.005;

export function statePieces({ byProtocol, entries }: DumpSummary): readonly StatePiece[] {
  const all = Object.entries(byProtocol).flatMap(([protocol, own]) => {
    const states = Object.entries(own.byState).map(([state, count]) => ({ label: `${protocol} ${state}`, entries: count }));
    const rest = own.entries - states.reduce((sum, piece) => sum + piece.entries, 0);
    if (states.length > 0) return [...states, { label: say("{protocol}, no state", { protocol }), entries: rest }];
    // Without states they are told apart by whether somebody answered.
    return [
      { label: say("{protocol} unreplied", { protocol }), entries: own.unreplied },
      { label: say("{protocol} replied", { protocol }), entries: rest - own.unreplied },
    ];
  });
  const seen = all.filter((piece) => piece.entries > 0).sort((one, other) => other.entries - one.entries);
  const shown = seen.slice(0, MOST_PIECES).filter((piece) => piece.entries >= LEAST_SHARE * entries);
  const rest = entries - shown.reduce((sum, piece) => sum + piece.entries, 0);
  return [...shown, ...(rest > 0 ? [{ label: "others", entries: rest }] : [])].map(({ label, entries: count }) => ({
    label: visible(label),
    entries: count,
  }));
}
