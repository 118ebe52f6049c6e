// JSON for people and programs: two blanks a level, and nothing in it that steers a terminal.
import { visibleJson } from "../../core/language/index.ts";

/** As JSON.stringify, with all escaped that it lets through and that is not to be seen, or steers. */
export function toJson(value: unknown): string {
  return visibleJson(JSON.stringify(value, undefined, 2));
}

/** As it looks so many levels down. */
export function nestedJson(value: unknown, level: number): string {
  return toJson(value).replaceAll("\n", `\n${"  ".repeat(level)}`);
}
