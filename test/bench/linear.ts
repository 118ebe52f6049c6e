// What doubles the work when the text doubles, and what does worse: every door for foreign text, with every nasty text.
import { ENTRIES, type HostileEntry } from "../hostile/entries.ts";
import { type NastyText, nastyTexts } from "../hostile/texts.ts";
import { printTable, type Row } from "./table.ts";

/** Characters of a text at 1×; twice and four times as many follow. */
const SIZE = Number(process.env["SIZE"] ?? 40_000);
/** Twice the text may take so much longer; a little more than twice for what memory costs. */
const MOST_GROWTH = 2.6;
/** Milliseconds: what takes less says nothing about growth. */
const LEAST = 12;
const SIZES = [1, 2, 4] as const;

interface Grown {
  readonly name: string;
  readonly times: readonly number[];
  /** The larger of the two steps from one size to the next. */
  readonly growth: number;
}

export async function linear(): Promise<void> {
  const rows: Row[] = [];
  const bad: Row[] = [];
  for (const entry of ENTRIES) {
    const size = Math.min(SIZE, (entry.most ?? SIZE * 4) / 4);
    const texts = entry.frames.flatMap((frame) => nastyTexts(frame));
    const found: Grown[] = [];
    for (const text of texts) found.push(await growthOf(entry, text, size));
    const slowest = found.reduce((one, other) => ((other.times[0] ?? 0) > (one.times[0] ?? 0) ? other : one));
    const steepest = found.reduce((one, other) => (other.growth > one.growth ? other : one));
    const shown = (grown: Grown): string => `${grown.times.map((ms) => ms.toFixed(1)).join(" / ")}`;
    rows.push([entry.name, String(texts.length), shown(slowest), slowest.name, steepest.growth === 0 ? "" : steepest.growth.toFixed(2)]);
    for (const grown of found) if (grown.growth > MOST_GROWTH) bad.push([entry.name, grown.name, shown(grown), grown.growth.toFixed(2)]);
  }
  printTable(
    `Growth with the text: ${SIZES.map((times) => `${(SIZE * times) / 1000}k`).join(", ")} characters, milliseconds of work`,
    ["door", "texts", "slowest", "with", "steepest growth"],
    rows,
  );
  if (bad.length === 0) process.stdout.write(`\n  Nothing grows above ${MOST_GROWTH} for twice the text.\n`);
  else printTable(`Grows above ${MOST_GROWTH} for twice the text`, ["door", "text", "ms", "growth"], bad);
}

/**
 * Where a step looks too steep it is taken anew with twice the text, up to four times: a clock that counts in ticks of
 * milliseconds and a collector at work weigh less in the longer ones, and what really grows grows all the more.
 */
async function growthOf(entry: HostileEntry, { name, text }: NastyText, size: number): Promise<Grown> {
  for (let round = 0; ; round++) {
    const times: number[] = [];
    for (const factor of SIZES) times.push(await workOf(entry, text(size * factor * 2 ** round)));
    const growth = steepness(times);
    if (growth <= MOST_GROWTH || round === 4) return { name, times, growth };
  }
}

function steepness(times: readonly number[]): number {
  let most = 0;
  for (const [index, ms] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined && before >= LEAST) most = Math.max(most, ms / before);
  }
  return most;
}

async function workOf({ run }: HostileEntry, text: string): Promise<number> {
  const start = process.threadCpuUsage();
  await run(text);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
