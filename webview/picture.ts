// All charts below one another in one picture, with their titles, on the theme's background; open on the page or not.
import type { ChartModel } from "../src/core/plan/index.ts";
import { ChartView } from "./chart-view.ts";
import { element } from "./dom.ts";
import type { Palette } from "./theme.ts";

const WIDTH = 960;
const GAP = 24;
const TITLE = 28;

/** A PNG; undefined where the browser makes none. */
export async function pictureOf(models: readonly ChartModel[], heading: string, palette: Palette): Promise<Uint8Array | undefined> {
  const place = element("div", { class: "picture", "aria-hidden": "true" });
  place.style.width = `${WIDTH}px`;
  document.body.append(place);
  const views = models.map((model) => {
    const view = new ChartView(model, () => undefined);
    place.append(view.root);
    view.update(model, palette);
    return { title: model.title, view };
  });
  try {
    return await paint(views, heading, palette);
  } finally {
    for (const { view } of views) view.destroy();
    place.remove();
  }
}

interface Titled {
  readonly title: string;
  readonly view: ChartView;
}

async function paint(charts: readonly Titled[], heading: string, palette: Palette): Promise<Uint8Array | undefined> {
  const scale = window.devicePixelRatio;
  const picture = document.createElement("canvas");
  picture.width = Math.max(...charts.map(({ view }) => view.canvas.width)) + 2 * GAP * scale;
  picture.height = charts.reduce((sum, { view }) => sum + view.canvas.height + (TITLE + GAP) * scale, (TITLE + 2 * GAP) * scale);
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
  for (const { title, view } of charts) {
    y += TITLE * scale;
    write(title, 13, y - 8 * scale);
    context.drawImage(view.canvas, GAP * scale, y);
    y += view.canvas.height + GAP * scale;
  }
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
