// A GIF of screenshots: each frame draws only what changed since the one before.
import { decode } from "fast-png";
import gifenc from "gifenc";

export interface PictureFrame {
  /** PNG; all of a size. */
  readonly png: Uint8Array;
  /** Milliseconds that it stays. */
  readonly delay: number;
}

/** Of 256 colours one stands for "as before". */
const COLOURS = 255;

export function movingPicture(frames: readonly PictureFrame[]): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  let before: Uint8Array | undefined;
  for (const { png, delay } of frames) {
    const { width, height, data, channels } = decode(png);
    const pixels = toRgba(data as Uint8Array, channels);
    const palette = gifenc.quantize(pixels, COLOURS, { format: "rgb565" });
    const indices = gifenc.applyPalette(pixels, palette, "rgb565");
    const transparentIndex = palette.length;
    palette.push([0, 0, 0]);
    if (before) for (let at = 0; at < indices.length; at++) if (isSame(pixels, before, at * 4)) indices[at] = transparentIndex;
    encoder.writeFrame(indices, width, height, { palette, delay, transparent: before !== undefined, transparentIndex, dispose: 1 });
    before = pixels;
  }
  encoder.finish();
  return encoder.bytes();
}

function toRgba(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return data;
  const pixels = new Uint8Array((data.length / channels) * 4).fill(255);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 4) pixels.set(data.subarray(from, from + 3), to);
  return pixels;
}

function isSame(a: Uint8Array, b: Uint8Array, at: number): boolean {
  return a[at] === b[at] && a[at + 1] === b[at + 1] && a[at + 2] === b[at + 2];
}
