// What comes out, in words: key figures, what should be written and why, limits, savings. Draws nothing.

import { formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../src/core/language/index.ts";
import { type CalculatorResults, type CalculatorState, chainFigure, settingsToWrite, sysctlLines } from "../src/core/plan/index.ts";
import { element, setItems, setText } from "./dom.ts";

type Figure = readonly [
  id: string,
  label: string,
  print: (state: CalculatorState, results: CalculatorResults) => readonly [string, string],
];

const FIGURES: readonly Figure[] = [
  [
    "memory",
    "Full table",
    ({ target }, { memory }) => [
      formatBytes(memory.allNamespaces),
      memory.share === null || target.memory === undefined
        ? "kernel memory"
        : `${formatShare(memory.share)} of ${formatBytes(target.memory)}`,
    ],
  ],
  [
    "peak",
    "Entries at the peak",
    ({ max }, { occupancy }) => [formatCount(occupancy.peak), `${formatShare(occupancy.peak / max.value)} of max`],
  ],
  [
    "rate",
    "Full at",
    (_, { rates, occupancy }) => [
      rates.full === null ? "no flows" : `${formatRate(rates.full)}/s`,
      occupancy.secondsToFull === null ? "never full at this rate" : `full after ${formatDuration(occupancy.secondsToFull)}`,
    ],
  ],
  [
    "reliable",
    "Reliable up to",
    ({ max }, { chains }) => [
      formatCount(chains.reliable),
      chains.reliable < max.value ? `of ${formatCount(max.value)} entries, by its buckets` : "entries, the limit itself",
    ],
  ],
  [
    "chains",
    "Average chain when full",
    (_, { chains }) => [
      `${chainFigure(chains.mean)} nodes`,
      `lookup costs ${formatNumber(Math.round(chains.lookupCost.relative * 100) / 100)} x the least`,
    ],
  ],
];

function formatRate(rate: number): string {
  return rate < 10 ? formatNumber(Math.round(rate * 100) / 100) : formatCount(rate);
}

export class ResultsView {
  readonly headline = element("p", { class: "headline", id: "headline" });
  readonly figures: HTMLElement;
  readonly advice: HTMLElement;
  readonly more: HTMLElement;
  private readonly values = new Map<string, readonly [HTMLElement, HTMLElement]>();
  private readonly settings = element("pre", {
    class: "settings",
    id: "settings",
    tabindex: 0,
    role: "region",
    "aria-label": "Settings to write",
  });
  private readonly reasons = element("ul");
  private readonly limits = element("ul", { class: "limits" });
  private readonly effects = element("tbody");
  private readonly effectsBox: HTMLElement;
  private readonly untracked = element("ul");
  private readonly untrackedBox: HTMLElement;
  private readonly folklore = element("ul");
  private readonly basis = element("ul");

  constructor() {
    const list = element("dl", { class: "figures" });
    for (const [id, label] of FIGURES) {
      const value = element("dd", { class: "value", "data-figure": id });
      const note = element("dd", { class: "quiet" });
      this.values.set(id, [value, note]);
      list.append(element("div", { class: "figure" }, element("dt", {}, label), value, note));
    }
    this.figures = list;
    this.advice = section("What to write", this.settings, element("h3", {}, "Why"), this.reasons, element("h3", {}, "Limits"), this.limits);
    this.advice.querySelector("h2")?.setAttribute("tabindex", "-1");
    const heads = ["Timeout", "From", "To", "Entries", "Memory", "Risk"];
    const head = element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text))));
    const table = element(
      "table",
      {},
      element("caption", { class: "visually-hidden" }, "What shorter timeouts would save"),
      head,
      this.effects,
    );
    this.effectsBox = section(
      "What shorter timeouts would save",
      element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "What shorter timeouts would save, table" }, table),
    );
    this.untrackedBox = section("Flows that may go without tracking", this.untracked);
    const formulas = element("details", {}, element("summary", {}, "Old formulas, and how the figures are known"));
    formulas.append(
      element("h3", {}, "Formulas that are passed around"),
      this.folklore,
      element("h3", {}, "How the figures are known"),
      this.basis,
    );
    this.more = element("div", { class: "more" }, this.effectsBox, this.untrackedBox, formulas);
  }

  /** Puts the actions where what they write stands. */
  place(actions: HTMLElement): void {
    this.settings.after(actions);
  }

  showAdvice(): void {
    this.advice.scrollIntoView();
    this.advice.querySelector<HTMLElement>("h2")?.focus();
  }

  update(state: CalculatorState, results: CalculatorResults): void {
    setText(this.headline, `${results.headline}.`);
    for (const [id, , print] of FIGURES) {
      const [value, note] = print(state, results);
      const [valueBox, noteBox] = this.values.get(id) ?? [];
      if (valueBox && noteBox) {
        setText(valueBox, value);
        setText(noteBox, note);
      }
    }
    setText(this.settings, sysctlLines(settingsToWrite(state, results)));
    setItems(this.reasons, results.recommendation.reasons);
    setItems(
      this.limits,
      results.limits.map(({ text, exceeded }) => (exceeded ? `Exceeded: ${text}` : text)),
    );
    for (const [index, { exceeded }] of results.limits.entries()) this.limits.children[index]?.classList.toggle("exceeded", exceeded);
    this.fillEffects(results);
    this.untrackedBox.hidden = results.untracked.length === 0;
    setItems(
      this.untracked,
      results.untracked.map(
        ({ name, entriesSaved, bytesSaved, stops }) =>
          `${name}: saves ${formatCount(entriesSaved)} entries and ${formatBytes(bytesSaved)}. ${stops.join(" ")} Copy the rules below.`,
      ),
    );
    setItems(
      this.folklore,
      results.memory.folklore.map(({ formula, bytes, max, why }) => {
        const answer = bytes !== null ? ` gives ${formatBytes(bytes)}` : max !== null ? ` gives ${formatCount(max)}` : "";
        return `${formula}${answer}. ${why}`;
      }),
    );
    setItems(this.basis, [...results.memory.basis, results.occupancy.collector.how]);
  }

  private fillEffects({ effects }: CalculatorResults): void {
    this.effectsBox.hidden = effects.length === 0;
    const shown = JSON.stringify(effects);
    if (this.effects.dataset["shown"] === shown) return;
    this.effects.dataset["shown"] = shown;
    this.effects.replaceChildren(
      ...effects.map(({ key, from, to, entriesSaved, bytesSaved, risk }) => {
        const numbers = [formatDuration(from), formatDuration(to), formatCount(entriesSaved), formatBytes(bytesSaved)];
        const cells = numbers.map((text) => element("td", { class: "number" }, text));
        const name = key.replace("nf_conntrack_", "").replaceAll("_", " ");
        return element("tr", {}, element("th", { scope: "row" }, name), ...cells, element("td", { class: "risk" }, risk));
      }),
    );
  }
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element("section", {}, element("h2", {}, title), ...children);
}
