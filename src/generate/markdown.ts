// Text inside a Markdown table.

/** One line; bars escaped. */
export function cell(text: string): string {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}
