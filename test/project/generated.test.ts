// What derives from tables is as the tables have it.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generate } from "../../src/generate/generate.ts";
import { root } from "./root.ts";

test.each(generate(fileURLToPath(root)).map(({ path, before, after }) => [path, before, after]))(
  "%s is as npm run generate writes it",
  (path, before, after) => {
    expect(before === after ? "fresh" : `${path} is stale: npm run generate`).toBe("fresh");
  },
);
