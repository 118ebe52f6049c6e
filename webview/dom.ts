// Makes elements of the page. Text always goes in as text, made visible: nothing here reads markup.
import { visibleLines } from "../src/core/language/index.ts";

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An element with attributes (true: present, false or null: absent) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, visibleLines(String(value)));
  }
  made.append(...children.map((child) => (typeof child === "string" ? visibleLines(child) : child)));
  return made;
}

export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** Sets a text only where it differs, so that screen readers and selections are left in peace. */
export function setText(target: Element, text: string): void {
  const shown = visibleLines(text);
  if (target.textContent !== shown) target.textContent = shown;
}

/** A list of sentences, made anew only where one differs. */
export function setItems(list: HTMLElement, items: readonly string[]): void {
  const shown = items.map(visibleLines);
  const old = Array.from(list.children, (item) => item.textContent);
  if (old.length === shown.length && shown.every((item, index) => item === old[index])) return;
  list.replaceChildren(...shown.map((item) => element("li", {}, item)));
}
