// What was read, in words: what each part was taken for, and what was not understood.

import { BUCKETS_PATH, COUNT_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Evidence } from "../evidence.ts";
import type { Piece, PieceKind } from "./piece.ts";

/** Command lines are told by what they answered. */
type Told = Piece & { readonly kind: Exclude<PieceKind, "unread" | "commands"> };

const NAMES: Readonly<Record<Told["kind"], string>> = {
  log: say("a log"),
  counters: say("counters"),
  table: say("a table"),
  events: say("events of conntrack -E"),
  settings: say("values"),
};
const MOST_SHOWN = 10;

/** One line each; none where there is nothing to tell: a text of one kind that was understood. */
export function readingWords({ pieces = [], unread, settings = {}, foreign = [], host, statistics }: Evidence): readonly string[] {
  const taken = pieces.filter((piece): piece is Told => piece.kind !== "unread" && piece.kind !== "commands");
  const mixed = new Set(taken.map(({ kind, name }) => `${kind} ${name}`)).size > 1;
  return [
    ...(mixed ? taken.slice(0, MOST_SHOWN).map(pieceWords) : []),
    ...(mixed && taken.length > MOST_SHOWN ? [moreParts(taken.length - MOST_SHOWN)] : []),
    ...unreadWords(unread),
    ...(host && pieces.length > 0 ? [ownSentence(host, settings, statistics === host.statistics, foreign.length > 0)] : []),
    ...foreign.map((sign) => say("{sign}. Is the text from another machine?", { sign })),
    ...(!host && foreign.length > 0 ? [say("No values from this host are used")] : []),
  ];
}

function moreParts(count: number): string {
  return count === 1 ? say("And 1 more part") : say("And {count} more parts", { count: formatCount(count) });
}

function pieceWords({ kind, name, from, to }: Told): string {
  const place = { from: formatCount(from), to: formatCount(to) };
  const lines = from === to ? say("line {from}", place) : say("lines {from} to {to}", place);
  return `${name === null ? "" : `${name}, `}${lines}: ${NAMES[kind]}`;
}

function unreadWords(unread: Evidence["unread"]): readonly string[] {
  if (!unread || unread.lines === 0) return [];
  const [first] = unread.samples;
  const lines = formatCount(unread.lines);
  if (!first) return [unread.lines === 1 ? say("1 line was not recognized") : say("{lines} lines were not recognized", { lines })];
  const sample = { line: formatCount(first.line), text: first.text.trim().slice(0, 80) };
  return [
    unread.lines === 1
      ? say('1 line was not recognized, such as line {line}: "{text}"', sample)
      : say('{lines} lines were not recognized, such as line {line}: "{text}"', { ...sample, lines }),
  ];
}

/** Where the text does not fit the host, its own values count, and else those of the host. */
function ownSentence(
  host: NonNullable<Evidence["host"]>,
  settings: Readonly<Record<string, number>>,
  counters: boolean,
  isForeign: boolean,
): string {
  const taken = (value: number | null, path: string): boolean => value !== null && !(isForeign && settings[path] !== undefined);
  const parts = [
    taken(host.count, COUNT_PATH) ? say("the count") : undefined,
    taken(host.max, MAX_PATH) ? say("the limit") : undefined,
    taken(host.buckets, BUCKETS_PATH) ? say("the buckets") : undefined,
    counters && host.statistics ? say("the counters") : undefined,
    host.memory === null || !isForeign ? undefined : say("the memory"),
  ].filter((part) => part !== undefined);
  const over = !isForeign && Object.keys(settings).some((path) => host.values[path] !== undefined);
  if (parts.length === 0) return say("No values from this host are used");
  const values = parts.join(", ");
  return over
    ? say("From this host, not from the text: {values} (instead of the values in the text)", { values })
    : say("From this host, not from the text: {values}", { values });
}
