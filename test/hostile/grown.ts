// Prints as JSON what takes more than its share of steps for four times the text, a list for each door. A process of its own:
// steps are counted from before the core is loaded, so that no code is there that does not count.
import { countSteps } from "./steps.ts";

/** Characters: enough that what grows with the square of the text stands out. */
const SIZE = 400;
/** Steps that come with any text. */
const BASE = 3000;
/** What scanners have stumbled over. */
const TELLING: ReadonlySet<string | undefined> = new Set([" ", "[", "[[:alpha:]", "=", "a.", ".", "\\\n", "*a", "{a,b}", "9", "src="]);

/** Shows that what grows with the square is found. */
const PROOF = "a loop in a loop";

const grown: Record<string, readonly string[]> = {};
await countSteps(async (stepsOf) => {
  const { ENTRIES } = await import("./entries.ts");
  const { nastyTexts } = await import("./texts.ts");
  const { keyPath } = await import("../../src/core/sysctl/key-path.ts");
  const square = {
    name: PROOF,
    frames: ["{}"],
    most: 400,
    run: (text: string) => {
      for (let i = 0; i < text.length; i++) for (let j = 0; j < text.length; j++) keyPath("a");
    },
  };
  for (const { name, frames, run, most } of [...ENTRIES, square]) {
    const size = Math.min(SIZE, (most ?? SIZE * 4) / 4);
    const found: string[] = [];
    for (const frame of frames.slice(0, 2)) {
      for (const nasty of nastyTexts(frame)) {
        if (!TELLING.has(nasty.atom)) continue;
        const [once, fourTimes] = [nasty.text(size), nasty.text(size * 4)];
        await run(once);
        const [few, many] = [await stepsOf(() => run(once)), await stepsOf(() => run(fourTimes))];
        if (many > 2.6 ** 2 * few + BASE) found.push(`${nasty.name}: ${few} and ${many} steps`);
      }
    }
    grown[name] = found;
  }
});
process.stdout.write(JSON.stringify(grown));
