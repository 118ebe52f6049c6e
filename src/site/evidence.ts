// What pasted texts and chosen files say, read in the page.
import { type Evidence, evidenceOf, UnusableText } from "../core/diagnosis/index.ts";
import { say } from "../core/words/index.ts";
import { Told } from "./said.ts";

/** What is larger takes more memory than a page should; of a packed file, what comes of it. Bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

export const PASTED = say("Pasted text");

/** Throws UnusableText of the core. */
export function readText(text: string): Evidence {
  return evidenceOf(new TextEncoder().encode(text), decoder, PASTED);
}

/** Throws Told. */
export function readPasted(text: string): Evidence {
  return named(PASTED, () => readText(text));
}

/** Throws Told. */
export async function readFile(file: File): Promise<Evidence> {
  if (file.size === 0) throw new Told(say("{name} is empty.", { name: file.name }));
  if (file.size > MOST_BYTES) throw tooLarge(file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const whole = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(file) : bytes;
  return named(file.name, () => evidenceOf(whole, decoder, file.name));
}

/** As much as may be read, and no more, of what may be a thousand times larger. */
async function unpacked(file: File): Promise<Uint8Array> {
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      pieces.push(read.value);
      length += read.value.length;
      if (length > MOST_BYTES) break;
    }
  } catch {
    throw new Told(say("{name} cannot be unpacked: its gzip data is damaged. Copy it again.", { name: file.name }));
  }
  if (length > MOST_BYTES) {
    await reader.cancel();
    throw tooLarge(file);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function tooLarge({ name }: File): Told {
  return new Told(say("{name} is larger than 64 MiB. Use the command line: conntrack-planner diagnose FILE.", { name }));
}

function named(name: string, read: () => Evidence): Evidence {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnusableText ? new Told(`${name}: ${error.message}.`) : error;
  }
}

function decoder(): (piece: Uint8Array) => string {
  const own = new TextDecoder();
  return (piece) => own.decode(piece, { stream: true });
}
