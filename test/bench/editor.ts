// The extension inside a real extension host, against one that sets a constant diagnostic on the same event: activation, and
// diagnostics of the first file, from opening it until VS Code tells of them. The extension is there before, or the file starts it.
//
// Where the time goes (Node 24, work of one thread): VS Code takes some 20 ms to open a file, and gathers diagnostics for 50 ms
// before it tells of them, whoever sets them. At the first start after an installation ours adds 12 ms in require() and 16 ms of
// starting and judging with code that has never run: once more it takes 3. Of the 28, 22 are the engine's: 8 to look through 195 KB
// once, and 13 to compile 430 functions, each when it is first called. Later starts take from the code cache what V8 made of them:
// 3 ms to read it in, 5 to find, check and run the files, 7 to start and to judge. What was tried besides: hints that have the
// functions compiled at once save a tenth, and need a list of them; one file and not three saves nothing. Node's own cache
// (module.enableCompileCache) serves all extensions of the host and cannot be switched off again.
//
// What is loaded when: 2 files with the extension; with the first file of ours what reads the code cache, and 3.
import { cpSync } from "node:fs";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { type Figures, figuresOf, inTurns, writeNothing } from "./in-host.ts";
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
  const kept = makeTempFolder();
  try {
    writeNothing(nothing.path);
    await figuresOf(projectRoot, "kept", { globalStorage: kept.path });
    const suites = [
      ["active", "the extension is there before, and at rest", [...ACTIVATION, ...FIRST]],
      ["cold", "the file starts the extension: its two files are loaded too, and it is activated before the file is judged", FIRST],
    ] as const;
    for (const [suite, title, measures] of suites) {
      const { first, later, theirs } = await inTurns(
        {
          first: () => figuresOf(projectRoot, suite),
          later: () => laterFigures(kept.path, suite),
          theirs: () => figuresOf(nothing.path, suite),
        },
        ROUNDS,
      );
      print(`${title}; it has run before`, later, theirs, measures);
      print(`${title}; its first start after an installation`, first, theirs, measures);
    }
  } finally {
    nothing.remove();
    kept.remove();
  }
}

/** Each start has a copy of its own: a host that ends in the middle of its start says so in it. */
async function laterFigures(kept: string, suite: string): Promise<Figures> {
  const storage = makeTempFolder();
  try {
    cpSync(kept, storage.path, { recursive: true });
    return await figuresOf(projectRoot, suite, { globalStorage: storage.path });
  } finally {
    storage.remove();
  }
}

function print(
  title: string,
  ours: readonly Figures[],
  theirs: readonly Figures[],
  measures: readonly (readonly [string, string])[],
): void {
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
