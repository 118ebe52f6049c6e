// The extension inside a real extension host, against one that does nothing: activation, and diagnostics of the first file.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { runInHost } from "../host/run-in-host.ts";
import { makeTempFolder } from "../host/temp.ts";
import { ratios, type Times } from "./measure.ts";
import { milliseconds, printTable, ratio } from "./table.ts";

/** A host serves one extension and starts anew each time: about ten seconds. */
const ROUNDS = 5;

const MEASURES = ["activation", "activation, work", "diagnostics", "diagnostics, work"] as const;

type Latencies = Readonly<Record<(typeof MEASURES)[number], number>>;

export async function editor(): Promise<void> {
  const nothing = makeTempFolder();
  try {
    writeNothing(nothing.path);
    const ours: Latencies[] = [];
    const theirs: Latencies[] = [];
    // The first of each is a rehearsal: it warms the disk's cache.
    for (let round = -1; round < ROUNDS; round++) {
      for (const [root, found] of round % 2 === 0
        ? ([
            [projectRoot, ours],
            [nothing.path, theirs],
          ] as const)
        : ([
            [nothing.path, theirs],
            [projectRoot, ours],
          ] as const)) {
        const latencies = await latenciesOf(root);
        if (round >= 0) found.push(latencies);
      }
    }
    const rows = MEASURES.map((name) => {
      const [one, other] = [ours, theirs].map((found): Times => found.map((latencies) => latencies[name])) as [Times, Times];
      return [
        NAMES[name],
        milliseconds(one),
        milliseconds(other),
        ratio(ratios(one, other)),
        milliseconds(one.map((time, round) => time - (other[round] ?? 0))),
      ];
    });
    printTable(
      `Inside the extension host of VS Code, against an extension that does nothing (${ROUNDS} hosts each)`,
      ["", "ours, ms", "nothing, ms", "times as slow", "more, ms"],
      rows,
    );
  } finally {
    nothing.remove();
  }
}

const NAMES = {
  activation: "activate()",
  "activation, work": "  work of the host's process",
  diagnostics: "opening the first file until its diagnostics are there",
  "diagnostics, work": "  work of the host's process",
} as const;

async function latenciesOf(extensionRoot: string): Promise<Latencies> {
  const results = await runInHost({ host: "node", tests: join(import.meta.dirname, "in-host"), extensionRoot });
  const failed = results.find(({ state }) => state !== "passed");
  if (failed) throw new Error(`${failed.path.join(" › ")} ${failed.state}: ${failed.error}`);
  const timesOf = (name: string): readonly number[] => {
    const title = results.map(({ path }) => path.at(-1) ?? "").find((text) => text.startsWith(`${name} `));
    return title?.split(" ").slice(1).map(Number) ?? [];
  };
  const [activation = Number.NaN, activationWork = Number.NaN] = timesOf("activation");
  const [diagnostics = Number.NaN, diagnosticsWork = Number.NaN] = timesOf("diagnostics");
  return { activation, "activation, work": activationWork, diagnostics, "diagnostics, work": diagnosticsWork };
}

/** The least that an extension can do and still give a file a diagnostic. */
function writeNothing(folder: string): void {
  const manifest = {
    name: "nothing",
    publisher: "bench",
    version: "1.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./dist/extension.js",
    // As ours has it through its language; the event itself never comes, so that both are activated by the suite.
    activationEvents: ["onCommand:bench.nothing"],
  };
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(folder, "dist", "extension.js"),
    `const { Diagnostic, languages, Range, workspace } = require("vscode");
exports.activate = () => {
  const collection = languages.createDiagnosticCollection("nothing");
  workspace.onDidOpenTextDocument(({ uri }) => collection.set(uri, [new Diagnostic(new Range(0, 0, 0, 1), "nothing")]));
};
`,
  );
}
