// How much room this process has for objects that were just made.
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of the two halves together. */
const MOST = 32 << 20;

let isBounded = false;

/**
 * Node lets that room grow to 128 MB, where all work is done before it has to be tidied. Of what a large tree is read
 * into nearly everything stays, so that more than a quarter of it gains no time. To be called now and then.
 */
export function boundNewObjects(): void {
  if (isBounded) return;
  const room = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  if (!room || room.space_size < MOST) return;
  isBounded = true;
  setFlagsFromString("--semi-space-growth-factor=1");
}
