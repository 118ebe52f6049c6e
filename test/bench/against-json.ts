// Parsing and judging, against the same work of VS Code's JSON language service, and against the least there is to do.
import { createRequire } from "node:module";
import type { JSONSchema } from "vscode-json-languageservice";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { CONNTRACK_LINES, conntrackAmongOthers, conntrackOnce, conntrackRepeated, KEYS, type Pair } from "./documents.ts";
import { measure, type Plan, ratios, WORK } from "./measure.ts";
import { milliseconds, printTable, type Row, ratio, wish } from "./table.ts";

// The package's module for Node does not show its exports to `import`.
const load = createRequire(import.meta.url);
const { getLanguageService, TextDocument } = load("vscode-json-languageservice") as typeof import("vscode-json-languageservice");

const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;

const schema: JSONSchema = {
  type: "object",
  properties: Object.fromEntries(KEYS.map((key) => [key, { type: "integer", minimum: 0, maximum: 2147483647, description: key }])),
};

/** Documents, and how many times as fast as the JSON service we want to be. */
const CASES: readonly (readonly [kind: string, make: (lines: number) => Pair, lines: number, least: number | undefined])[] = [
  ["each conntrack key once", conntrackOnce, CONNTRACK_LINES, 1],
  ["each conntrack key once, then others", conntrackOnce, 200, 1],
  ["conntrack keys among others", conntrackAmongOthers, 200, 1],
  ["conntrack keys among others", conntrackAmongOthers, 2_000, undefined],
  ["conntrack keys among others", conntrackAmongOthers, 20_000, 2],
  ["conntrack keys repeated", conntrackRepeated, 200, 1],
  ["conntrack keys repeated", conntrackRepeated, 2_000, undefined],
  ["conntrack keys repeated", conntrackRepeated, 20_000, 2],
];

export async function againstJson(): Promise<void> {
  const rows: Row[] = [];
  for (const [kind, make, lines, least] of CASES) {
    const { sysctl, json } = make(lines);
    const [ours, theirs, scanned] = await measure(
      [
        { name: "ours", run: () => lint(parse(sysctl), OPTIONS) },
        { name: "JSON", run: () => validate(json) },
        { name: "scan", run: () => scan(sysctl) },
      ],
      planFor(lines),
    );
    const faster = ratios(theirs, ours);
    rows.push([
      `${kind}, ${lines} lines`,
      // So that nobody measures two different things: both sides say how much they found.
      `${lint(parse(sysctl), OPTIONS).length} / ${(await validate(json)).length}`,
      ...[ours, theirs, scanned].map(milliseconds),
      ratio(faster),
      least === undefined ? "" : wish(faster.median, "at least", least),
      ratio(ratios(ours, scanned)),
    ]);
  }
  printTable(
    "Parse and all rules, against vscode-json-languageservice: parse and validation with a schema of 60 integer keys",
    ["document", "findings", "ours, ms", "JSON, ms", "scan, ms", "times as fast as JSON", "wish", "times as slow as a scan"],
    rows,
  );
  process.stdout.write(`
  Half of the lines are settings, half are comments and blanks. "Among others": a seventh of the settings, as long as there
  are keys left. "Repeated": no other settings, and there are far more lines than keys, so that nearly every line is a
  duplicate, and a finding on both sides. No file over ${CONNTRACK_LINES} lines is made of conntrack keys alone and repeats none.
`);
}

function planFor(lines: number): Plan {
  return lines < 20_000
    ? { clock: WORK, rounds: 25, sampleMs: 20, warmUpMs: 700 }
    : { clock: WORK, rounds: 15, sampleMs: 60, warmUpMs: 1500 };
}

const service = getLanguageService({});
service.configure({ validate: true, allowComments: true });

function validate(text: string) {
  const source = TextDocument.create("file:///settings.json", "jsonc", 1, text);
  return service.doValidation(source, service.parseJSONDocument(source), { comments: "ignore" }, schema);
}

const known = new Set(KEYS);

/** Lines, keys looked up, values read: no document, no rules. The most that one could wish for. */
function scan(text: string): number {
  let wrong = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trim();
    start = end + 1;
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const equals = line.indexOf("=");
    if (equals < 0) wrong++;
    else if (known.has(line.slice(0, equals).trimEnd()) && !/^\d+$/.test(line.slice(equals + 1).trimStart())) wrong++;
  }
  return wrong;
}
