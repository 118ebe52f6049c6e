// Entry of the live page: draws what its host sends each second. No sums are done here.
import type { ChartId, ChartModel, LiveView } from "../src/core/index.ts";
import { ChartView } from "./chart-view.ts";
import { button, element, setText } from "./dom.ts";
import { onThemeChange, readPalette } from "./theme.ts";

/** What the host says; live-panel.ts sends it. */
type Message = { readonly type: "view"; readonly view: LiveView } | { readonly type: "table"; readonly text: string };

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const vscode = acquireVsCodeApi();
const send = (type: string, text = ""): void => vscode.postMessage({ type, text });

function start(page: HTMLElement): void {
  const headline = element("p", { id: "headline" }, "Reading...");
  // Spoken when the level changes, not each second.
  const spoken = element("p", { class: "visually-hidden", "aria-live": "polite" });
  const drawings = element("div", { class: "charts" });
  const table = element("p", { id: "table", class: "quiet", role: "status" });
  const views = new Map<ChartId, ChartView>();
  let palette = readPalette();
  let models: readonly ChartModel[] = [];
  let level = "";

  const draw = (): void => {
    for (const model of models) {
      let view = views.get(model.id);
      if (!view) {
        view = new ChartView(model, (_, text) => send("copy", text));
        views.set(model.id, view);
        drawings.append(view.root);
      }
      view.update(model, palette);
    }
  };

  window.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.type === "table") setText(table, data.text);
    if (data.type !== "view") return;
    setText(headline, data.view.headline);
    if (data.view.level !== level) setText(spoken, data.view.headline);
    level = data.view.level;
    models = data.view.charts;
    draw();
  });
  onThemeChange(() => {
    palette = readPalette();
    draw();
  });

  const actions = element(
    "section",
    { class: "actions", "aria-label": "Actions" },
    button("Diagnose", () => send("diagnose"), { class: "primary" }),
    button("Read the table", () => send("read")),
    element(
      "p",
      { class: "quiet" },
      "Reading the table costs the kernel time and collects expired entries; the figures above come from counters alone.",
    ),
    table,
  );
  page.append(element("header", {}, element("h1", {}, "Live table"), headline), drawings, actions, spoken);
  send("ready");
}

const page = document.getElementById("page");
if (page) start(page);
