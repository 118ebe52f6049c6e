// One drawing: title, sentence, legend, the same numbers as a table that can be copied, and the box that is painted into.

import { type ChartModel, formatIn, type TableModel } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { areaColour, heightOf, isEmpty, isOneBar } from "./chart-shape.ts";
import { button, element, setText } from "./dom.ts";
import { withPainting } from "./load-painting.ts";
import type { Painting } from "./painting.ts";
import { fillTable } from "./table-view.ts";
import type { Palette } from "./theme.ts";

export class ChartView {
  readonly root: HTMLElement;
  private readonly box = element("div", { class: "canvas" });
  private readonly title: HTMLElement;
  private readonly summary = element("p", { class: "quiet", "aria-hidden": "true" });
  private readonly legend = element("ul", { class: "legend", "aria-hidden": "true" });
  private readonly numbers: HTMLDetailsElement;
  private readonly table = element("table");
  private painting: Painting | undefined;
  private model: ChartModel;
  private legendKey = "";
  private destroyed = false;

  constructor(model: ChartModel, copy: (what: string, text: string) => void) {
    this.model = model;
    this.title = element("h3", {}, model.title);
    const scroll = element(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": say("{title}, table", { title: model.title }) },
      this.table,
    );
    const copyTable = button(say("Copy the table"), () => copy(this.model.table.caption, tabbed(this.model.table)));
    copyTable.setAttribute("aria-label", say("Copy the table: {title}", { title: model.title }));
    this.numbers = element("details", { class: "numbers" }, element("summary", {}, say("Numbers")), scroll, copyTable);
    this.numbers.querySelector("summary")?.setAttribute("aria-label", say("Numbers: {title}", { title: model.title }));
    this.numbers.addEventListener("toggle", () => this.fillNumbers());
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
    // Nothing to draw is said in words, and no axis stands there alone.
    this.box.hidden = isEmpty(model);
    this.numbers.hidden = model.table.rows.length === 0;
    const height = heightOf(model);
    if (this.box.style.height !== height) this.box.style.height = height;
    if (!this.box.hidden) this.paint(palette);
    this.fillLegend(model, palette);
    this.fillNumbers();
  }

  destroy(): void {
    this.destroyed = true;
    this.painting?.destroy();
  }

  /** The first time the painter may have to be fetched; until then the box keeps its place. */
  private paint(palette: Palette): void {
    withPainting(
      ({ Painting }) => {
        if (this.destroyed) return;
        if (this.painting) {
          this.painting.update(this.model, palette);
          return;
        }
        this.box.replaceChildren();
        this.painting = new Painting(this.box, this.model, palette);
      },
      () => setText(this.box, say("The chart could not be loaded. Its figures are under Numbers.")),
    );
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

/** As spreadsheets take it. */
function tabbed({ columns, rows }: TableModel): string {
  return [columns.map(({ label }) => label), ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}
