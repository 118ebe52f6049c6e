// What pasted texts and chosen files say, read in the page.
import { createEvidenceReader, type Evidence } from "../core/diagnosis/index.ts";

/** What is larger takes more memory than a page should. Bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Throws UnusableText of the core. */
export function readEvidence(bytes: Uint8Array, name?: string): Evidence {
  const reader = createEvidenceReader(() => {
    const decoder = new TextDecoder();
    return (piece) => decoder.decode(piece, { stream: true });
  });
  reader.begin(name);
  reader.push(bytes);
  reader.end();
  return reader.evidence();
}

export function readText(text: string): Evidence {
  return readEvidence(new TextEncoder().encode(text));
}

/** Throws with a sentence for the person. */
export async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MOST_BYTES) throw new Error(`${file.name} is larger than 64 MiB. Use the command line: conntrack-planner diagnose.`);
  return new Uint8Array(await file.arrayBuffer());
}
