// Files that gzip has packed, as rotated logs are: told by their first bytes, unpacked piece by piece.
import { createGunzip } from "node:zlib";
import { LIMITS, TOO_MUCH } from "../core/language/index.ts";

const FIRST = 0x1f;
const SECOND = 0x8b;

/** Hands on what is no gzip as it is. A piece may be written over by the next. Throws what unpacking throws. */
export async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  // One byte alone tells nothing yet: a pipe may give so little.
  let start = new Uint8Array(0);
  while (start.length < 2) {
    const { done, value } = await source.next();
    if (done === true) break;
    const more = new Uint8Array(start.length + value.length);
    more.set(start);
    more.set(value, start.length);
    start = more;
  }
  const rest = { [Symbol.asyncIterator]: () => source };
  if (start[0] !== FIRST || start[1] !== SECOND) {
    if (start.length > 0) yield start;
    yield* rest;
    return;
  }
  yield* unpack(start, rest);
}

/** Waits for room before it reads on, so that a file that unpacks to a thousand times its size takes no more memory. */
async function* unpack(start: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const size = { packed: 0, unpacked: 0 };
  const fed = feed(gunzip, start, rest, size);
  // Whoever reads the stream is told of what goes wrong; this one only has to be waited for.
  fed.catch(() => {});
  for await (const piece of gunzip as AsyncIterable<Buffer>) {
    size.unpacked += piece.length;
    if (size.unpacked > LIMITS.unpackedFree && size.unpacked > LIMITS.unpackedTimes * size.packed) throw new Error(TOO_MUCH.unpacked);
    yield piece;
  }
  await fed;
}

async function feed(
  gunzip: ReturnType<typeof createGunzip>,
  start: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  size: { packed: number },
): Promise<void> {
  const write = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      size.packed += piece.length;
      gunzip.write(piece.slice(), (error) => (error ? reject(error) : resolve()));
    });
  try {
    await write(start);
    for await (const piece of rest) await write(piece);
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
    throw error;
  }
}
