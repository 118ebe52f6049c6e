// What the drawing says under the pointer, in words beside it. The table says the same to those who use no pointer.
import type { Chart } from "chart.js";
import { type ChartModel, formatIn } from "../src/core/plan/index.ts";
import type { Kind, Series } from "./chart-options.ts";
import { isLying } from "./chart-shape.ts";
import { element } from "./dom.ts";

interface Shown {
  readonly chart: Chart<Kind, Series["data"]>;
  readonly model: ChartModel;
}

export class Readout {
  readonly root = element("div", { class: "readout", "aria-hidden": "true", hidden: true });

  constructor(canvas: HTMLCanvasElement, shown: () => Shown | undefined) {
    canvas.addEventListener("pointermove", (event) => {
      const now = shown();
      const lines = now ? linesAt(now, event) : [];
      this.root.hidden = lines.length === 0;
      this.root.replaceChildren(...lines.map((line) => element("div", {}, line)));
      const left = event.offsetX > canvas.clientWidth / 2;
      this.root.style.left = left ? "" : `${event.offsetX + 14}px`;
      this.root.style.right = left ? `${canvas.clientWidth - event.offsetX + 14}px` : "";
      this.root.style.top = `${Math.max(0, event.offsetY - 20)}px`;
    });
    canvas.addEventListener("pointerleave", () => {
      this.root.hidden = true;
    });
  }
}

function linesAt({ chart, model }: Shown, event: PointerEvent): readonly string[] {
  const lying = isLying(model);
  const found = chart.getElementsAtEventForMode(event, "index", { intersect: false, axis: lying ? "y" : "x" }, false);
  const [first] = found;
  const at = first && model.series[first.datasetIndex]?.points[first.index]?.x;
  if (at === undefined) return [];
  const { x, y } = model;
  const title = x.scale === "category" ? `${x.label}: ${x.categories?.[at] ?? ""}` : `${x.label}: ${formatIn(x.unit, at)}`;
  const lines = found.flatMap(({ datasetIndex, index }) => {
    const series = model.series[datasetIndex];
    const point = series?.points[index];
    // A stack has pieces of nothing for the states that a class does not know.
    if (!series || !point || point.x !== at || (model.stacked && point.y === 0)) return [];
    return [`${series.label}: ${formatIn(y.unit, point.y)}`];
  });
  return [title, ...lines];
}
