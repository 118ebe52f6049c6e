// What people are shown of what a door gives: in a terminal, on a page, as Markdown. Texts that only go back into the file are not.

/** Names of the fields that are shown; whatever else holds text is written back, or names a file or a key. */
const SHOWN = new Set([
  "message",
  "markdown",
  "label",
  "tooltip",
  "title",
  "detail",
  "documentation",
  "why",
  "headline",
  "note",
  "measured",
  "inferred",
  "unknown",
  "ask",
  "notes",
]);

export class Told {
  private readonly things: readonly unknown[];

  constructor(things: readonly unknown[]) {
    this.things = things;
  }

  /** All texts, on lines of their own; worked out when asked for, so that it does not count as the door's work. */
  text(): string {
    const texts: string[] = [];
    const seen = new Set<object>();
    const collect = (thing: unknown, shown: boolean): void => {
      if (thing instanceof Told) texts.push(thing.text());
      else if (typeof thing === "string" && shown) texts.push(thing);
      else if (typeof thing === "object" && thing !== null && !seen.has(thing)) {
        seen.add(thing);
        for (const [name, part] of Object.entries(thing)) {
          const text = name === "documentation" && typeof part === "function" ? part() : part;
          collect(text, Array.isArray(thing) ? shown : SHOWN.has(name));
        }
      }
    };
    for (const thing of this.things) collect(thing, true);
    return texts.join("\n");
  }
}

export function told(...things: readonly unknown[]): Told {
  return new Told(things);
}
