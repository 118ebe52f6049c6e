// Makes elements of the page. Text always goes in as text: nothing here reads markup.

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
    else if (value !== false && value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** Sets a text only where it differs, so that screen readers and selections are left in peace. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** A list of sentences, made anew only where one differs. */
export function setItems(list: HTMLElement, items: readonly string[]): void {
  const old = Array.from(list.children, (item) => item.textContent);
  if (old.length === items.length && items.every((item, index) => item === old[index])) return;
  list.replaceChildren(...items.map((item) => element("li", {}, item)));
}
