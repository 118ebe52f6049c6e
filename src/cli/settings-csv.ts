// The inventory as comma-separated values (RFC 4180, with line feeds), a row a setting.
import type { SettingsReport } from "./settings-report.ts";
import { visible } from "./visible.ts";

const COLUMNS = ["path", "kind", "line", "column", "key", "value", "how", "scope", "computed"] as const;

export function settingsCsv(): SettingsReport {
  return {
    begin: `${COLUMNS.join(",")}\n`,
    file: ({ path, kind, settings }) =>
      settings
        .map((setting) => {
          const row = { path, kind, ...setting };
          return `${COLUMNS.map((column) => cell(String(row[column]))).join(",")}\n`;
        })
        .join(""),
    end: () => "",
  };
}

/** Quoted where it must be; what a spreadsheet would take for a formula stays text. */
function cell(text: string): string {
  const said = visible(text);
  const plain = /^[=+@\t\r]|^-(?!\d)/.test(said) ? `'${said}` : said;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
