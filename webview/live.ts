// Entry of the live page: draws what its host sends each second, and the table when it was read. No sums are done here.
import { say } from "../src/core/words/index.ts";
import "./words.ts";
import type { NamespaceTable } from "../src/core/diagnosis/index.ts";
import { type LiveHostMessage, type LivePageMessage, readLiveHostMessage } from "../src/core/live/index.ts";
import type { ChartId, ChartModel } from "../src/core/plan/index.ts";
import { ChartView } from "./chart-view.ts";
import { button, element, setItems, setText } from "./dom.ts";
import { fillTable } from "./table-view.ts";
import { onThemeChange, readPalette } from "./theme.ts";

declare function acquireVsCodeApi(): { postMessage(message: LivePageMessage): void };

const vscode = acquireVsCodeApi();
const send = (message: LivePageMessage): void => vscode.postMessage(message);

function start(page: HTMLElement): void {
  const headline = element("p", { id: "headline", class: "headline" }, say("Reading..."));
  // Spoken when the level changes, not each second.
  const spoken = element("p", { class: "visually-hidden", "aria-live": "polite" });
  const quiet = element("p", { id: "quiet" });
  const drawings = element("div", { class: "charts" });
  const note = element("p", { id: "table" });
  const namespaceNote = element("p", { id: "namespaces", class: "subheadline" });
  const namespaceTable = element("table");
  const namespaceNotes = element("ul", { class: "quiet" });
  const namespaces = element(
    "section",
    { class: "namespaces", hidden: true },
    namespaceNote,
    element("div", { class: "list", tabindex: 0, role: "region", "aria-label": say("Network namespaces, table") }, namespaceTable),
    namespaceNotes,
  );
  const tables = element("div", { class: "charts tables" });
  const views = new Map<ChartId, ChartView>();
  let palette = readPalette();
  let models: readonly ChartModel[] = [];
  let states: ChartModel | undefined;
  let level = "";
  let asked = false;
  let anyFull = false;

  const draw = (model: ChartModel, into: HTMLElement): void => {
    let view = views.get(model.id);
    if (!view) {
      view = new ChartView(model, (_, text) => send({ type: "copy", text }));
      views.set(model.id, view);
      into.prepend(view.root);
    }
    view.update(model, palette);
  };
  const drawAll = (): void => {
    for (const [id, { root }] of views) if (root.parentElement === drawings) root.hidden = !models.some((model) => model.id === id);
    // Each goes to the front.
    for (const model of models.toReversed()) draw(model, drawings);
    if (states) draw(states, tables);
  };

  const showTables = ({
    table: { headline: said, chart, tables: models },
    note: cost,
  }: LiveHostMessage & { readonly type: "table" }): void => {
    setText(note, `${said}. ${cost}`);
    // Read again by itself it is not spoken again.
    if (asked) setText(spoken, `${said}.`);
    asked = false;
    states = chart;
    draw(chart, tables);
    const known = [...tables.querySelectorAll<HTMLTableElement>(".list > table")];
    for (const [index, model] of models.entries()) {
      const table = known[index] ?? element("table");
      if (!known[index]) tables.append(element("div", { class: "list" }, table));
      fillTable(table, model);
    }
    for (const table of known.slice(models.length)) table.parentElement?.remove();
  };

  const showNamespaces = ({ headline: said, full, table, notes }: NamespaceTable): void => {
    namespaces.hidden = false;
    namespaceNote.dataset["level"] = full ? "error" : "normal";
    setText(namespaceNote, said);
    fillTable(namespaceTable, table);
    setItems(namespaceNotes, notes);
    // Spoken when one fills up, not each time.
    if (full && !anyFull) setText(spoken, said);
    anyFull = full;
  };

  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = readLiveHostMessage(data);
    switch (message?.type) {
      case "view": {
        const { view } = message;
        setText(headline, view.headline);
        if (view.level !== level) setText(spoken, view.headline);
        level = view.level;
        headline.dataset["level"] = level;
        quiet.hidden = view.quiet === null;
        setText(quiet, view.quiet ?? "");
        models = view.charts;
        drawAll();
        return;
      }
      case "table":
        showTables(message);
        return;
      case "namespaces":
        showNamespaces(message.namespaces);
        return;
      case "notice":
        setText(note, message.text);
        setText(spoken, message.text);
    }
  });
  onThemeChange(() => {
    palette = readPalette();
    drawAll();
  });

  const actions = element(
    "section",
    { class: "actions", "aria-label": say("Actions") },
    button(say("Diagnose"), () => send({ type: "diagnose" }), { class: "primary" }),
    button(say("Read the table"), () => {
      asked = true;
      send({ type: "read-table" });
    }),
    element(
      "p",
      { class: "quiet" },
      say(
        "The figures above are from counters, which include expired entries until they are collected. Reading the table takes kernel time, and collects expired entries.",
      ),
    ),
  );
  page.append(
    element("header", {}, element("h1", {}, say("Live table")), headline),
    quiet,
    drawings,
    namespaces,
    actions,
    note,
    tables,
    spoken,
  );
  send({ type: "ready" });
}

const page = document.getElementById("page");
if (page) start(page);
