// What a client sends, passed on while its headers are what they have to be: behind a broken one nobody knows where the next
// message begins, and who waits for it waits for ever.
import { Transform, type TransformCallback } from "node:stream";
import { quoted } from "../core/language/index.ts";

/** Bytes of the headers of one message; clients send 20 to 100. */
const MOST_HEADER = 8192;
/** Bytes of one message: a text of 50 MB, every character of which is escaped. */
const MOST = 400_000_000;

export class Frames extends Transform {
  private header = "";
  /** Bytes of the message that are still to come. */
  private left = 0;

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const problem = this.problemIn(piece);
    if (problem === undefined) done(null, piece);
    else done(new Error(problem));
  }

  private problemIn(piece: Buffer): string | undefined {
    for (let at = 0; at < piece.length; ) {
      if (this.left > 0) {
        const taken = Math.min(this.left, piece.length - at);
        this.left -= taken;
        at += taken;
        continue;
      }
      const before = this.header.length;
      this.header += piece.toString("latin1", at, at + MOST_HEADER - before);
      const end = this.header.indexOf("\r\n\r\n");
      if (end < 0) {
        if (this.header.length >= MOST_HEADER) return `the headers of a message have more than ${MOST_HEADER} bytes`;
        return undefined;
      }
      const length = lengthIn(this.header.slice(0, end));
      if (typeof length === "string") return length;
      at += end + 4 - before;
      this.left = length;
      this.header = "";
    }
    return undefined;
  }
}

/** What is wrong with the headers, or how many bytes follow them. */
function lengthIn(headers: string): number | string {
  const lengths = headers.split("\r\n").filter((line) => /^content-length[ \t]*:/i.test(line));
  const [line = "", ...more] = lengths;
  if (line === "") return "a message has no Content-Length header";
  if (more.length > 0) return "a message has more than one Content-Length header";
  const value = line.slice(line.indexOf(":") + 1).trim();
  if (!/^\d{1,15}$/.test(value)) return `Content-Length is ${quoted(value)}, which is not a number of bytes`;
  return Number(value) <= MOST ? Number(value) : `a message of ${value} bytes is larger than the maximum of ${MOST / 1e6} MB`;
}
