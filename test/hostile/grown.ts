// Prints as JSON what takes more than its share of steps for four times the text, a list for each door. A process of its own:
// steps are counted from before the core is loaded, so that no code is there that does not count.
import { countSteps } from "./steps.ts";

/** Characters: enough that what grows with the square of the text stands out. */
const SIZE = 600;
/** Steps that come with any text. */
const BASE = 3000;
/** What scanners have stumbled over. */
const TELLING: ReadonlySet<string | undefined> = new Set([" ", "[", "[[:alpha:]", "=", "a.", ".", "\\\n", "*a", "{a,b}", "9", "src="]);

/** Shows that what grows with the square is found at this size, even where the shorter text takes more steps for what is right. */
const PROOF = "a loop in a loop";
/** Of the characters each eighth meets each eighth; and all of them are looked at ten times, as is right. */
const APART = 8;
const LOOKS = 10;

const grown: Record<string, readonly string[]> = {};
await countSteps(async (stepsOf) => {
  const { ENTRIES } = await import("./entries.ts");
  const { nastyTexts } = await import("./texts.ts");
  const { keyPath } = await import("../../src/core/sysctl/key-path.ts");
  const square = {
    name: PROOF,
    frames: ["{}"],
    most: undefined,
    run: (text: string) => {
      for (let i = 0; i < text.length * LOOKS; i++) keyPath("a");
      for (let i = 0; i < text.length; i += APART) for (let j = 0; j < text.length; j += APART) keyPath("a");
    },
  };
  for (const { name, frames, run, most } of [...ENTRIES, square]) {
    const size = Math.min(SIZE, (most ?? SIZE * 4) / 4);
    const found: string[] = [];
    for (const frame of frames.slice(0, 2)) {
      for (const nasty of nastyTexts(frame)) {
        if (!TELLING.has(nasty.atom)) continue;
        const [once, fourTimes] = [nasty.text(size), nasty.text(size * 4)];
        // The longer one first: where it takes next to nothing there is nothing to compare. What is made once comes with it, and
        // is no growth: what seems to be one is counted again.
        const first = await stepsOf(() => run(fourTimes));
        if (first <= BASE) continue;
        const few = await stepsOf(() => run(once));
        const most = 2.6 ** 2 * few + BASE;
        const many = first > most ? await stepsOf(() => run(fourTimes)) : first;
        if (many > most) found.push(`${nasty.name}: ${few} and ${many} steps`);
      }
    }
    grown[name] = found;
  }
});
process.stdout.write(JSON.stringify(grown));
