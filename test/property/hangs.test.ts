// Whatever comes in by any door: nothing throws, nothing takes a second, and nothing that is shown holds control characters. 2,000 texts here; RUNS sets another number.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRIES, type HostileEntry } from "../hostile/entries.ts";
import { ATOMS, LINES } from "../hostile/texts.ts";
import { Told } from "../hostile/told.ts";
import { hostile, rawIn } from "./hostile.ts";

const runs = Number(process.env["RUNS"] ?? 2000);
/** Milliseconds of work of this thread: neither a busy machine nor the collector beside it counts. Only what is always slow hangs. */
const HANGS = 1000;
const ENOUGH = 20;

const stretch = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...ATOMS), fc.integer({ min: 1, max: 40 })).map(([atom, times]) => atom.repeat(times)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...ATOMS), fc.integer({ min: 100, max: 3000 })).map(([atom, times]) => atom.repeat(times)),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...Object.values(LINES)), fc.nat(99)).map(([line, index]) => line(index)) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 3, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
);
const inners = fc.array(stretch, { maxLength: 6 }).map((parts) => parts.join(""));
const cases = fc
  .constantFrom(...ENTRIES)
  .chain((entry) => fc.tuple(fc.constant(entry), fc.constantFrom(...entry.frames), inners))
  .map(([entry, frame, inner]) => ({ entry, text: frame.split("{}").join(inner) }));

test(`${runs} texts over ${ENTRIES.length} doors`, { timeout: Math.max(120_000, runs * 20) }, async () => {
  const thrown: string[] = [];
  const hung: string[] = [];
  const raw: string[] = [];
  const byDoor = new Map(ENTRIES.map(({ name }) => [name, 0]));
  await fc.assert(
    fc.asyncProperty(cases, async ({ entry, text }) => {
      // All of them are told, not the first alone; that many are enough.
      if (thrown.length + hung.length + raw.length >= ENOUGH) return;
      byDoor.set(entry.name, (byDoor.get(entry.name) ?? 0) + 1);
      try {
        let [{ took, shown }, tries] = [await play(entry, text), 1];
        if (took > HANGS) keep(entry, text);
        while (took > HANGS && tries++ < 3) took = Math.min(took, (await play(entry, text)).took);
        if (took > HANGS) hung.push(`${entry.name}: ${Math.round(took)} ms for ${JSON.stringify(text.slice(0, 200))}`);
        const code = rawIn(shown);
        if (code !== undefined)
          raw.push(`${entry.name}: U+${code.toString(16)} ${around(shown, code)} for ${JSON.stringify(text.slice(0, 200))}`);
      } catch (error) {
        thrown.push(`${entry.name}: ${error} for ${JSON.stringify(text.slice(0, 200))}`);
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  console.log(
    `${runs} texts over ${ENTRIES.length} doors: ${thrown.length} throw, ${hung.length} take over a second, ${raw.length} show control characters`,
  );
  if (process.env["RUNS"] !== undefined) console.log([...byDoor].map(([name, texts]) => `${name}: ${texts}`).join("; "));
  expect({ thrown, hung, raw }).toEqual({ thrown: [], hung: [], raw: [] });
});

async function play({ run }: HostileEntry, text: string): Promise<{ readonly took: number; readonly shown: string }> {
  const start = process.threadCpuUsage();
  const given = await run(text);
  const { user, system } = process.threadCpuUsage(start);
  return { took: (user + system) / 1000, shown: given instanceof Told ? given.text() : "" };
}

/** What took long once is kept where KEEP names a folder: it can be tried again, alone. */
function keep(entry: HostileEntry, text: string): void {
  const folder = process.env["KEEP"];
  if (folder) writeFileSync(join(folder, `${entry.name.replaceAll(/\W+/g, "-")}-${Date.now()}.txt`), text);
}

function around(shown: string, code: number): string {
  const at = shown.indexOf(String.fromCodePoint(code));
  return JSON.stringify(shown.slice(Math.max(0, at - 60), at + 20));
}
