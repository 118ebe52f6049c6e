// One field of the form: label, entry, slider, origin, the way back to the file, and what is wrong. Decides nothing.
import { type FieldId, type FieldModel, formatIn, ORIGIN_WORDS, sliderPosition, sliderSteps, sliderValue } from "../src/core/plan/index.ts";
import { button, element, setText } from "./dom.ts";

export interface FieldEvents {
  edit(id: FieldId, text: string): void;
  /** The field is left, or given up: what cannot be used is forgotten where the text is put back. */
  forget(id: FieldId): void;
  revert(id: FieldId): void;
}

export class FieldView {
  readonly root: HTMLElement;
  private model: FieldModel;
  private readonly entry: Entry;
  private readonly slider: HTMLInputElement | undefined;
  private readonly origin = element("span", { class: "origin" });
  private readonly back: HTMLButtonElement;
  private readonly error: HTMLElement;

  constructor(model: FieldModel, events: FieldEvents) {
    this.model = model;
    const { id, kind } = model;
    const base = `field-${id.replaceAll(".", "-")}`;
    this.entry = kind === "list" ? new ListEntry(model, base) : kind === "choice" ? new ChoiceEntry(base) : new TextEntry(model, base);
    this.entry.listen(
      (text) => events.edit(id, text),
      () => {
        events.forget(id);
        this.entry.show(this.model);
      },
    );
    this.slider = model.slider ? this.makeSlider(model, base, events) : undefined;
    this.error = element("p", { class: "error", id: `${base}-error`, hidden: true });
    this.back = button("", () => events.revert(id), { class: "back", hidden: true });
    const help = element("span", { class: "visually-hidden", id: `${base}-help` }, model.help);
    const label =
      kind === "list"
        ? element("span", { class: "label", id: `${base}-label` }, model.label)
        : element("label", { for: base }, model.label);
    const unit = unitBeside(model);
    if (unit !== "") label.append(" ", element("span", { class: "unit" }, unit));
    const head = element("div", { class: "field-head" }, label, this.origin);
    this.root = element("div", { class: `field field-${kind}`, "data-field": id }, head, this.entry.root);
    if (this.slider) this.root.append(this.slider);
    this.root.append(this.back, this.error, help);
    this.update(model, undefined);
  }

  /** A text that somebody is writing stays; all else follows the model. */
  update(model: FieldModel, problem: string | undefined): void {
    this.model = model;
    if (problem === undefined && !this.entry.busy()) this.entry.show(model);
    // Classes say once, over all of them, where they come from.
    setText(this.origin, model.group === "workload" ? "" : model.place === null ? ORIGIN_WORDS[model.origin] : `from ${model.place}`);
    this.origin.dataset["origin"] = model.origin;
    this.back.hidden = model.inFile === null;
    if (model.inFile !== null) {
      setText(this.back, `File: ${model.inFile}`);
      // Begins with what is seen, so that it can be named aloud.
      this.back.setAttribute("aria-label", `File: ${model.inFile}, use it for ${model.label}`);
    }
    this.entry.markInvalid(problem !== undefined);
    this.error.hidden = problem === undefined;
    setText(this.error, problem ?? "");
    if (this.slider && model.slider && model.value !== null) {
      const position = String(sliderPosition(model.slider, model.value));
      if (this.slider.value !== position) this.slider.value = position;
      this.slider.style.setProperty("--filled", `${(100 * Number(position)) / sliderSteps(model.slider)}%`);
      this.slider.setAttribute("aria-valuetext", `${formatIn("entries", model.value)} ${model.unit}`);
    }
  }

  private makeSlider({ id, label, slider }: FieldModel, base: string, events: FieldEvents): HTMLInputElement | undefined {
    if (!slider) return undefined;
    const attributes = { type: "range", id: `${base}-slider`, min: 0, max: sliderSteps(slider), step: 1 };
    const input = element("input", { ...attributes, "aria-label": `${label}, slider` });
    input.addEventListener("input", () => {
      const bounds = this.model.slider;
      if (bounds) events.edit(id, String(sliderValue(bounds, Number(input.value))));
    });
    return input;
  }
}

