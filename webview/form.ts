// The form: groups of fields, the classes of flows, and presets. Draws what fieldsOf says.
import {
  addClass,
  type FieldGroup,
  type FieldId,
  type FieldModel,
  fieldsOf,
  ORIGIN_WORDS,
  removeClass,
  revertField,
} from "../src/core/plan/index.ts";
import { button, element, setText } from "./dom.ts";
import { type FieldEvents, FieldView } from "./field-view.ts";
import { makePresets } from "./presets.ts";
import type { Session } from "./session.ts";

const GROUPS: readonly { readonly group: FieldGroup; readonly title: string; readonly open: boolean }[] = [
  { group: "table", title: "Table", open: true },
  { group: "workload", title: "Flows", open: true },
  { group: "target", title: "Target", open: true },
  { group: "planning", title: "Planning", open: false },
  { group: "hosts", title: "Hosts, look-ups, checks", open: false },
  { group: "timeouts", title: "Timeouts", open: false },
];

export class Form {
  readonly root: HTMLElement;
  private readonly session: Session;
  private readonly views = new Map<FieldId, FieldView>();
  private readonly groups = new Map<FieldGroup, HTMLElement>();
  private readonly notes = new Map<FieldGroup, HTMLElement>();
  private readonly cards = element("div", { class: "cards" });
  private readonly events: FieldEvents;
  /** Which fields the cards have. */
  private shape = "";

  constructor(session: Session) {
    this.session = session;
    this.events = {
      edit: (id, text) => session.edit(id, text),
      forget: (id) => session.forget(id),
      revert: (id) => {
        session.errors.delete(id);
        session.set(revertField(session.state, id));
      },
    };
    this.root = element("form", { class: "form", "aria-label": "What is planned" });
    this.root.addEventListener("submit", (event) => event.preventDefault());
    for (const { group, title, open } of GROUPS) {
      const note = element("span", { class: "group-note" });
      const body = element("div", { class: `group-body group-${group}` });
      this.notes.set(group, note);
      this.groups.set(group, body);
      const summary = element("summary", {}, element("h2", {}, title), note);
      this.root.append(element("details", { class: "group", open }, summary, body));
    }
    const add = button("Add a class of flows", () => {
      session.setClasses(addClass(session.state));
      this.focusCard(session.state.classes.value.length - 1);
    });
    this.groups.get("workload")?.append(makePresets(session), this.cards, add);
  }

  update(): void {
    const fields = fieldsOf(this.session.state);
    const shape = fields.map(({ id }) => id).join();
    if (shape !== this.shape) {
      this.shape = shape;
      this.arrange(fields);
    }
    for (const model of fields) this.views.get(model.id)?.update(model, this.session.errors.get(model.id));
    for (const { group } of GROUPS) this.note(group, fields);
  }

  /** How many values of a group were typed, or are wrong: to be seen while it is closed. */
  private note(group: FieldGroup, fields: readonly FieldModel[]): void {
    const note = this.notes.get(group);
    if (!note) return;
    const own = fields.filter((field) => field.group === group);
    const wrong = own.filter(({ id }) => this.session.errors.has(id)).length;
    const typed = own.filter(({ origin }) => origin === "typed").length;
    const words = group === "workload" ? ORIGIN_WORDS[this.session.state.classes.origin] : typed > 0 ? `${typed} typed` : "";
    setText(note, wrong > 0 ? `${wrong} not understood` : words);
    note.classList.toggle("wrong", wrong > 0);
  }

  private arrange(fields: readonly FieldModel[]): void {
    const focused = document.activeElement?.id;
    const cards: HTMLElement[] = [];
    for (const model of fields) {
      const { id, group } = model;
      const known = this.views.get(id);
      const view = known ?? new FieldView(model, this.events);
      this.views.set(id, view);
      if (group !== "workload") {
        if (!known) this.groups.get(group)?.append(view.root);
        continue;
      }
      const index = Number(id.split(".")[1]);
      const card = cards[index] ?? this.makeCard(index);
      cards[index] = card;
      card.querySelector(".card-fields")?.append(view.root);
    }
    this.cards.replaceChildren(...cards);
    if (focused) document.getElementById(focused)?.focus();
  }

  private makeCard(index: number): HTMLElement {
    const name = this.session.state.classes.value[index]?.name ?? "";
    const remove = button("Remove", () => {
      this.session.setClasses(removeClass(this.session.state, index));
      this.focusCard(Math.min(index, this.session.state.classes.value.length - 1));
    });
    remove.setAttribute("aria-label", `Remove class ${index + 1}, ${name}`);
    const head = element("div", { class: "card-head" }, element("h3", {}, `Class ${index + 1}`), remove);
    return element("section", { class: "card", "aria-label": `Class ${index + 1}` }, head, element("div", { class: "card-fields" }));
  }

  private focusCard(index: number): void {
    this.update();
    const card = this.cards.children[index];
    const target = card?.querySelector<HTMLElement>("input") ?? this.root.querySelector<HTMLElement>(".group-workload > button");
    target?.focus();
  }
}
