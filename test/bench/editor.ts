// The extension inside a real extension host, against one that sets a constant diagnostic on the same event: activation, and
// diagnostics of the first file, from opening it until VS Code tells of them. The extension is there before, or the file starts it.
//
// Where the time goes (Node 24, work of one thread): VS Code takes some 20 ms to open a file, and gathers diagnostics for 50 ms
// before it tells of them, whoever sets them. Ours adds 12 ms in require() and 16 ms of starting and judging with code that has
// never run: once more it takes 3. Of the 28, 22 are the engine's: 8 to look through 195 KB once, and 13 to compile 430 functions,
// each when it is first called. Nothing stands out: a rule is some 0.1 ms, a table 0.2. What was tried: hints that have the
// functions compiled at once save a tenth, and need a list of them; one file and not three saves nothing. With a cache of V8's
// code, written after a first judgement, the two would be half of it. Node's own cache (module.enableCompileCache) saves 5 ms of
// require(), but serves all extensions of the host and cannot be switched off again. Neither is used: a broken cache can bring the
// host down.
//
// What is loaded when: 2 files with the extension, 3 with the first file of ours; where that is what starts the extension, it is
// open already, and they are loaded before VS Code calls activate(), while it waits for the window's answer (on one machine that
// takes it no time; from far it does).
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { figuresOf, inTurns, writeNothing } from "./in-host.ts";
import { ratios, spread } from "./measure.ts";
import { milliseconds, printTable, ratio, wish } from "./table.ts";

const ROUNDS = 5;
/** Times as long as the extension that does nothing. */
const WISHES: Readonly<Record<string, number>> = { activation: 2, diagnostics: 1.25 };

const ACTIVATION = [
  ["activation", "activate()"],
  ["activation, work", "  work of the host's process"],
] as const;
const FIRST = [
  ["diagnostics", "opening the first file until its diagnostics are told"],
  ["opening", "  until the file is open"],
  ["loading", "  loading files"],
  ["answering", "  starting and judging"],
  ["telling", "  until VS Code tells"],
  ["answered", "  (until they are set, in all)"],
  ["diagnostics, work", "  (work of the host's process)"],
] as const;

export async function editor(): Promise<void> {
  const nothing = makeTempFolder();
  try {
    writeNothing(nothing.path);
    const suites = [
      ["active", "the extension is there before, and at rest", [...ACTIVATION, ...FIRST]],
      ["cold", "the file starts the extension: its two files are loaded too, and it is activated before the file is judged", FIRST],
    ] as const;
    for (const [suite, title, measures] of suites) {
      const { ours, theirs } = await inTurns(
        { ours: () => figuresOf(projectRoot, suite), theirs: () => figuresOf(nothing.path, suite) },
        ROUNDS,
      );
      const rows = measures.map(([measure, name]) => {
        const [one, other] = [ours, theirs].map((found) => found.map((figures) => figures[measure] ?? Number.NaN)) as [number[], number[]];
        const more = milliseconds(one.map((time, round) => time - (other[round] ?? 0)));
        const times = ratios(one, other);
        const wanted = WISHES[measure];
        return [
          name,
          milliseconds(one),
          milliseconds(other),
          more,
          // Of next to nothing all is many times as long.
          spread(other).median > 1 ? ratio(times) : "",
          wanted === undefined ? "" : wish(times.median, "at most", wanted),
        ];
      });
      const files = spread(ours.map((figures) => figures["files"] ?? 0)).median;
      printTable(
        `Inside the extension host of VS Code, against an extension that does nothing; ${title} (${ROUNDS} hosts each, ${files} files loaded)`,
        ["", "ours, ms", "nothing, ms", "more, ms", "times as long", "wish"],
        rows,
      );
    }
  } finally {
    nothing.remove();
  }
}
