// What doubles the work when the text doubles, and what does worse: every door for foreign text, with every nasty text. All of
// them are tried at one length, as long as the time allows; what takes most of it is tried at three, for long enough to tell.
import { ENTRIES, type HostileEntry } from "../hostile/entries.ts";
import { type NastyText, nastyTexts } from "../hostile/texts.ts";
import { engineShare, isSteep, LEAST, MOST_GROWTH, MOST_OVERALL, overall, steepness } from "./steepness.ts";
import { printTable, type Row } from "./table.ts";

const SIZES = [1, 2, 4] as const;
/** Milliseconds of work that all texts of a door may take together. */
const ALL = 1500;
/** Characters of each, the slower the door the fewer. */
const SHORTEST = 4000;
const LONGEST = 160_000;
/** Of the texts of a frame so many are tried at three lengths, and so many more of a door. */
const SLOWEST_OF_FRAME = 1;
const SLOWEST_OF_DOOR = 3;
/** Milliseconds of the longest: what takes more is not made longer. */
const ENOUGH = 2000;
/** What looks too steep is run so many times: the collector and others on the machine only ever add to the least. */
const AGAIN = 5;
/** Characters, where the door sets no number: nothing is shown by longer ones. */
const VERY_LONG = 2_000_000;

interface Tried {
  readonly frame: string;
  readonly text: NastyText;
  readonly ms: number;
}

interface Grown {
  readonly name: string;
  /** Characters at first. */
  readonly size: number;
  readonly times: readonly number[];
  readonly text: (size: number) => string;
  /** The larger of the two steps from one size to the next. */
  readonly growth: number;
}

export async function linear(): Promise<void> {
  const rows: Row[] = [];
  const bad: Row[] = [];
  for (const entry of ENTRIES) {
    const { size, tried } = await tryAll(entry);
    const found: Grown[] = [];
    for (const { text } of slowestOf(tried)) found.push(await growthOf(entry, text, size));
    const slowest = tried.reduce((one, other) => (other.ms > one.ms ? other : one));
    const steepest = found.reduce((one, other) => (other.growth > one.growth ? other : one));
    const shown = ({ times, size }: Grown): string => `${thousands(size)}: ${times.map((ms) => ms.toFixed(1)).join(" / ")}`;
    rows.push([
      entry.name,
      String(tried.length),
      `${thousands(size)}: ${slowest.ms.toFixed(1)}`,
      slowest.text.name,
      String(found.length),
      steepest.growth.toFixed(2),
      shown(steepest),
    ]);
    for (const grown of found)
      if (isSteep(grown.times))
        bad.push([
          entry.name,
          grown.name,
          shown(grown),
          overall(grown.times).toFixed(1),
          engineShare(grown.text(grown.size * Math.max(...SIZES)), grown.times.at(-1) ?? 0),
        ]);
  }
  printTable(
    `Growth with the text: characters, and milliseconds of work at ${SIZES.map((times) => `${times}×`).join(", ")}`,
    ["door", "texts", "slowest", "with", "at three lengths", "steepest growth", "of"],
    rows,
  );
  const what = `above ${MOST_GROWTH} for twice the text, ${MOST_OVERALL.toFixed(1)} for four times`;
  if (bad.length === 0) process.stdout.write(`\n  Nothing grows ${what}.\n`);
  else printTable(`Grows ${what}`, ["door", "text", "ms", "for four times", "of the longest: JSON.parse alone"], bad);
}

/** All texts of a door, once each. */
async function tryAll(entry: HostileEntry): Promise<{ readonly size: number; readonly tried: readonly Tried[] }> {
  const texts = entry.frames.flatMap((frame) => nastyTexts(frame).map((text) => ({ frame, text })));
  // A few of them tell how fast the door is, and warm it up.
  let sample = 0;
  const few = texts.filter((_, index) => index % Math.ceil(texts.length / 16) === 0);
  for (const round of [0, 1]) for (const { text } of few) sample += round * (await workOf(entry, text.text(lengthFor(entry, SHORTEST))));
  const affordable = (ALL / texts.length) * ((lengthFor(entry, SHORTEST) * few.length) / Math.max(sample, 0.1));
  const size = lengthFor(entry, Math.round(Math.min(LONGEST, Math.max(SHORTEST, affordable))));
  const tried: Tried[] = [];
  for (const { frame, text } of texts) tried.push({ frame, text, ms: await workOf(entry, text.text(size)) });
  return { size, tried };
}

function lengthFor({ most }: HostileEntry, size: number): number {
  return Math.min(size, most ?? VERY_LONG);
}

/** What grows steeply takes longer than what does not, once the text is long. */
function slowestOf(tried: readonly Tried[]): ReadonlySet<Tried> {
  const sorted = [...tried].sort((a, b) => b.ms - a.ms);
  const slowest = new Set(sorted.slice(0, SLOWEST_OF_DOOR));
  for (const name of new Set(tried.map(({ frame }) => frame)))
    for (const one of sorted.filter(({ frame }) => frame === name).slice(0, SLOWEST_OF_FRAME)) slowest.add(one);
  return slowest;
}

/**
 * Where a step looks too steep it is taken anew, several times over, and then with twice the text, and twice that: a clock
 * that counts in ticks of milliseconds weighs less in the longer ones, and what really grows grows all the more.
 */
async function growthOf(entry: HostileEntry, { name, text }: NastyText, tried: number): Promise<Grown> {
  const most = lengthFor(entry, VERY_LONG) / 4;
  let size = Math.min(tried / 4, most);
  let first = await workOf(entry, text(size));
  while (first < LEAST && size * 2 <= most) {
    size *= 2;
    first = await workOf(entry, text(size));
  }
  for (let round = 0; ; round++) {
    const times: number[] = [];
    for (const factor of SIZES) times.push(await steadyWorkOf(entry, text(size * factor), round === 0 ? 1 : AGAIN));
    const growth = steepness(times);
    if (!isSteep(times) || round === 3 || (times.at(-1) ?? 0) > ENOUGH) return { name, size, times, text, growth };
    if (round > 0 && size * 2 <= most) size *= 2;
  }
}

/** The least of some samples; of what is over at once, each is the mean of many runs. */
async function steadyWorkOf(entry: HostileEntry, text: string, samples: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < samples; sample++) {
    let sum = 0;
    let runs = 0;
    for (; sum < LEAST && runs < 100; runs++) sum += await workOf(entry, text);
    least = Math.min(least, sum / runs);
  }
  return least;
}

async function workOf({ run }: HostileEntry, text: string): Promise<number> {
  const start = process.threadCpuUsage();
  await run(text);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

function thousands(characters: number): string {
  return `${Number((characters / 1000).toFixed(1))}k`;
}
