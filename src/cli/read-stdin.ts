// Standard input as text, or in a few words why it cannot be read.
import { LIMITS } from "../core/language/index.ts";
import { decode, failureOf, type ReadResult, TOO_LARGE } from "../linux/index.ts";

export async function readStdinText(): Promise<ReadResult> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > LIMITS.fileBytes) return TOO_LARGE;
      pieces.push(piece);
    }
  } catch (error) {
    return failureOf(error);
  }
  return decode(Buffer.concat(pieces, length));
}
