// Standard input as text, or in a few words why it cannot be read.
import { LIMITS } from "../core/language/index.ts";
import { decode, failureOf, type ReadResult, TOO_LARGE } from "../linux/index.ts";
import { gathered, stdinPieces } from "./pieces.ts";

export async function readStdinText(): Promise<ReadResult> {
  try {
    const bytes = await gathered(stdinPieces(), LIMITS.fileBytes);
    return bytes ? decode(bytes) : TOO_LARGE;
  } catch (error) {
    return failureOf(error);
  }
}
