// `size`: both formats, the counts it reads, and the features it takes.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

async function sized(...args: readonly string[]) {
  const { code, stdout, stderr } = await cli.run(["size", "--format=json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const parsed = JSON.parse(stdout);
  expect(stdout).toBe(`${JSON.stringify(parsed, undefined, 2)}\n`);
  return parsed;
}

test("the shape that the documentation promises", async () => {
  const result = await sized("--max", "262144", "--buckets", "65536", "--memory", "8G");
  expect(result).toEqual({
    version: 1,
    target: { kernel: "6.18", arch: "x86_64", hz: null, memory: 8 * 2 ** 30, cpus: null, pageSize: null },
    max: 262144,
    buckets: { requested: 65536, actual: 65536 },
    bytes: { perEntry: expect.any(Number), entries: expect.any(Number), hashTable: 65536 * 8, total: expect.any(Number) },
    totalBand: { low: result.bytes.total, high: result.bytes.total },
    chain: {
      mean: 8,
      insertLimit: { min: expect.any(Number), max: expect.any(Number) },
      refusedShare: expect.any(Number),
      heldOfMax: expect.any(Number),
      usableEntries: expect.any(Number),
      reliableEntries: 262144,
    },
    memoryShare: result.bytes.total / (8 * 2 ** 30),
    basis: expect.any(Array),
  });
  expect(result.bytes.total).toBe(result.bytes.entries + result.bytes.hashTable);
});

test("null where there is nothing to say", async () => {
  expect(await sized("--max", "1000", "--kernel", "5.10")).toMatchObject({
    buckets: { requested: null },
    chain: { insertLimit: null, refusedShare: null, heldOfMax: null, usableEntries: null, reliableEntries: 1000 },
    memoryShare: null,
  });
});

test.each([
  ["256k", 262144],
  ["0x40000", 262144],
  ["262,144", 262144],
  ["1M", 1048576],
])("--max %s is %i", async (text, count) => {
  expect((await sized("--max", text)).max).toBe(count);
});

test("--features names exactly what there is; empty is nothing", async () => {
  const bare = await sized("--max=1000", "--features=", "--kernel=5.10");
  const some = await sized("--max=1000", "--features", "acct,timestamp", "--kernel=5.10");
  const usual = await sized("--max=1000", "--kernel=5.10");
  expect(bare.bytes.perEntry).toBeLessThan(some.bytes.perEntry);
  expect(bare.bytes.perEntry).toBeLessThan(usual.bytes.perEntry);
  expect(await sized("--max=1000", "--features", "", "--kernel=5.10")).toEqual(bare);
});

describe("text", () => {
  test("a sentence, a table, and where the figures are from", async () => {
    const { code, stdout } = await cli.run(["size", "--max", "256k", "--buckets", "256k", "--memory", "8G"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "262,144 entries in 262,144 buckets take 66 MiB of kernel memory on kernel 6.18, x86_64, 8 GiB of memory.\n\n",
    );
    const rows = stdout.split("\n").filter((line) => /^ {2}[A-Z]/.test(line));
    expect(rows.map((row) => row.slice(2).split(/ {2,}/)[0])).toEqual([
      "Each entry",
      "Entries",
      "Hash table",
      "Total",
      "Share of memory",
      "With masquerade",
      "Average chain",
      "Insert limit",
      "Holds",
      "Reliable up to",
    ]);
    expect(new Set(rows.map((row) => row.search(/(?<=\S) {2}\S[^ ]*(?: \S+)*$/))).size).toBe(1);
    expect(stdout).toMatch(/\nBasis:\n {2}measured: /);
    expect(stdout).not.toContain("\x1b");
  });

  test("what was rounded, and a kernel without a limit, are told", async () => {
    const { stdout } = await cli.run(["size", "--max", "1", "--buckets", "1000", "--kernel", "5.4"]);
    expect(stdout).toMatch(/^1 entry in 1,024 buckets take/);
    expect(stdout).toContain("1,024 buckets (rounded up from 1,000)");
    expect(stdout).toMatch(/Insert limit +none/);
  });
});
