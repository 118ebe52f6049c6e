// The inventory as comma-separated values (RFC 4180, with line feeds), a row a setting.
import { csvCell } from "./csv-cell.ts";
import type { SettingsReport } from "./settings-report.ts";

const COLUMNS = ["path", "kind", "line", "column", "key", "value", "how", "scope", "computed"] as const;

export function settingsCsv(): SettingsReport {
  return {
    begin: `${COLUMNS.join(",")}\n`,
    file: ({ path, kind, settings }) =>
      settings
        .map((setting) => {
          const row = { path, kind, ...setting };
          return `${COLUMNS.map((column) => csvCell(String(row[column]))).join(",")}\n`;
        })
        .join(""),
    end: () => "",
  };
}
