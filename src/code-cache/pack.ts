// What the file of the code cache holds, sealed: damaged code, or code of another engine, could end the process that runs it.
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";

/** What V8 made of one file of ours. */
export interface Compiled {
  /** SHA-256 of the source, in hexadecimal digits. */
  readonly digest: string;
  readonly code: Buffer;
}

/** By the file's path below the folder. */
export type Pack = ReadonlyMap<string, Compiled>;

/** The engine and all that it is built with: code is of use to exactly this one. */
const ENGINE = JSON.stringify([process.versions, process.platform, process.arch]);
const SEAL_BYTES = 32;

export function seal(pack: Pack): Buffer {
  const bytes = serialize(pack);
  return Buffer.concat([sealOf(bytes), bytes]);
}

/** Nothing where a byte is not as it was sealed, or another engine sealed it: what a newer one wrote may not even deserialize. */
export function unseal(sealed: Buffer): Pack | undefined {
  const bytes = sealed.subarray(SEAL_BYTES);
  return sealOf(bytes).equals(sealed.subarray(0, SEAL_BYTES)) ? deserialize(bytes) : undefined;
}

export function digestOf(source: Buffer): string {
  return createHash("sha256").update(source).digest("hex");
}

function sealOf(bytes: Buffer): Buffer {
  return createHash("sha256").update(ENGINE).update(bytes).digest();
}
