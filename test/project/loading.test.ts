// When files of the extension are loaded: nothing that judges before a file of ours is open, and then at once; that its findings
// come before all that people may ask for, and the running table is looked at after the start; and what a later start need not compile.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeTempFolder } from "../host/temp.ts";

interface Start {
  readonly steps: readonly Step[];
  /** Files whose code was there already. */
  readonly compiled: readonly string[];
}

interface Step {
  readonly name: string;
  readonly loaded: readonly string[];
  readonly done: readonly string[];
}

const START = ["extension.js", "shared/extension.js"];
const LANGUAGE = ["code-cache.js", "extension.js", "language.js", "shared/extension.js", "shared/language-host.js", "shared/language.js"];

const LOOKED = process.platform === "linux" ? ["looks at the running table"] : [];

let storage: ReturnType<typeof makeTempFolder>;

beforeEach(() => {
  storage = makeTempFolder();
});

afterEach(() => storage.remove());

function startedWith(when: "before" | "after" | "never"): Start {
  const host = fileURLToPath(new URL("loading/host.mjs", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [host, when, storage.path], { encoding: "utf8" }));
}

test("without a file of ours", () => {
  expect(startedWith("never").steps).toEqual([
    { name: "evaluated", loaded: START, done: [] },
    { name: "activated", loaded: START, done: ["registers a command"] },
    { name: "at rest", loaded: START, done: LOOKED },
  ]);
});

test("with one that is open at the start: before all that people may ask for", () => {
  expect(startedWith("before").steps).toEqual([
    { name: "evaluated", loaded: START, done: [] },
    { name: "activated", loaded: LANGUAGE, done: ["tells 1", "registers a hover", "registers a command"] },
    { name: "at rest", loaded: LANGUAGE, done: LOOKED },
  ]);
});

test("with one that is opened later: then", () => {
  expect(startedWith("after").steps).toEqual([
    { name: "evaluated", loaded: START, done: [] },
    { name: "activated", loaded: START, done: ["registers a command"] },
    { name: "at rest", loaded: START, done: LOOKED },
    { name: "opened", loaded: LANGUAGE, done: ["tells 1", "registers a hover"] },
  ]);
});

test("the second start finds what V8 made of the language at the first, and does the same with it", () => {
  const [first, second] = [startedWith("before"), startedWith("before")];
  expect([first.compiled, second.compiled]).toEqual([[], ["language.js", "shared/language-host.js", "shared/language.js"]]);
  expect(second.steps).toEqual(first.steps);
});
