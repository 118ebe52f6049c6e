// Figures of one extension from inside a real extension host, which serves it alone and starts anew each time: some ten seconds.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInHost } from "../host/run-in-host.ts";
import type { HostKind } from "../host/stage.ts";

export type Figures = Readonly<Record<string, number>>;

interface Setting {
  readonly host?: HostKind;
  /** What earlier starts have left; it may change. */
  readonly globalStorage?: string;
}

/** `suite` is a folder below `in-host`. */
export async function figuresOf(extensionRoot: string, suite: string, { host = "node", ...setting }: Setting = {}): Promise<Figures> {
  const results = await runInHost({ host, tests: join(import.meta.dirname, "in-host", suite), extensionRoot, ...setting });
  const failed = results.find(({ state }) => state !== "passed");
  if (failed) throw new Error(`${failed.path.join(" › ")} ${failed.state}: ${failed.error}`);
  const title = results.map(({ path }) => path.at(-1) ?? "").find((text) => text.startsWith("figures "));
  return JSON.parse(title?.slice("figures ".length) ?? "{}");
}

/** In turns, every other round the other way round. The first of each is a rehearsal: it warms the disk's cache. */
export async function inTurns<const Name extends string>(
  runs: Readonly<Record<Name, () => Promise<Figures>>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly Figures[]>>> {
  const names = Object.keys(runs) as Name[];
  const found = Object.fromEntries(names.map((name): [Name, Figures[]] => [name, []])) as Record<Name, Figures[]>;
  for (let round = -1; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figures = await runs[name]();
      if (round >= 0) found[name].push(figures);
    }
  }
  return found;
}

/** The least that an extension can do and still give a file of ours a diagnostic: a constant one, on the same event. */
export function writeNothing(folder: string): void {
  const manifest = {
    name: "nothing",
    publisher: "bench",
    version: "1.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./dist/extension.js",
    browser: "./dist/extension.js",
    activationEvents: ["onLanguage:sysctl"],
    contributes: { languages: [{ id: "sysctl", filenames: ["sysctl.conf"] }] },
  };
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(folder, "dist", "extension.js"),
    `const { Diagnostic, languages, Range, workspace } = require("vscode");
exports.activate = () => {
  const collection = languages.createDiagnosticCollection("nothing");
  const judge = ({ uri, languageId }) => {
    if (languageId === "sysctl") collection.set(uri, [new Diagnostic(new Range(0, 0, 0, 1), "nothing")]);
  };
  workspace.onDidOpenTextDocument(judge);
  workspace.textDocuments.forEach(judge);
};
`,
  );
}
