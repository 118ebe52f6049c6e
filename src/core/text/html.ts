// Pieces of a page as HTML. All text is made visible and escaped here; what comes in as HTML was made by these.
import { escapeHtml, visible, visibleLines } from "./visible.ts";

export function shown(text: string): string {
  return escapeHtml(visible(text));
}

/** An option of a command: "-j", "--to-destination". */
const OPTION = /(?<=^|\s)-{1,2}[A-Za-z][A-Za-z-]{0,30}(?=\s|$)/g;

/** A narrow page breaks a path behind a slash, and neither a name nor an option. */
export function code(text: string): string {
  return `<code>${shown(text).replaceAll("/", "/<wbr>").replace(OPTION, '<span class="whole">$&</span>')}</code>`;
}

/** Nothing where there is no content. `content` is HTML. */
export function section(title: string, content: string): string {
  return content === "" ? "" : `<section><h2>${shown(title)}</h2>${content}</section>`;
}

export function items(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${shown(line)}</li>`).join("")}</ul>`;
}

/** Lines as they are, tabs too. Who has no mouse can move into it, to scroll. */
export function block(text: string): string {
  return `<pre tabindex="0">${escapeHtml(visibleLines(text))}</pre>`;
}

/** A number, with its unit: a column that begins with one stands on the right. */
const NUMBER = /^[\d.,]{1,20}(?: ?[%A-Za-z/]{1,5})?$/;

/** Folded away; nothing where there is no content. `content` is HTML. */
export function fold(title: string, content: string): string {
  return content === "" ? "" : `<details><summary><h2>${shown(title)}</h2></summary>${content}</details>`;
}

export interface Grid {
  readonly caption?: string;
  readonly heads: readonly string[];
  /** HTML of each cell; the first of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
  /** Of CSS. */
  readonly name?: string;
}

export function grid({ caption, heads, rows, name }: Grid): string {
  const isNumber = heads.map((_, column) => column > 0 && NUMBER.test(rows[0]?.[column] ?? ""));
  const ofColumn = (column: number): string => (isNumber[column] ? ' class="number"' : "");
  const body = rows.map(
    ([first = "", ...rest]) =>
      `<tr><th scope="row">${first}</th>${rest.map((cell, index) => `<td${ofColumn(index + 1)}>${cell}</td>`).join("")}</tr>`,
  );
  return [
    `<table${name === undefined ? "" : ` class="${shown(name)}"`}>`,
    caption === undefined ? "" : `<caption>${shown(caption)}</caption>`,
    `<thead><tr>${heads.map((label, column) => `<th scope="col"${ofColumn(column)}>${shown(label)}</th>`).join("")}</tr></thead>`,
    `<tbody>${body.join("")}</tbody></table>`,
  ].join("");
}

/** A link that does something of ours. `address` is a command's. */
export function linkButton(label: string, address: string): string {
  return `<a class="button" href="${escapeHtml(address)}">${shown(label)}</a>`;
}
