// What real stores answered of a fleet whose every number is known, played again: the questions are those that were asked, and
// what is said of the answers is what is known. Made by npm run verify:fleet -- --record.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareFleet } from "../../fleet/compare.ts";
import { SAMPLE_END, sampleFleet } from "../../fleet/model.ts";
import { type Recording, type Served, serveRecording, serveRefusal } from "../../fleet/recorded.ts";
import { runFleetHere as run } from "./fleet-here.ts";

const DAYS = 30;
const ASKED = ["--by", "pool", "--at", String(SAMPLE_END)];

const recording = (name: string): Recording =>
  JSON.parse(readFileSync(new URL(`../../fixtures/fleet/${name}.json`, import.meta.url), "utf8"));

/** What is said of each refusal. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  prometheus: {
    "too many samples": /would load too many samples into memory/,
    "too slow": /query timed out in expression evaluation/,
    "a bad question": /parse error: unclosed left parenthesis/,
    "too many steps": /exceeded maximum resolution of 11,000 points/,
    "another path": /404, \/api\/v1\/query not found at this address/,
  },
  victoriametrics: {
    "too many series": /the number of matching timeseries exceeds 3/,
    "too long": /too long query; got 93 bytes/,
    "a bad question": /unexpected token/,
    "another path": /\/api\/v1\/query not found at this address/,
  },
};

describe.each(["prometheus", "victoriametrics"])("%s", (name) => {
  const recorded = recording(name);
  const unknown: string[] = [];
  let store: Served;
  beforeAll(async () => {
    store = await serveRecording(recorded, unknown);
  });
  afterAll(() => store.close());

  test("its answers are what is known of the fleet", async () => {
    const { code, stdout, stderr } = await run("--prometheus", store.address, ...ASKED, "--format", "json");
    expect({ code, stderr, unknown }).toEqual({ code: 0, stderr: "", unknown: [] });
    expect(compareFleet(JSON.parse(stdout), sampleFleet(), SAMPLE_END, DAYS)).toEqual([]);
  });

  test("every refusal that is recorded is looked at", () => {
    expect(Object.keys(recorded.refusals)).toEqual(Object.keys(REFUSED[name] ?? {}));
  });

  test.each(Object.entries(REFUSED[name] ?? {}))("refuses in words: %s", async (what, words) => {
    const refusing = await serveRefusal(recorded, what);
    const { code, stdout, stderr } = await run("--prometheus", refusing.address, ...ASKED);
    await refusing.close();
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
  });
});
