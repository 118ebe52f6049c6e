// A text within another: every stretch of it with the place in the host's text that it was taken from. What the host's own
// language adds or leaves out (indentation, escapes, joined lines) has no place.
import type { Span } from "../text/span.ts";

/** A place in the host's text; `exact` where the same characters stand there, one after the other. */
export interface Place extends Span {
  readonly exact: boolean;
}

interface Stretch {
  /** In this text, and in the host's. */
  readonly at: number;
  readonly from: number;
  readonly length: number;
  /** The host says it in other characters: the whole stretch is one place. */
  readonly hostEnd?: number;
}

export class Source {
  readonly text: string;
  private readonly stretches: readonly Stretch[];

  private constructor(text: string, stretches: readonly Stretch[]) {
    this.text = text;
    this.stretches = stretches;
  }

  /** A text that is the host's, or stands in it as it is from an offset on. */
  static of(text: string, from = 0): Source {
    return new Source(text, [{ at: 0, from, length: text.length }]);
  }

  /** A text that the host says in other characters at a place. */
  static said(text: string, { start, end }: Span): Source {
    return new Source(text, [{ at: 0, from: start, length: text.length, hostEnd: end }]);
  }

  static build(make: (builder: SourceBuilder) => void): Source {
    const texts: string[] = [];
    const stretches: Stretch[] = [];
    let length = 0;
    make({
      take: (source, start, end) => {
        for (const stretch of source.within(start, end)) stretches.push({ ...stretch, at: stretch.at - start + length });
        texts.push(source.text.slice(start, end));
        length += Math.max(0, end - start);
      },
      put: (text) => {
        texts.push(text);
        length += text.length;
      },
      say: (text, { start, end }) => {
        stretches.push({ at: length, from: start, length: text.length, hostEnd: end });
        texts.push(text);
        length += text.length;
      },
    });
    return new Source(texts.join(""), stretches);
  }

  slice(start: number, end = this.text.length): Source {
    return Source.build((builder) => builder.take(this, start, end));
  }

  /** The place of a stretch of the text. */
  place(start: number, end: number): Place {
    const first = this.stretchAt(start);
    if (!first) return { start: 0, end: 0, exact: false };
    const inFirst = start >= first.at && end <= first.at + first.length;
    if (first.hostEnd === undefined && inFirst) {
      const from = first.from + start - first.at;
      return { start: from, end: from + end - start, exact: true };
    }
    const last = end > start ? (this.stretchAt(end - 1) ?? first) : first;
    const from = hostOffset(first, start);
    const to = last.hostEnd ?? hostOffset(last, end);
    return { start: from, end: Math.max(from, to), exact: false };
  }

  /** The stretches of a part, cut to it. */
  private *within(start: number, end: number): Generator<Stretch> {
    for (let index = this.indexAt(start); index < this.stretches.length; index++) {
      const stretch = this.stretches[index];
      if (!stretch || stretch.at >= end) return;
      const from = Math.max(start, stretch.at);
      const to = Math.min(end, stretch.at + stretch.length);
      if (to < from || (to === from && start !== end)) continue;
      if (stretch.hostEnd !== undefined) yield { ...stretch, at: from, length: to - from };
      else yield { at: from, from: stretch.from + from - stretch.at, length: to - from };
    }
  }

  /** The stretch that holds an offset, or else the one before it. */
  private stretchAt(offset: number): Stretch | undefined {
    return this.stretches[this.indexAt(offset)];
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.stretches[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export interface SourceBuilder {
  /** Takes over a part of another text, with its places. */
  readonly take: (source: Source, start: number, end: number) => void;
  /** Adds what stands nowhere in the host. */
  readonly put: (text: string) => void;
  /** Adds what the host says in other characters. */
  readonly say: (text: string, place: Span) => void;
}

function hostOffset({ at, from, length, hostEnd }: Stretch, offset: number): number {
  if (hostEnd !== undefined) return from;
  return from + Math.min(Math.max(0, offset - at), length);
}
