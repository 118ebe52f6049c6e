// JSON as the formatter of the project leaves it.

/** Two blanks a level, and a line break at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
