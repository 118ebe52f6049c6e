// How a fleet is asked about: in parts, in smaller ones where the store cannot, and what is left unknown.
import { describe, expect, test } from "vitest";
import { readAnswer } from "../../../../src/core/fleet/answer.ts";
import { type Ask, askFleet } from "../../../../src/core/fleet/ask.ts";
import { reportFleet } from "../../../../src/core/fleet/fleet-report.ts";
import type { Scope } from "../../../../src/core/fleet/scope.ts";
import { answerTo, type StoredHost } from "../../../fleet/answers.ts";

const DAY = 86400;
const END = 1_795_910_400;
const scope: Scope = { span: { end: END, range: 30 * DAY, window: DAY, step: 300 }, matchers: [], by: ["pool"], host: "instance" };

function stored(count: number): readonly StoredHost[] {
  return Array.from({ length: count }, (_, index) => ({
    pool: index % 2 === 0 ? "gw" : "nat",
    host: `10.0.${Math.floor(index / 250)}.${index % 250}:9100`,
    peaks: Array.from({ length: 30 }, (__, day) => ({ entries: 1000 + index, at: END - (29 - day) * DAY - 300 })),
    limit: 262_144,
    lost: { drop: index === 3 ? 7 : 0, early_drop: 0, insert_failed: 0 },
  }));
}

function store(hosts: readonly StoredHost[]): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async ({ id, expression }) => {
    asked.push(id);
    const answer = readAnswer(JSON.parse(answerTo(expression, hosts)));
    return "problem" in answer ? { problem: answer.problem, tooMuch: false } : answer;
  };
  return { ask, asked };
}

async function report(ask: Ask) {
  const asked = await askFleet(scope, ask, { parallel: 2 });
  if ("error" in asked) throw new Error(asked.error);
  return { report: reportFleet(asked.facts, { headroom: 0.25, notes: asked.notes }), queries: asked.queries };
}

describe("a fleet", () => {
  test("that is small is asked about as a whole: 17 questions", async () => {
    const { ask, asked } = store(stored(40));
    const { report: fleet, queries } = await report(ask);
    expect(fleet.pools.map(({ pool, present, peak }) => [pool, present, peak?.entries])).toEqual([
      ["gw", 20, 1038],
      ["nat", 20, 1039],
    ]);
    expect(fleet.pools[1]?.lossy.map(({ host, losses }) => [host, losses?.dropped])).toEqual([["10.0.0.3:9100", 7]]);
    expect(queries).toBe(17);
    expect(new Set(asked).size).toBe(17);
  });

  test("of 500 is asked about in two parts", async () => {
    const { ask } = store(stored(500));
    const { report: fleet, queries } = await report(ask);
    expect(fleet.hosts).toBe(500);
    expect(queries).toBe(1 + 2 * 16);
  });

  test("is asked about in ever smaller parts where the store says that it is too much, and keeps to what it learned", async () => {
    const { ask } = store(stored(40));
    const tight: Ask = async (query) => {
      const names = query.expression.match(/instance=~"([^"]*)"/)?.[1]?.split("|").length ?? 40;
      return query.id === "peaks" && names > 10 ? { problem: "query timed out", tooMuch: true } : ask(query);
    };
    const { report: fleet, queries } = await report(tight);
    expect(fleet.pools.map(({ peak }) => peak?.entries)).toEqual([1038, 1039]);
    // Two refusals (40, 20), then four tens.
    expect(queries).toBe(17 + 2 + 3);
  });

  test("that a single host is too much for is an error with the store's words", async () => {
    const { ask } = store(stored(2));
    const never: Ask = async (query) => (query.id === "peaks" ? { problem: "query timed out", tooMuch: true } : ask(query));
    expect(await askFleet(scope, never, { parallel: 1 })).toEqual({ error: "the peak of each window and when it was: query timed out" });
  });

  test("without some answers is told with what is not known", async () => {
    const { ask } = store(stored(6));
    const some: Ask = async (query) => (query.id === "drop" ? { problem: "refused", tooMuch: false } : ask(query));
    const { report: fleet } = await report(some);
    expect(fleet.notes).toEqual(["increase of drop: unknown (refused)"]);
    expect(fleet.pools[0]?.hosts[0]?.losses?.missing).toEqual(["drop"]);
  });

  test("with warnings tells them once", async () => {
    const { ask } = store(stored(6));
    const warning: Ask = async (query) => {
      const answer = await ask(query);
      return "problem" in answer ? answer : { ...answer, warnings: ["a store did not answer"] };
    };
    expect((await report(warning)).report.notes).toEqual(["a store did not answer"]);
  });

  test("whose series lack a label is told which", async () => {
    const { ask } = store(stored(6).map((host) => ({ ...host, pool: "" })));
    expect(await askFleet(scope, ask, { parallel: 1 })).toEqual({
      error: 'none of these series has a label "pool"; give one of their labels with --by',
    });
  });
});
