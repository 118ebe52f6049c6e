// Whatever comes in by any door: nothing throws, and nothing takes a second. 3,000 texts here; RUNS sets another number.
import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRIES, type HostileEntry } from "../hostile/entries.ts";
import { ATOMS, LINES } from "../hostile/texts.ts";

const runs = Number(process.env["RUNS"] ?? 3000);
/** Milliseconds of work of this thread: neither a busy machine nor the collector beside it counts. Only what is always slow hangs. */
const HANGS = 1000;

const stretch = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...ATOMS), fc.integer({ min: 1, max: 40 })).map(([atom, times]) => atom.repeat(times)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...ATOMS), fc.integer({ min: 100, max: 3000 })).map(([atom, times]) => atom.repeat(times)),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...Object.values(LINES)), fc.nat(99)).map(([line, index]) => line(index)) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
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
  await fc.assert(
    fc.asyncProperty(cases, async ({ entry, text }) => {
      try {
        let [took, tries] = [await msOf(entry, text), 1];
        while (took > HANGS && tries++ < 3) took = Math.min(took, await msOf(entry, text));
        if (took > HANGS) hung.push(`${entry.name}: ${Math.round(took)} ms for ${JSON.stringify(text.slice(0, 200))}`);
      } catch (error) {
        thrown.push(`${entry.name}: ${error} for ${JSON.stringify(text.slice(0, 200))}`);
      }
      // All of them are told, not the first alone; that many are enough.
      return thrown.length + hung.length < 20;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  console.log(`${runs} texts over ${ENTRIES.length} doors: ${thrown.length} throw, ${hung.length} take over a second`);
  expect({ thrown, hung }).toEqual({ thrown: [], hung: [] });
});

async function msOf({ run }: HostileEntry, text: string): Promise<number> {
  const start = process.threadCpuUsage();
  await run(text);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
