// When files of the extension are loaded: nothing that judges before a file of ours is open, and then at once; and that its
// findings come before all that people may ask for, and the running table is looked at after the start.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Step {
  readonly name: string;
  readonly loaded: readonly string[];
  readonly done: readonly string[];
}

const START = ["extension.js", "shared/extension.js"];
const LANGUAGE = ["extension.js", "language.js", "shared/extension.js", "shared/language-host.js", "shared/language.js"];

const LOOKED = process.platform === "linux" ? ["looks at the running table"] : [];

function startedWith(when: "before" | "after" | "never"): readonly Step[] {
  const host = fileURLToPath(new URL("loading/host.mjs", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [host, when], { encoding: "utf8" }));
}

test("without a file of ours", () => {
  expect(startedWith("never")).toEqual([
    { name: "evaluated", loaded: START, done: [] },
    { name: "activated", loaded: START, done: ["registers a command"] },
    { name: "at rest", loaded: START, done: LOOKED },
  ]);
});

test("with one that is open at the start: before VS Code calls activate()", () => {
  expect(startedWith("before")).toEqual([
    { name: "evaluated", loaded: LANGUAGE, done: [] },
    { name: "activated", loaded: LANGUAGE, done: ["tells 1", "registers a hover", "registers a command"] },
    { name: "at rest", loaded: LANGUAGE, done: LOOKED },
  ]);
});

test("with one that is opened later: then", () => {
  expect(startedWith("after")).toEqual([
    { name: "evaluated", loaded: START, done: [] },
    { name: "activated", loaded: START, done: ["registers a command"] },
    { name: "at rest", loaded: START, done: LOOKED },
    { name: "opened", loaded: LANGUAGE, done: ["tells 1", "registers a hover"] },
  ]);
});
