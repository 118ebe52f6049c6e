// The inventory for people: a block a file, aligned.
import { padded } from "./columns.ts";
import type { SettingsReport } from "./settings-report.ts";
import { counted, type Painter } from "./style.ts";
import { visible } from "./visible.ts";

/** Of a column, however long a value somebody thought of. */
const WIDEST = 60;

export function settingsText(paint: Painter): SettingsReport {
  return {
    begin: "",
    file: ({ path, kind, settings }) => {
      const rows = settings.map(({ key, value, line, column, how, scope, computed }) => {
        const where = scope === "container" || scope === "namespace" ? `${how}, ${scope}` : how;
        return [`${line}:${column}`, visible(key), visible(value), computed ? `${where}, computed` : where] as const;
      });
      const lines = padded(rows, { left: [1, 2, 3], widest: WIDEST }).map(
        ([place, key, value], row) => `  ${place}  ${key}  ${value}  ${paint(rows[row]?.[3] ?? "", "dim")}\n`,
      );
      return `${paint(path === "-" ? "<stdin>" : visible(path), "underline")} ${paint(`(${kind})`, "dim")}\n${lines.join("")}\n`;
    },
    end: (files, settings) => `${settings === 0 ? "No settings" : `${counted(settings, "setting")} in ${counted(files, "file")}`}\n`,
  };
}
