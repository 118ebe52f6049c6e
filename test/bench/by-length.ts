// What a line costs in files of very different lengths: the same, where the work is linear.
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { conntrackAmongOthers, conntrackRepeated } from "./documents.ts";
import { measure, ratios, spread, WORK } from "./measure.ts";
import { printTable, type Row, ratio } from "./table.ts";

const LENGTHS = [2_000, 20_000, 200_000] as const;
const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;

export async function byLength(): Promise<void> {
  const rows: Row[] = [];
  for (const [kind, make] of [
    ["conntrack keys repeated", conntrackRepeated],
    ["conntrack keys among others", conntrackAmongOthers],
  ] as const) {
    const texts = LENGTHS.map((lines) => make(lines).sysctl);
    const documents = texts.map((text) => parse(text));
    const work = {
      parse: (index: number) => parse(texts[index] ?? ""),
      rules: (index: number) => lint(documents[index] as (typeof documents)[number], OPTIONS),
    };
    for (const [name, run] of Object.entries(work)) {
      const candidates = LENGTHS.map((lines, index) => ({ name: `${lines} lines`, run: () => run(index) }));
      const times = await measure(candidates, { clock: WORK, rounds: 9, sampleMs: 100, warmUpMs: 1000 });
      const perLine = times.map((samples, index) => samples.map((ms) => (ms * 1e6) / (LENGTHS[index] ?? 1)));
      const [first = [], ...longer] = perLine;
      rows.push([
        `${kind}: ${name}`,
        ...perLine.map((samples) => spread(samples).median.toFixed(0)),
        ...longer.map((samples) => ratio(ratios(samples, first))),
      ]);
    }
  }
  printTable(
    "Nanoseconds a line, by length of the file",
    ["", ...LENGTHS.map((lines) => `${lines / 1000}k lines`), "20k over 2k", "200k over 2k"],
    rows,
  );
}
