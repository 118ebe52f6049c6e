// What can be done with the answer: write it, copy it, keep it. The host does it; this asks.
import {
  type CalculatorResults,
  type CalculatorState,
  EXPORTS,
  markdownReport,
  printPlan,
  settingsToWrite,
} from "../src/core/plan/index.ts";
import { button, element, setText } from "./dom.ts";
import { send } from "./host.ts";
import type { Session } from "./session.ts";

export class Actions {
  readonly root: HTMLElement;
  private readonly session: Session;
  private readonly write: HTMLButtonElement;
  private readonly choice: HTMLSelectElement;
  private readonly copyButton: HTMLButtonElement;
  private readonly notice = element("p", { class: "notice", role: "status" });

  constructor(session: Session, picture: () => Promise<Uint8Array | undefined>) {
    this.session = session;
    this.write = button("", () => send({ type: "write", settings: settingsToWrite(session.state, session.results) }), { class: "primary" });
    this.choice = element("select", { id: "copy-kind" });
    for (const { id, label } of EXPORTS) this.choice.append(element("option", { value: id }, label));
    this.choice.addEventListener("change", () => this.update());
    this.copyButton = button("Copy", () => {
      const kind = this.kind();
      if (kind) copy(kind.label, kind.print(session.state, session.results));
    });
    this.copyButton.setAttribute("aria-describedby", "copy-kind");
    const text = (print: (state: CalculatorState, results: CalculatorResults) => string): string => print(session.state, session.results);
    const saveImage = async (): Promise<void> => {
      const png = await picture();
      if (png) send({ type: "save-image", png });
      else this.say("The drawings could not be made into a picture.", true);
    };
    const copying = element("div", { class: "copying" }, element("label", { for: "copy-kind" }, "Copy as"), this.choice, this.copyButton);
    const keeping = element(
      "div",
      { class: "keeping" },
      button("Open plan...", () => send({ type: "open-plan" })),
      button("Save plan...", () => send({ type: "save-plan", text: text(printPlan) })),
      button("Save charts as PNG...", () => void saveImage()),
      button("Save report...", () => send({ type: "save-report", text: text(markdownReport) })),
      button("Back to the file and the settings", () => session.reset()),
    );
    this.root = element("section", { class: "actions", "aria-label": "Actions" }, this.write, copying, keeping, this.notice);
  }

  update(): void {
    const { name } = this.session.source;
    this.write.hidden = name === null;
    setText(this.write, `Write to ${name ?? ""}`);
    this.copyButton.disabled = this.kind()?.print(this.session.state, this.session.results) === "";
  }

  say(text: string, failed: boolean): void {
    setText(this.notice, text);
    this.notice.classList.toggle("failed", failed);
  }

  private kind() {
    return EXPORTS.find(({ id }) => id === this.choice.value);
  }
}

export function copy(what: string, text: string): void {
  send({ type: "copy", what, text });
}
