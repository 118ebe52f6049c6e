// Links from a page to the lines of the texts that were read.

import { shown } from "../../text/html.ts";
import { escapeHtml } from "../../text/visible.ts";
import { say } from "../../words/say.ts";
import type { RuleText } from "../read.ts";
import type { Actions } from "./actions.ts";

/** HTML of a link to a line. */
export type Place = (place: { readonly file: string; readonly line: number }) => string;

/** The file's name only where there are several. */
export function placesIn(texts: readonly RuleText[], actions: Actions): Place {
  const addresses = new Map<string, string>();
  return ({ file, line }) => {
    const text = Math.max(
      0,
      texts.findIndex(({ name }) => name === file),
    );
    const label = texts.length > 1 ? `${file}:${line}` : say("line {line}", { line });
    const key = `${text} ${line}`;
    const address = addresses.get(key) ?? actions.address({ kind: "line", text, line });
    addresses.set(key, address);
    return `<a href="${escapeHtml(address)}">${shown(label)}</a>`;
  };
}
