// What was read, in words: what each part was taken for, and what was not understood.
import { BUCKETS_PATH, COUNT_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { formatCount } from "../../units/units.ts";
import type { Evidence } from "../evidence.ts";
import type { Piece, PieceKind } from "./piece.ts";

/** Command lines are told by what they answered. */
type Told = Piece & { readonly kind: Exclude<PieceKind, "unread" | "commands"> };

const NAMES: Readonly<Record<Told["kind"], string>> = {
  log: "a log",
  counters: "counters",
  table: "a table",
  events: "events of conntrack -E",
  settings: "values",
};
const MOST_SHOWN = 10;

/** One line each; none where there is nothing to tell: a text of one kind that was understood. */
export function readingWords({ pieces = [], unread, settings = {}, foreign = [], host, statistics }: Evidence): readonly string[] {
  const taken = pieces.filter((piece): piece is Told => piece.kind !== "unread" && piece.kind !== "commands");
  const mixed = new Set(taken.map(({ kind, name }) => `${kind} ${name}`)).size > 1;
  return [
    ...(mixed ? taken.slice(0, MOST_SHOWN).map(pieceWords) : []),
    ...(mixed && taken.length > MOST_SHOWN ? [`And ${formatCount(taken.length - MOST_SHOWN)} more parts`] : []),
    ...unreadWords(unread),
    ...(host && pieces.length > 0
      ? [`From this host, not from the text: ${ownWords(host, settings, statistics === host.statistics, foreign.length > 0)}`]
      : []),
    ...foreign.map((sign) => `${sign}. Is the text from another machine?`),
    ...(!host && foreign.length > 0 ? ["No values from this host are used"] : []),
  ];
}

function pieceWords({ kind, name, from, to }: Told): string {
  return `${name === null ? "" : `${name}, `}${from === to ? `line ${formatCount(from)}` : `lines ${formatCount(from)} to ${formatCount(to)}`}: ${NAMES[kind]}`;
}

function unreadWords(unread: Evidence["unread"]): readonly string[] {
  if (!unread || unread.lines === 0) return [];
  const [first] = unread.samples;
  const shown = first ? `, such as line ${formatCount(first.line)}: "${first.text.trim().slice(0, 80)}"` : "";
  return [`${formatCount(unread.lines)} ${unread.lines === 1 ? "line was" : "lines were"} not recognized${shown}`];
}

/** Where the text does not fit the host, its own values count, and else those of the host. */
function ownWords(
  host: NonNullable<Evidence["host"]>,
  settings: Readonly<Record<string, number>>,
  counters: boolean,
  isForeign: boolean,
): string {
  const taken = (value: number | null, path: string): boolean => value !== null && !(isForeign && settings[path] !== undefined);
  const parts = [
    taken(host.count, COUNT_PATH) ? "the count" : undefined,
    taken(host.max, MAX_PATH) ? "the limit" : undefined,
    taken(host.buckets, BUCKETS_PATH) ? "the buckets" : undefined,
    counters && host.statistics ? "the counters" : undefined,
    host.memory === null || !isForeign ? undefined : "the memory",
  ].filter((part) => part !== undefined);
  const over = !isForeign && Object.keys(settings).some((path) => host.values[path] !== undefined);
  return `${parts.length === 0 ? "nothing" : parts.join(", ")}${over ? " (instead of the values in the text)" : ""}`;
}
