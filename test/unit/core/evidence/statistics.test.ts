// Counters of all CPUs, as kernels from 2.6.18 to 6.18 and conntrack(8) print them.
import { describe, expect, test } from "vitest";
import { COUNTERS } from "../../../../src/core/evidence/statistics/counters.ts";
import { changesBetween } from "../../../../src/core/evidence/statistics/rates.ts";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";

// Headers as in ip_conntrack_standalone.c (2.6.18) and nf_conntrack_standalone.c (3.6, 6.12).
const HEADERS = {
  "2.6.18":
    "entries  searched found new invalid ignore delete delete_list insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete",
  "3.6":
    "entries  searched found new invalid ignore delete delete_list insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart",
  "6.12":
    "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart",
};

/** A line in which each column after the first holds its number, from 1 on. */
function line(header: string, entries: number): string {
  const count = header.trim().split(/\s+/).length;
  return [entries, ...Array.from({ length: count - 1 }, (_, index) => index + 1)]
    .map((value) => value.toString(16).padStart(8, "0"))
    .join(" ");
}

describe.each(Object.entries(HEADERS))("/proc/net/stat of %s", (kernel, header) => {
  const statistics = readStatistics(`${header}\n${line(header, 0x3e8)}\n${line(header, 0x3e8)}\n`);

  test("the header decides", () => {
    // The columns' places, counted by hand: drop is the tenth after entries, early_drop the eleventh, insert_failed the ninth.
    expect(statistics?.total).toMatchObject({ drop: 20, early_drop: 22, insert_failed: 18, error: 24, insert: 16 });
    const seventh = kernel === "6.12" ? "chaintoolong" : "delete_list";
    const first = kernel === "6.12" ? "clash_resolve" : "searched";
    expect(statistics?.total).toMatchObject({ [seventh]: 14, [first]: 2 });
    expect(statistics?.total.search_restart).toBe(kernel === "2.6.18" ? undefined : 32);
  });

  test("CPUs are told apart, and entries are not added up", () => {
    expect(statistics?.cpus).toHaveLength(2);
    expect(statistics).toMatchObject({ entries: 1000, unknown: [], badLines: 0 });
  });
});

test("conntrack -S, as 1.4.7 prints it on 6.18", () => {
  const text =
    "cpu=0   \tfound=0 invalid=130 insert=0 insert_failed=3 drop=3748 early_drop=252 error=0 search_restart=0 clash_resolve=0 chaintoolong=2 \n" +
    "cpu=1   \tfound=1 invalid=0 insert=5 insert_failed=0 drop=2 early_drop=0 error=7 search_restart=0 clash_resolve=0 chaintoolong=0 \n";
  expect(readStatistics(text)?.total).toEqual({
    found: 1,
    invalid: 130,
    insert: 5,
    insert_failed: 3,
    drop: 3750,
    early_drop: 252,
    error: 7,
    search_restart: 0,
    clash_resolve: 0,
    chaintoolong: 2,
  });
});

test("conntrack -S of before, with sums only", () => {
  const text =
    "entries                 \t\t12\nsearched                \t\t99\ninsert_failed           \t\t3\ndrop                    \t\t7\nearly_drop              \t\t0\n";
  expect(readStatistics(text)).toMatchObject({ entries: 12, total: { searched: 99, insert_failed: 3, drop: 7, early_drop: 0 } });
});

describe("what does not fit", () => {
  test("unknown columns are named, short lines are bad", () => {
    const statistics = readStatistics("entries searched found flux\n00000001 00000002 00000003 00000004\n00000001 00000002\n");
    expect(statistics).toMatchObject({ total: { searched: 2, found: 3 }, unknown: ["flux"], badLines: 1 });
  });

  test.each(["", "\n\n", "hello world\n", "entries searched found new\n", "cpu=\n"])("%j holds none", (text) => {
    expect(readStatistics(text)).toBeUndefined();
  });
});

describe("two readings", () => {
  const at = (...drops: readonly number[]) => readStatistics(drops.map((drop, cpu) => `cpu=${cpu} drop=${drop} found=1`).join("\n"));
  const changes = (before: readonly number[], after: readonly number[], seconds?: number) => {
    const [one, other] = [at(...before), at(...after)];
    return one && other ? changesBetween(one, other, seconds) : undefined;
  };

  test("rates", () => {
    expect(changes([10, 20], [15, 40], 5)).toEqual({ drop: { count: 25, perSecond: 5 }, found: { count: 0, perSecond: 0 } });
    expect(changes([10], [15])?.drop).toEqual({ count: 5, perSecond: null });
  });

  test("a counter that went past 2^32 - 1 on one CPU", () => {
    expect(changes([4294967290, 100], [10, 100], 1)?.drop).toEqual({ count: 16, perSecond: 16 });
  });

  test("readings that do not belong together", () => {
    expect(changes([100], [50], 1)).toBeUndefined();
    expect(changes([1, 2], [3], 1)).toBeUndefined();
  });
});

test("the table of counters is whole: each has one meaning, a source, and its name in one place", () => {
  const names = COUNTERS.flatMap((fact) => fact.names);
  expect(new Set(names).size).toBe(names.length);
  for (const { meaning, sources, weight, advice } of COUNTERS) {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(sources.length).toBeGreaterThan(0);
    if (weight === "loss") expect(advice).toMatch(/\.$/);
  }
  for (const header of Object.values(HEADERS)) for (const name of header.trim().split(/\s+/).slice(1)) expect(names).toContain(name);
});
