// All drawings below one another in one picture, with their titles, on the theme's background.
import type { Palette } from "./theme.ts";

const GAP = 24;
const TITLE = 28;

export interface Drawing {
  readonly title: string;
  readonly canvas: HTMLCanvasElement;
}

/** A PNG in the size of the drawings on this screen; undefined where the browser makes none. */
export async function pictureOf(drawings: readonly Drawing[], heading: string, palette: Palette): Promise<Uint8Array | undefined> {
  const scale = window.devicePixelRatio;
  const picture = document.createElement("canvas");
  picture.width = Math.max(...drawings.map(({ canvas }) => canvas.width)) + 2 * GAP * scale;
  picture.height = drawings.reduce((sum, { canvas }) => sum + canvas.height + (TITLE + GAP) * scale, (TITLE + 2 * GAP) * scale);
  const context = picture.getContext("2d");
  if (!context) return undefined;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = palette.text;
  const write = (text: string, size: number, y: number): void => {
    context.font = `600 ${size * scale}px ${palette.font}`;
    context.fillText(text, GAP * scale, y, picture.width - 2 * GAP * scale);
  };
  let y = (GAP + TITLE) * scale;
  write(heading, 15, y - 8 * scale);
  for (const { title, canvas } of drawings) {
    y += TITLE * scale;
    write(title, 13, y - 8 * scale);
    context.drawImage(canvas, GAP * scale, y);
    y += canvas.height + GAP * scale;
  }
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
