// One cell of comma-separated values (RFC 4180).
import { visible } from "./visible.ts";

/** Quoted where it must be; what a spreadsheet would take for a formula stays text. */
export function csvCell(text: string): string {
  const said = visible(text);
  const plain = /^[=+@\t\r]|^-(?!\d)/.test(said) ? `'${said}` : said;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
