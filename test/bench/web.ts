// The extension inside the web worker host: activation, of which fetching and evaluating the one bundle is most. Against an
// extension that does nothing, and against another build of ours where BENCH_AGAINST names its folder.
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { figuresOf, inTurns, writeNothing } from "./in-host.ts";
import { ratios } from "./measure.ts";
import { milliseconds, printTable, ratio } from "./table.ts";

const ROUNDS = 5;

export async function web(): Promise<void> {
  const nothing = makeTempFolder();
  try {
    writeNothing(nothing.path);
    const before = process.env["BENCH_AGAINST"];
    const roots = { ours: projectRoot, nothing: nothing.path, ...(before !== undefined && { before }) };
    const names = Object.keys(roots) as (keyof typeof roots)[];
    const runs = Object.fromEntries(names.map((name) => [name, () => figuresOf(roots[name] ?? "", "web", "web")]));
    const found = await inTurns(runs, ROUNDS);
    const timesOf = (name: string, measure: string) => (found[name] ?? []).map((figures) => figures[measure] ?? Number.NaN);
    const rows = names.map((name) => [
      name,
      ...["activation", "evaluation"].flatMap((measure) => {
        const its = timesOf(name, measure);
        return [milliseconds(its), ratio(ratios(timesOf("ours", measure), its))];
      }),
    ]);
    printTable(
      `Inside the web worker host of VS Code (${ROUNDS} hosts each)`,
      ["", "activation, ms", "ours: times as long", "evaluation alone, ms", "ours: times as long"],
      rows,
    );
  } finally {
    nothing.remove();
  }
}
