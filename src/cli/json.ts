// JSON for people and programs: two blanks a level, and nothing in it that steers a terminal.

/** As JSON.stringify, with the controls escaped that it lets through. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
