// How much room V8 makes for objects that were just made: by itself ever more, up to 128 MB, which it keeps.

import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** By what that room grows: `node --v8-options` of Node.js 20 to 24 says 2, which is V8's own. */
const GROWS = 2;
const STAYS = 1;

/** Bytes of the two halves together. */
const MOST = 32 << 20;

let isBounded = false;

/**
 * Of what a large tree is read into nearly everything stays, so that more than a quarter of the 128 MB gains no time. To be
 * called now and then.
 */
export function boundNewObjects(): void {
  if (isBounded) return;
  const room = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  if (!room || room.space_size < MOST) return;
  isBounded = true;
  growBy(STAYS);
}

/**
 * Runs in the room that is there, for answers of stores, which come and go. For 10,000 hosts it is 200 to 230 MB of memory
 * in place of 265 to 304, in the same time (Node.js 24, `verify:fleet`). What reads many files is slower so.
 */
export async function inLittleRoom<T>(run: () => Promise<T>): Promise<T> {
  growBy(STAYS);
  try {
    return await run();
  } finally {
    growBy(isBounded ? STAYS : GROWS);
  }
}

/** Characters of a text whose lines and findings fill the memory: the engine keeps them until it is twice as full. */
const LARGE = 2_000_000;

export function isLarge({ length }: string): boolean {
  return length > LARGE;
}

let collector: (() => void) | undefined;

/** Takes tens of milliseconds: for what is done once in a while, and has left hundreds of megabytes behind. */
export function collectGarbage(): void {
  if (!collector) {
    setFlagsFromString("--expose-gc");
    collector = runInNewContext("gc") as () => void;
  }
  collector();
}

function growBy(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}