/** Seconds, bytes and shares stand in the text itself ("5 days"); some labels have their unit in them. */
function unitBeside({ unit, label }: FieldModel): string {
  return ["seconds", "bytes", "share"].includes(unit) || label.toLowerCase().includes(unit) ? "" : unit;
}

interface Entry {
  readonly root: HTMLElement;
  show(model: FieldModel): void;
  /** Somebody is writing in it. */
  busy(): boolean;
  markInvalid(invalid: boolean): void;
  listen(edit: (text: string) => void, leave: () => void): void;
}

/** A line of text, or a box to tick. */
class TextEntry implements Entry {
  readonly root: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly tick: boolean;

  constructor({ kind, help }: FieldModel, base: string) {
    this.tick = kind === "switch";
    const type = this.tick ? { type: "checkbox" } : { type: "text", spellcheck: "false", autocomplete: "off" };
    this.input = element("input", { ...type, id: base, title: help, "aria-describedby": `${base}-error ${base}-help` });
    this.root = element("div", { class: "entry" }, this.input);
  }

  show({ text }: FieldModel): void {
    if (this.tick) this.input.checked = text === "true";
    else if (this.input.value !== text) this.input.value = text;
  }

  busy(): boolean {
    return !this.tick && document.activeElement === this.input && document.hasFocus();
  }

  markInvalid(invalid: boolean): void {
    if (invalid) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  listen(edit: (text: string) => void, leave: () => void): void {
    this.input.addEventListener("input", () => edit(this.tick ? String(this.input.checked) : this.input.value));
    if (this.tick) return;
    // Leaving keeps a wrong text and its explanation; Escape gives it up, and Enter shows what was understood.
    this.input.addEventListener("change", () => {
      if (this.input.getAttribute("aria-invalid") !== "true") leave();
    });
    this.input.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") leave();
    });
  }
}

class ChoiceEntry implements Entry {
  readonly root: HTMLElement;
  private readonly select: HTMLSelectElement;
  private offered = "";

  constructor(base: string) {
    this.select = element("select", { id: base, "aria-describedby": `${base}-error ${base}-help` });
    this.root = element("div", { class: "entry" }, this.select);
  }

  show({ text, choices, help }: FieldModel): void {
    const offered = JSON.stringify(choices);
    if (offered !== this.offered) {
      this.select.replaceChildren(...choices.map(({ value, label }) => element("option", { value }, label)));
      this.offered = offered;
    }
    this.select.title = help;
    this.select.value = text;
  }

  busy(): boolean {
    return false;
  }

  markInvalid(): void {}

  listen(edit: (text: string) => void): void {
    this.select.addEventListener("change", () => edit(this.select.value));
  }
}

/** Boxes to tick, any number of them. */
class ListEntry implements Entry {
  readonly root: HTMLElement;
  private readonly boxes: ReadonlyMap<string, HTMLInputElement>;

  constructor({ choices }: FieldModel, base: string) {
    this.boxes = new Map(choices.map(({ value }) => [value, element("input", { type: "checkbox", id: `${base}-${value}` })]));
    const items = choices.map(({ value, label }) => {
      const box = this.boxes.get(value);
      return element("label", { for: `${base}-${value}` }, ...(box ? [box] : []), label);
    });
    this.root = element("div", {
      class: "entry ticks",
      role: "group",
      "aria-labelledby": `${base}-label`,
      "aria-describedby": `${base}-help`,
    });
    this.root.append(...items);
  }

  show({ text }: FieldModel): void {
    const chosen = new Set(text.split(", "));
    for (const [value, box] of this.boxes) box.checked = chosen.has(value);
  }

  busy(): boolean {
    return false;
  }

  markInvalid(): void {}

  listen(edit: (text: string) => void): void {
    for (const box of this.boxes.values()) box.addEventListener("change", () => edit(this.text()));
  }

  private text(): string {
    return [...this.boxes].flatMap(([value, { checked }]) => (checked ? [value] : [])).join(", ");
  }
}
