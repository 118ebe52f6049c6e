// A part as a text of its own, in the language of an applier, and the way back to the host: so every rule, hover and fix
// that there is runs on it as it is.
import { placeAt } from "../text/line-index.ts";
import type { Span, TextEdit } from "../text/span.ts";
import type { Chunk, Line, Part } from "./document.ts";

interface Placed {
  /** In the projected text. */
  readonly start: number;
  readonly end: number;
  readonly chunk: Chunk;
}

export interface Projection {
  readonly part: Part;
  readonly text: string;
  /** The host's line, by its number in the projected text. */
  readonly line: (line: number) => Line | undefined;
  /** By an offset in the projected text. */
  readonly lineAt: (offset: number) => Line | undefined;
  /** The place in the host of a stretch; undefined where nothing of it is written there. */
  readonly toHost: (span: Span) => Span | undefined;
  /** An offset of the host in the projected text; undefined where the host's text is none of it. */
  readonly fromHost: (offset: number) => number | undefined;
  /** An edit of a key or a value as one of the host; undefined for any other. */
  readonly editInHost: (edit: TextEdit) => TextEdit | undefined;
  /** The text of a stretch as the host has it, where a stand-in is projected. */
  readonly written: (span: Span) => string | undefined;
}

/** `more` are lines that are in force beside those of the part, and written nowhere in it. */
export function project(part: Part, more: readonly string[] = []): Projection {
  const placed: Placed[] = [];
  const texts: string[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const { chunks } of part.lines) {
    starts.push(length);
    for (const chunk of chunks) {
      if (chunk.place) placed.push({ start: length, end: length + chunk.text.length, chunk });
      texts.push(chunk.text);
      length += chunk.text.length;
    }
    texts.push("\n");
    length++;
  }
  // Of what is only judged, nobody asks for a place of the host's.
  let byHost: readonly Placed[] | undefined;
  return {
    part,
    text: texts.join("") + more.map((line) => `${line}\n`).join(""),
    line: (line) => part.lines[line],
    lineAt: (offset) => (offset < length ? part.lines[placeAt(starts, offset).line] : undefined),
    toHost: ({ start, end }) => {
      const first = touching(placed, start, end);
      const last = touching(placed, Math.max(start, end - 1), end);
      if (!first?.chunk.place || !last?.chunk.place) return undefined;
      const from = offsetIn(first, start, "start");
      const to = last.end < start ? from : offsetIn(last, end, "end");
      return to >= from ? { start: from, end: to } : first.chunk.place;
    },
    fromHost: (offset) => {
      byHost ??= [...placed].sort((a, b) => (a.chunk.place?.start ?? 0) - (b.chunk.place?.start ?? 0));
      const found = byHost.find(({ chunk: { place } }) => place !== undefined && offset >= place.start && offset <= place.end);
      if (!found?.chunk.place) return undefined;
      return found.chunk.editable ? found.start + offset - found.chunk.place.start : found.start;
    },
    editInHost: ({ start, end, text }) => {
      const found = around(placed, start, (one) => end <= one.end);
      if (!found?.chunk.place || !found.chunk.editable || end <= start || !PLAIN.test(text)) return undefined;
      const from = found.chunk.place.start + start - found.start;
      return { start: from, end: from + end - start, text };
    },
    written: ({ start, end }) => around(placed, start, (one) => one.start === start && one.end === end)?.chunk.written,
  };
}

/** What means the same in every quoting of every host. */
const PLAIN = /^[\w./-]+$/;

/** The first of the stretches that a place lies in, or at an end of, of which something holds. */
function around(placed: readonly Placed[], at: number, holds: (one: Placed) => boolean): Placed | undefined {
  for (let index = firstEndingFrom(placed, at); index < placed.length; index++) {
    const one = placed[index];
    if (!one || one.start > at) return undefined;
    if (holds(one)) return one;
  }
  return undefined;
}

function firstEndingFrom(placed: readonly Placed[], at: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.end ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretch at a place, or else the nearest one of its line. */
function touching(placed: readonly Placed[], start: number, end: number): Placed | undefined {
  const low = firstEndingFrom(placed, start);
  const at = placed[low];
  const next = placed[low + 1];
  // At the border of two the one behind it holds the place.
  return at && at.end === start && end > start && next && next.start <= end ? next : at;
}

/** The host's offset of one in the projected text. */
function offsetIn({ start, end, chunk }: Placed, offset: number, side: "start" | "end"): number {
  const place = chunk.place ?? { start: 0, end: 0 };
  if (chunk.editable) return place.start + Math.min(Math.max(0, offset - start), place.end - place.start);
  if (side === "start") return offset >= end ? place.end : place.start;
  return offset <= start ? place.start : place.end;
}
