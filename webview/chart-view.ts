// One drawing: canvas, legend, summary, and the same numbers as a table that can be copied.
import { BarController, BarElement, CategoryScale, Chart, Filler, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { type ChartModel, formatIn, type TableModel } from "../src/core/plan/index.ts";
import { areaColour, fillSeries, hasColours, isLying, isOneBar, type Kind, optionsKey, optionsOf, type Series } from "./chart-options.ts";
import { button, element, setText } from "./dom.ts";
import { type Marked, marksPlugin } from "./marks.ts";
import { Readout } from "./readout.ts";
import { fillTable } from "./table-view.ts";
import type { Palette } from "./theme.ts";

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement);

const HEIGHT = 240;
const BAR_HEIGHT = 46;
const AXIS_HEIGHT = 62;

export class ChartView {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  private readonly box: HTMLElement;
  private readonly title: HTMLElement;
  private readonly summary = element("p", { class: "quiet", "aria-hidden": "true" });
  private readonly legend = element("ul", { class: "legend", "aria-hidden": "true" });
  private readonly numbers: HTMLDetailsElement;
  private readonly table = element("table");
  private chart: Chart<Kind, Series["data"]> | undefined;
  private drawn: Marked | undefined;
  private model: ChartModel;
  private options = "";
  private legendKey = "";

  constructor(model: ChartModel, copy: (what: string, text: string) => void) {
    this.model = model;
    this.canvas = element("canvas", { role: "img" });
    this.box = element("div", { class: "canvas" }, this.canvas);
    this.title = element("h3", {}, model.title);
    const scroll = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${model.title}, table` }, this.table);
    const copyTable = button("Copy the table", () => copy(this.model.table.caption, tabbed(this.model.table)));
    copyTable.setAttribute("aria-label", `Copy the table: ${model.title}`);
    this.numbers = element("details", { class: "numbers" }, element("summary", {}, "Numbers"), scroll, copyTable);
    this.numbers.querySelector("summary")?.setAttribute("aria-label", `Numbers: ${model.title}`);
    this.numbers.addEventListener("toggle", () => this.fillNumbers());
    const readout = new Readout(this.canvas, () => this.chart && { chart: this.chart, model: this.model });
    this.box.append(readout.root);
    this.root = element(
      "section",
      { class: "chart", "data-chart": model.id },
      this.title,
      this.summary,
      this.box,
      this.legend,
      this.numbers,
    );
  }

  update(model: ChartModel, palette: Palette): void {
    this.model = model;
    setText(this.title, model.title);
    setText(this.summary, model.summary);
    this.canvas.setAttribute("aria-label", `${model.title}. ${model.summary}`);
    const height = `${isLying(model) ? AXIS_HEIGHT + BAR_HEIGHT * (model.x.categories?.length ?? 1) : HEIGHT}px`;
    if (this.box.style.height !== height) this.box.style.height = height;
    this.draw(model, palette);
    this.fillLegend(model, palette);
    this.fillNumbers();
  }

  destroy(): void {
    this.chart?.destroy();
  }

  private draw(model: ChartModel, palette: Palette): void {
    const restyle = this.drawn?.palette !== palette;
    if (!this.chart || !this.drawn) {
      this.options = optionsKey(model);
      this.drawn = { model, palette };
      const datasets = this.datasets(model, palette, []);
      const config = {
        type: "bar" as Kind,
        data: { labels: namesOf(model), datasets },
        options: optionsOf(model, () => this.model, palette),
        plugins: [marksPlugin(this.drawn)],
      };
      this.chart = new Chart<Kind, Series["data"]>(this.canvas, config);
      return;
    }
    Object.assign(this.drawn, { model, palette });
    this.chart.data.datasets = this.datasets(model, palette, this.chart.data.datasets as Series[]);
    this.chart.data.labels = namesOf(model);
    const options = optionsKey(model);
    // New options make Chart.js work out every one of them again.
    if (options !== this.options || restyle) this.chart.options = optionsOf(model, () => this.model, palette);
    this.options = options;
    this.chart.update("none");
  }

  private datasets(model: ChartModel, palette: Palette, old: readonly Series[]): Series[] {
    return model.series.map((series, index) => {
      // Chart.js keeps what it has made of a dataset's colours: other ones want another dataset.
      const dataset = old.find((other) => other.label === series.label && hasColours(other, series, palette)) ?? { data: [] };
      fillSeries(dataset, series, model, index, palette);
      return dataset;
    });
  }

  /** What is drawn in one bar says its number here. */
  private fillLegend(model: ChartModel, palette: Palette): void {
    const { series, y } = model;
    this.legend.hidden = series.length < 2;
    const entries = series.map(({ label, colour, draw, points }) => {
      const value = isOneBar(model) ? ` ${formatIn(y.unit, points[0]?.y ?? 0)}` : "";
      return { text: `${label}${value}`, draw, colour: palette.colour(colour) };
    });
    const shown = JSON.stringify(entries);
    if (this.legend.hidden || shown === this.legendKey) return;
    this.legendKey = shown;
    const items = entries.map(({ text, draw, colour }) => {
      const key = element("span", { class: `key key-${draw}` });
      key.style.setProperty("--key", colour);
      if (draw === "area") key.style.setProperty("--area", areaColour(colour, palette));
      return element("li", {}, key, text);
    });
    this.legend.replaceChildren(...items);
  }

  /** A closed table costs nothing. */
  private fillNumbers(): void {
    if (this.numbers.open) fillTable(this.table, this.model.table);
  }
}

function namesOf({ x }: ChartModel): string[] {
  return [...(x.categories ?? [])];
}

/** As spreadsheets take it. */
function tabbed({ columns, rows }: TableModel): string {
  return [columns.map(({ label }) => label), ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}
