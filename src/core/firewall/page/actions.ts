// What the buttons and links of a firewall page do, by number. They name texts and lines, and never say what a text says.

export type FirewallAction =
  /** `text` is the place of a text among those that were read; lines are from 1. */
  | { readonly kind: "line"; readonly text: number; readonly line: number }
  | { readonly kind: "copy"; readonly what: "rules" | "undo"; readonly text: string }
  /** Writes the rules into that text. */
  | { readonly kind: "insert"; readonly text: number }
  /** Opens the rules as a document of their own. */
  | { readonly kind: "open"; readonly text: string }
  /** Asks for a dump of the table. */
  | { readonly kind: "dump" }
  /** Reads the texts again. */
  | { readonly kind: "again" };

/** Numbers actions as they are put into a page. */
export class Actions {
  readonly all: FirewallAction[] = [];
  readonly #address: (action: number) => string;

  constructor(address: (action: number) => string) {
    this.#address = address;
  }

  address(action: FirewallAction): string {
    return this.#address(this.all.push(action) - 1);
  }
}
