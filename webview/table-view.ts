// One table of a page. Written over cell by cell while its shape stays, so that a selection and a screen reader keep their place.
import type { TableModel } from "../src/core/plan/index.ts";
import { element, setText } from "./dom.ts";

export function fillTable(table: HTMLTableElement, { caption, columns, rows }: TableModel): void {
  // The first row alone would not do: a figure may not be known yet.
  const isNumber = columns.map((_, column) => column > 0 && rows.some((row) => /^\d/.test(row[column] ?? "")));
  const number = (column: number): string | null => (isNumber[column] ? "number" : null);
  const cells = [...columns.map(({ label }) => label), ...rows.flat()];
  const old = table.querySelectorAll("th, td");
  if (table.tBodies[0]?.rows.length === rows.length && old.length === cells.length) {
    if (table.caption) setText(table.caption, caption);
    for (const [index, cell] of old.entries()) {
      setText(cell, cells[index] ?? "");
      cell.classList.toggle("number", isNumber[index % columns.length] === true);
    }
    return;
  }
  const head = element("tr", {}, ...columns.map(({ label }, at) => element("th", { scope: "col", class: number(at) }, label)));
  const body = rows.map((row) => {
    const [first = "", ...rest] = row;
    const data = rest.map((cell, at) => element("td", { class: number(at + 1) }, cell));
    return element("tr", {}, element("th", { scope: "row" }, first), ...data);
  });
  table.replaceChildren(element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body));
}
