// Entry of the calculator page: keeps session, page and host together, and draws at most once a frame. No sums are done here.
import { say } from "../src/core/words/index.ts";
import "./words.ts";
import { render } from "preact";
import { chartsOf, readHostMessage, type SourceMessage } from "../src/core/plan/index.ts";
import { CalculatorPage } from "./calculator-page.tsx";
import { element, setText } from "./dom.ts";
import { keep, listen, saved, send } from "./host.ts";
import { pictureOf } from "./picture.ts";
import { Session } from "./session.ts";
import { onThemeChange, readPalette } from "./theme.ts";
import { makeTextsVisible } from "./visible-text.ts";

/** Long enough that a slider on its way says nothing. Milliseconds. */
const SPEAK_AFTER = 800;
const KEEP_AFTER = 150;

function start(page: HTMLElement, source: SourceMessage): void {
  const session = new Session(source, saved(), () => schedule());
  const view = element("div");
  const live = element("p", { class: "visually-hidden", "aria-live": "polite", id: "live" });
  let palette = readPalette();
  let scheduled = false;

  function schedule(): void {
    if (!scheduled) requestAnimationFrame(draw);
    scheduled = true;
  }

  function draw(): void {
    scheduled = false;
    const charts = chartsOf(session.state, session.results);
    render(<CalculatorPage session={session} charts={charts} palette={palette} savePicture={savePicture} />, view);
    speak();
    remember();
  }

  const speak = later(SPEAK_AFTER, () => setText(live, `${session.results.verdict.text}.`));
  const remember = later(KEEP_AFTER, () => keep(session.saved()));
  const savePicture = async (): Promise<void> => {
    const png = await pictureOf(chartsOf(session.state, session.results), session.results.verdict.text, palette).catch(() => undefined);
    if (png) send({ type: "save-image", png });
    else session.say(say("The charts could not be saved as a picture."), true);
  };

  listen((message) => {
    switch (message.type) {
      case "source":
        if (JSON.stringify(message) !== JSON.stringify(session.source)) session.follow(message);
        return;
      case "plan":
        session.openPlan(message);
        return;
      case "notice":
        session.say(message.text, message.failed);
    }
  });
  onThemeChange(() => {
    palette = readPalette();
    schedule();
  });
  page.append(view, live);
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

makeTextsVisible();
const page = document.getElementById("page");
const first = readHostMessage(JSON.parse(page?.dataset["source"] ?? "null"));
if (page && first?.type === "source") start(page, first);
