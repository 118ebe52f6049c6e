// What the buttons of a diagnosis page do, by number: a link hands over nothing that a log says.

import { dotted } from "../../sysctl/key-path.ts";
import { code, linkButton } from "../../text/html.ts";
import { escapeHtml } from "../../text/visible.ts";
import { say } from "../../words/say.ts";
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

/** A page that no editor is behind: files are downloaded, and keys have pages of their own. */
export interface BrowserPage {
  /** By path below /proc/sys; undefined for a key without a page. */
  readonly keyAddress: (path: string) => string | undefined;
}

/** Hands out numbers for actions, and words for what the host does with them. */
export class Actions {
  readonly all: PageAction[] = [];
  readonly #address: (action: number) => string;
  readonly browser: BrowserPage | undefined;

  /** `address` gives the link of an action by its number. */
  constructor(address: (action: number) => string, browser?: BrowserPage) {
    this.#address = address;
    this.browser = browser;
  }

  add(action: PageAction): number {
    return this.all.push(action) - 1;
  }

  button(label: string, action: PageAction): string {
    return linkButton(label, this.#address(this.add(action)));
  }

  write(settings: Extract<PageAction, { readonly kind: "write" }>["settings"]): string {
    return this.button(this.browser ? say("Download as a file") : say("Write to a file..."), { kind: "write", settings });
  }

  rule(rule: string): string {
    const text = `${rule}\n`;
    return this.browser
      ? this.button(say("Copy the rule"), { kind: "copy", text })
      : this.button(say("Show the rule"), { kind: "show", text });
  }

  moduleFile(): string {
    return this.button(this.browser ? say("Download the modules-load.d file") : say("Create the modules-load.d file"), { kind: "module" });
  }

  /** A key's name; a link where it has a page. */
  key(path: string): string {
    const address = this.browser?.keyAddress(path);
    const name = code(dotted(path));
    return address === undefined ? name : `<a href="${escapeHtml(address)}">${name}</a>`;
  }
}
