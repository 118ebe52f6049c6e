// All charts below one another in one picture, with their titles, on the theme's background; open on the page or not.
import type { ChartModel } from "../src/core/plan/index.ts";
import { heightOf } from "./chart-shape.ts";
import { element } from "./dom.ts";
import { loadPainting } from "./load-painting.ts";
import type { Palette } from "./theme.ts";

const WIDTH = 960;
const GAP = 24;
const TITLE = 28;

/** A PNG; undefined where the browser makes none. Rejects where the part that paints cannot be had. */
export async function pictureOf(models: readonly ChartModel[], heading: string, palette: Palette): Promise<Uint8Array | undefined> {
  const { Painting } = await loadPainting();
  const place = element("div", { class: "picture", "aria-hidden": "true" });
  place.style.width = `${WIDTH}px`;
  document.body.append(place);
  const paintings = models.map((model) => {
    const box = element("div", { class: "canvas" });
    box.style.height = heightOf(model);
    place.append(box);
    return { title: model.title, painting: new Painting(box, model, palette) };
  });
  try {
    return await paint(paintings, heading, palette);
  } finally {
    for (const { painting } of paintings) painting.destroy();
    place.remove();
  }
}

interface Titled {
  readonly title: string;
  readonly painting: { readonly canvas: HTMLCanvasElement };
}

async function paint(charts: readonly Titled[], heading: string, palette: Palette): Promise<Uint8Array | undefined> {
  const scale = window.devicePixelRatio;
  const picture = document.createElement("canvas");
  picture.width = Math.max(...charts.map(({ painting }) => painting.canvas.width)) + 2 * GAP * scale;
  picture.height = charts.reduce((sum, { painting }) => sum + painting.canvas.height + (TITLE + GAP) * scale, (TITLE + 2 * GAP) * scale);
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
  for (const {
    title,
    painting: { canvas },
  } of charts) {
    y += TITLE * scale;
    write(title, 13, y - 8 * scale);
    context.drawImage(canvas, GAP * scale, y);
    y += canvas.height + GAP * scale;
  }
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
