// Words that every object of JavaScript answers to are words like any other: whoever looks one up in a table finds nothing.
import { expect, test } from "vitest";
import { ENTRIES } from "../hostile/entries.ts";
import { OBJECT_NAMES } from "../hostile/texts.ts";
import { Told } from "../hostile/told.ts";

const FUNCTION = /\[native code\]|\[object Object\]|=> |function /;

test.each(ENTRIES)("$name", async ({ frames, run }) => {
  const seen: string[] = [];
  for (const frame of frames) {
    for (const name of OBJECT_NAMES) {
      const text = frame.split("{}").join(name);
      const given = await run(text);
      const shown = given instanceof Told ? given.text() : "";
      // What the frame itself holds may be shown.
      if (FUNCTION.test(shown) && !FUNCTION.test(text)) seen.push(`${text}: ${FUNCTION.exec(shown)?.[0]}`);
    }
  }
  expect(seen).toEqual([]);
});
