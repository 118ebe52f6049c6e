// The inventory for people: a block a file, aligned.
import type { SettingsReport } from "./settings-report.ts";
import { counted, type Painter } from "./style.ts";
import { visible } from "./visible.ts";

/** A longer cell stands out: rows are not filled up to the longest value that somebody thought of. */
const WIDEST = 60;

export function settingsText(paint: Painter): SettingsReport {
  return {
    begin: "",
    file: ({ path, kind, settings }) => {
      const rows = settings.map(({ key, value, line, column, how, scope, computed }) => {
        const where = scope === "container" || scope === "namespace" ? `${how}, ${scope}` : how;
        return [`${line}:${column}`, visible(key), visible(value), computed ? `${where}, computed` : where] as const;
      });
      const widths = [0, 1, 2].map((column) => Math.min(WIDEST, longest(rows.map((row) => row[column] ?? ""))));
      const lines = rows.map(
        ([place, key, value, how]) =>
          `  ${place.padStart(widths[0] ?? 0)}  ${key.padEnd(widths[1] ?? 0)}  ${value.padEnd(widths[2] ?? 0)}  ${paint(how, "dim")}\n`,
      );
      return `${paint(path === "-" ? "<stdin>" : visible(path), "underline")} ${paint(`(${kind})`, "dim")}\n${lines.join("")}\n`;
    },
    end: (files, settings) => `${settings === 0 ? "No settings" : `${counted(settings, "setting")} in ${counted(files, "file")}`}\n`,
  };
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}
