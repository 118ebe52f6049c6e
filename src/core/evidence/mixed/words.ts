// What was read, in words: what each part was taken for, and what was not understood.
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
      ? [`From this host, and not from the text: ${ownWords(host, settings, statistics === host.statistics)}`]
      : []),
    ...foreign.map((sign) => `${sign}: is the text from another one?`),
  ];
}

function pieceWords({ kind, name, from, to }: Told): string {
  return `${name === null ? "" : `${name}, `}${from === to ? `line ${formatCount(from)}` : `lines ${formatCount(from)} to ${formatCount(to)}`}: ${NAMES[kind]}`;
}

function unreadWords(unread: Evidence["unread"]): readonly string[] {
  if (!unread || unread.lines === 0) return [];
  const [first] = unread.samples;
  const shown = first ? `, the first of them line ${formatCount(first.line)}: "${first.text.trim().slice(0, 80)}"` : "";
  return [`${formatCount(unread.lines)} ${unread.lines === 1 ? "line was" : "lines were"} not understood${shown}`];
}

function ownWords(host: NonNullable<Evidence["host"]>, settings: Readonly<Record<string, number>>, counters: boolean): string {
  const parts = [
    host.count === null ? undefined : "the count",
    host.max === null ? undefined : "the limit",
    host.buckets === null ? undefined : "the buckets",
    counters && host.statistics ? "the counters" : undefined,
  ].filter((part) => part !== undefined);
  const over = Object.keys(settings).some((path) => host.values[path] !== undefined);
  return `${parts.length === 0 ? "nothing" : parts.join(", ")}${over ? " (the text has values of its own, which do not count)" : ""}`;
}
