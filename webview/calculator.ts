// Entry of the calculator page: puts its parts together, and draws at most once a frame. No sums are done here.
import { type ChartId, type ChartModel, chartsOf, readHostMessage, type SourceMessage } from "../src/core/plan/index.ts";
import { Actions, copy } from "./actions.ts";
import { ChartView } from "./chart-view.ts";
import { button, element, setText } from "./dom.ts";
import { Form } from "./form.ts";
import { keep, listen, saved, send } from "./host.ts";
import { pictureOf } from "./picture.ts";
import { ResultsView } from "./results-view.ts";
import { Session } from "./session.ts";
import { onThemeChange, readPalette } from "./theme.ts";

/** Long enough that a slider on its way says nothing. Milliseconds. */
const SPEAK_AFTER = 800;
const KEEP_AFTER = 150;

function start(page: HTMLElement, source: SourceMessage): void {
  const session = new Session(source, saved(), () => schedule());
  const form = new Form(session);
  const results = new ResultsView();
  const charts = new Map<ChartId, ChartView>();
  const drawings = element("div", { class: "charts" });
  const actions = new Actions(session, () => pictureOf(drawn(), session.results.headline, palette));
  const origin = element("p", { class: "source quiet" });
  const live = element("p", { class: "visually-hidden", "aria-live": "polite", id: "live" });
  let palette = readPalette();
  let models: readonly ChartModel[] = [];
  let scheduled = false;

  const drawn = () =>
    models.flatMap(({ id, title }) => {
      const canvas = charts.get(id)?.canvas;
      return canvas ? [{ title, canvas }] : [];
    });

  function schedule(): void {
    if (!scheduled) requestAnimationFrame(draw);
    scheduled = true;
  }

  function draw(): void {
    scheduled = false;
    const { state } = session;
    form.update();
    results.update(state, session.results);
    actions.update();
    models = chartsOf(state, session.results);
    for (const model of models) chartFor(model).update(model, palette);
    speak();
    remember();
  }

  function chartFor(model: ChartModel): ChartView {
    const known = charts.get(model.id);
    if (known) return known;
    const made = new ChartView(model, copy);
    charts.set(model.id, made);
    drawings.append(made.root);
    return made;
  }

  const speak = later(SPEAK_AFTER, () => setText(live, `${session.results.headline}.`));
  const remember = later(KEEP_AFTER, () => keep(session.saved()));

  const showSource = (): void => {
    const { name } = session.source;
    const file = button(name ?? "", () => send({ type: "show-file" }), { class: "link" });
    origin.replaceChildren(
      ...(name === null
        ? ["From the settings: no file. Open a sysctl.conf and call the calculator there to plan for it."]
        : ["From ", file, " as it is edited, and the target settings."]),
    );
  };

  listen((message) => {
    switch (message.type) {
      case "source":
        if (JSON.stringify(message) === JSON.stringify(session.source)) return;
        session.follow(message);
        showSource();
        return;
      case "plan": {
        const problem = session.openPlan(message.plan);
        actions.say(problem ?? `Opened ${message.name}.`, problem !== undefined);
        return;
      }
      case "notice":
        actions.say(message.text, message.failed);
    }
  });
  onThemeChange(() => {
    palette = readPalette();
    schedule();
  });

  showSource();
  const jump = button("What to write", () => results.showAdvice());
  const top = element("header", {}, element("h1", {}, "Capacity calculator"), origin, results.headline, results.figures, jump);
  results.place(actions.root);
  const answer = element("div", { class: "answer" }, drawings, results.advice, results.more);
  page.append(top, element("div", { class: "columns" }, form.root, answer), live);
  draw();
  send({ type: "ready" });
}

/** Runs once things have been quiet for a while. */
function later(delay: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, delay);
  };
}

const page = document.getElementById("page");
const first = readHostMessage(JSON.parse(page?.dataset["source"] ?? "null"));
if (page && first?.type === "source") start(page, first);
