// `live --namespaces`: every network namespace of a host under the one limit, the hardest pressed first.
import { setTimeout as wait } from "node:timers/promises";
import { namespacesSince, namespaceTable, unreadNamespaces } from "../core/diagnosis/index.ts";
import { type Roots, readNamespaces } from "../linux/index.ts";
import { columns } from "./columns.ts";
import type { ExitCode } from "./command.ts";
import type { LiveNamespacesJson } from "./json/namespaces.ts";
import type { Output } from "./output.ts";
import { painter } from "./style.ts";
import { namespacesJson } from "./to-json/namespaces.ts";
import { toJson } from "./to-json/text.ts";
import { visible } from "./visible.ts";

const SECOND = 1000;

export async function liveNamespaces(roots: Roots, json: boolean, output: Output): Promise<ExitCode> {
  const before = readNamespaces(roots);
  const start = performance.now();
  // A copy does not change: waiting for it tells nothing.
  if (roots.sys !== undefined) await wait(SECOND);
  const reading = roots.sys === undefined ? before : namespacesSince(before, readNamespaces(roots), (performance.now() - start) / SECOND);
  if (json) {
    const data: LiveNamespacesJson = { version: 1, ...namespacesJson(reading), notes: unreadNamespaces(reading) };
    await output.write(`${toJson(data)}\n`);
    return 0;
  }
  const { headline, full, table, notes } = namespaceTable(reading);
  const paint = painter(output.colour);
  const rows = [{ cells: table.columns.map(({ label }) => label) }, ...table.rows.map((cells) => ({ cells }))];
  const blocks = [
    paint(headline, full ? "red" : "bold"),
    columns(rows, { left: [0, 5] }, { terminal: false, columns: output.columns }).join("\n"),
    ...(notes.length === 0 ? [] : [["Not read:", ...notes.map((note) => `  ${visible(note)}`)].join("\n")]),
  ];
  await output.write(`${blocks.join("\n\n")}\n`);
  return 0;
}
