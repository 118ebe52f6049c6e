// What lines with a pattern for a key set: the keys that they cover, and win.
import { findKey } from "../../kernel/catalogue.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import type { Context } from "./context.ts";
import { fatesIn } from "./host-part.ts";

export interface Covered {
  readonly line: SettingLine;
  /** Below /proc/sys. */
  readonly path: string;
  /** As the kernel has read it. */
  readonly value: number;
}

/** By line; of each those keys alone that no other line sets. */
export function coveredByPatterns({ document, host }: Context): readonly (readonly Covered[])[] {
  const patterns = document.lines.filter((line): line is SettingLine => line.kind === "setting" && line.key.glob && !line.placeholder);
  if (patterns.length === 0) return [];
  const byLine = new Map<number, Covered[]>(patterns.map((line) => [line.number, []]));
  for (const { path, statement, fate, event } of fatesIn(host)) {
    const line = document.lines[statement.line];
    const value = event?.verdict?.value;
    if (fate !== "wins" || line?.kind !== "setting" || value === undefined || !findKey(path)) continue;
    byLine.get(statement.line)?.push({ line, path, value: Number(value) });
  }
  return [...byLine.values()];
}
