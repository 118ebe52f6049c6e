// The canvas of one drawing. With what it imports it is the part of a page that knows Chart.js, and is loaded by
// load-painting.ts.
import { BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import type { ChartModel } from "../src/core/plan/index.ts";
import { fillSeries, hasColours, type Kind, optionsKey, optionsOf, type Series } from "./chart-options.ts";
import { element } from "./dom.ts";
import { type Marked, marksPlugin } from "./marks.ts";
import { Readout } from "./readout.ts";
import type { Palette } from "./theme.ts";

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement);

export class Painting {
  readonly canvas = element("canvas", { role: "img" });
  private readonly chart: Chart<Kind, Series["data"]>;
  private readonly drawn: Marked;
  private options: string;

  /** Into a box that has its size. */
  constructor(box: HTMLElement, model: ChartModel, palette: Palette) {
    this.drawn = { model, palette };
    this.options = optionsKey(model);
    this.describe();
    box.append(this.canvas, new Readout(this.canvas, () => ({ chart: this.chart, model: this.drawn.model })).root);
    this.chart = new Chart<Kind, Series["data"]>(this.canvas, {
      type: "bar" as Kind,
      data: { labels: namesOf(model), datasets: this.datasets([]) },
      options: optionsOf(model, () => this.drawn.model, palette),
      plugins: [marksPlugin(this.drawn)],
    });
  }

  update(model: ChartModel, palette: Palette): void {
    const restyle = this.drawn.palette !== palette;
    Object.assign(this.drawn, { model, palette });
    this.describe();
    this.chart.data.datasets = this.datasets(this.chart.data.datasets as Series[]);
    this.chart.data.labels = namesOf(model);
    const options = optionsKey(model);
    // New options make Chart.js work out every one of them again.
    if (options !== this.options || restyle) this.chart.options = optionsOf(model, () => this.drawn.model, palette);
    this.options = options;
    this.chart.update("none");
  }

  destroy(): void {
    this.chart.destroy();
  }

  private describe(): void {
    const { title, summary } = this.drawn.model;
    this.canvas.setAttribute("aria-label", `${title}. ${summary}`);
  }

  private datasets(old: readonly Series[]): Series[] {
    const { model, palette } = this.drawn;
    return model.series.map((series, index) => {
      // Chart.js keeps what it has made of a dataset's colours: other ones want another dataset.
      const dataset = old.find((other) => other.label === series.label && hasColours(other, series, palette)) ?? { data: [] };
      fillSeries(dataset, series, model, index, palette);
      return dataset;
    });
  }
}

function namesOf({ x }: ChartModel): string[] {
  return [...(x.categories ?? [])];
}
