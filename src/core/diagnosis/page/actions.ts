// What the buttons of a diagnosis page do, by number: a link hands over nothing that a log says.
import { linkButton } from "../../text/html.ts";
import type { MeasuredWorkload } from "../workload.ts";

export type PageAction =
  | { readonly kind: "write"; readonly settings: readonly { readonly path: string; readonly value: number }[] }
  | { readonly kind: "show"; readonly text: string }
  | { readonly kind: "copy"; readonly text: string }
  /** Null where nothing was measured. */
  | { readonly kind: "calculate"; readonly workload: Pick<MeasuredWorkload, "classes" | "target"> | null }
  | { readonly kind: "module" }
  /** Reads the same again, and says what changed. */
  | { readonly kind: "again" }
  /** Whether the texts are from this host. */
  | { readonly kind: "machine"; readonly here: boolean }
  /** A form's: the numbers that a log does not tell. */
  | { readonly kind: "numbers" }
  /** A form's: what the command printed. */
  | { readonly kind: "answer"; readonly command: string }
  /** Whether the ports need tracking at all. */
  | { readonly kind: "firewall" };

/** Hands out numbers for actions. */
export class Actions {
  readonly all: PageAction[] = [];
  readonly #address: (action: number) => string;

  /** `address` gives the link of an action by its number. */
  constructor(address: (action: number) => string) {
    this.#address = address;
  }

  add(action: PageAction): number {
    return this.all.push(action) - 1;
  }

  button(label: string, action: PageAction): string {
    return linkButton(label, this.#address(this.add(action)));
  }
}
