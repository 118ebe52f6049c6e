// JSON that is written as it grows: a list in it may be of any length, and is never held as a whole.
import { nestedJson, toJson } from "./text.ts";

/** Stands for a list whose items are made one by one. */
export class Streamed<T> {
  readonly items: Iterable<T>;

  constructor(items: Iterable<T>) {
    this.items = items;
  }
}

/** The same text as of toJson, with lists for what is streamed. */
export function* jsonPieces(value: unknown, level = 0): Generator<string> {
  const [inner, outer] = [`\n${"  ".repeat(level + 1)}`, `\n${"  ".repeat(level)}`];
  if (value instanceof Streamed) {
    let isFirst = true;
    for (const item of value.items) {
      yield `${isFirst ? "[" : ","}${inner}`;
      yield* jsonPieces(item, level + 1);
      isFirst = false;
    }
    yield isFirst ? "[]" : `${outer}]`;
  } else if (isObject(value) && Object.values(value).some((one) => one instanceof Streamed || isObject(one))) {
    let isFirst = true;
    for (const [name, one] of Object.entries(value)) {
      if (one === undefined) continue;
      yield `${isFirst ? "{" : ","}${inner}${toJson(name)}: `;
      yield* jsonPieces(one, level + 1);
      isFirst = false;
    }
    yield isFirst ? "{}" : `${outer}}`;
  } else yield nestedJson(value, level);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
