// `check --format sarif`: valid by the schema of SARIF 2.1.0, and true: places and fixes lead where they should.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Ajv from "ajv-draft-04";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docsOf } from "../../../src/core/rules/docs.ts";
import { exampleTexts } from "../../../src/core/rules/engine/example-text.ts";
import { RULES } from "../../../src/core/rules/index.ts";
import { buildCli, type Cli, type RunOptions, VERSION } from "./cli.ts";

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
const MAX = "net.netfilter.nf_conntrack_max";
const windows = process.platform === "win32";

const load = createRequire(import.meta.url);
const ajv = new Ajv({ allErrors: true, logger: false, strict: false, unicodeRegExp: false });
const isSarif = ajv.compile(load("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly byteOffset?: number;
  readonly byteLength?: number;
}

interface Replacement {
  readonly deletedRegion: Region;
  readonly insertedContent?: { readonly text: string };
}

interface Place {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly index?: number }; readonly region: Region };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Place];
  readonly relatedLocations?: readonly Place[];
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly [{ readonly artifactLocation: object; readonly replacements: readonly Replacement[] }];
    readonly properties: { readonly safety: string };
  }[];
  readonly properties: { readonly kernel: string; readonly severity: string; readonly key?: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly semanticVersion: string; readonly rules: readonly Descriptor[] } };
  readonly columnKind: string;
  readonly originalUriBaseIds: object;
  readonly results: readonly Result[];
  readonly artifacts: readonly { readonly location: object; readonly properties?: object }[];
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly exitCode: number;
      readonly toolExecutionNotifications: readonly object[];
      readonly ruleConfigurationOverrides: readonly object[];
    },
  ];
  readonly properties: object;
}

interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}

async function sarif(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { stdout } = await cli.run(["check", "--format=sarif", ...args], options);
  const log = JSON.parse(stdout);
  expect(stdout).toBe(`${JSON.stringify(log, undefined, 2).replaceAll("\ufeff", "\\ufeff")}\n`);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  expect(log.version).toBe("2.1.0");
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

/** Offset of a place, told by the standard: lines and columns from 1, UTF-16 units, a byte-order mark has no column. */
function offsetOf(text: string, line: number, column: number): number {
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  let start = mark;
  for (let rest = line; rest > 1; rest--) {
    const ending = /\r\n|\r|\n/g;
    ending.lastIndex = start;
    ending.exec(text);
    start = ending.lastIndex;
  }
  return start + column - 1;
}

function textAt(text: string, { startLine, startColumn, endLine, endColumn }: Region): string {
  return text.slice(offsetOf(text, startLine, startColumn), offsetOf(text, endLine, endColumn));
}

function applied(text: string, replacements: readonly Replacement[]): string {
  const edits = replacements.map(({ deletedRegion: { byteLength, ...at }, insertedContent }) => ({
    start: byteLength === undefined ? offsetOf(text, at.startLine, at.startColumn) : 0,
    end: byteLength === undefined ? offsetOf(text, at.endLine, at.endColumn) : Buffer.from(text).subarray(0, byteLength).toString().length,
    text: insertedContent?.text ?? "",
  }));
  let result = text;
  for (const edit of edits.sort((a, b) => b.start - a.start)) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}

describe("rules", () => {
  test("all of them, with help as text and as Markdown", async () => {
    const { tool } = await sarif(["-"], { stdin: "" });
    expect(tool.driver.semanticVersion).toBe(VERSION);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const [index, { shortDescription, fullDescription, help, defaultConfiguration }] of tool.driver.rules.entries()) {
      const rule = RULES[index];
      expect(shortDescription.text).toBe(rule && docsOf(rule.id).title);
      expect(help.text).toContain(rule && exampleTexts(docsOf(rule.id))[0]?.good.trim().split("\n")[0]);
      expect(help.markdown).toContain(`# ${rule && docsOf(rule.id).title}`);
      // GitHub refuses longer ones.
      for (const { text } of [shortDescription, fullDescription]) expect(text.length).toBeLessThanOrEqual(1024);
      expect(fullDescription.text.length).toBeGreaterThan(20);
      expect(defaultConfiguration.level).toBe(
        { error: "error", warning: "warning", information: "note", hint: "note" }[rule?.severity ?? "hint"],
      );
    }
  });

  test("severities chosen for this run", async () => {
    const { invocations, results } = await sarif(["-", "--rule=unknown-key=hint", "--rule=syntax-error=off"], { stdin: `${TYPO}foo\n` });
    const at = (id: string) => ({ id, index: RULES.findIndex((rule) => rule.id === id) });
    expect(invocations[0].ruleConfigurationOverrides).toEqual([
      { descriptor: at("unknown-key"), configuration: { level: "note" } },
      { descriptor: at("syntax-error"), configuration: { enabled: false } },
    ]);
    expect(results.map(({ ruleId, level, properties }) => [ruleId, level, properties.severity])).toEqual([["unknown-key", "note", "hint"]]);
  });

  const examples = RULES.flatMap((rule) =>
    docsOf(rule.id).examples.map((example, index) => ({ name: `${rule.id} ${index}`, rule, ...example })),
  );
  test("the documented examples: a finding of the rule, and a fix that leads to the right text", async () => {
    const mended: string[] = [];
    // Those of one machine in one run.
    const machines = new Map<string, typeof examples>();
    for (const example of examples) {
      const args = [example.target, example.applier && `applier=${example.applier}`].filter(Boolean).join(" ");
      machines.set(args, [...(machines.get(args) ?? []), example]);
    }
    const found = new Map<(typeof examples)[number], readonly Result[]>();
    for (const [machine, group] of machines) {
      const files = Object.fromEntries(group.map(({ bad }, index) => [`${index}.conf`, bad]));
      const options = machine.split(" ").filter(Boolean);
      const { results } = await sarif([...options.map((option) => `--${option}`), "--", ...Object.keys(files)], { cwd: cli.folder(files) });
      group.forEach((example, index) => {
        found.set(
          example,
          results.filter(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri === `${index}.conf`),
        );
      });
    }
    for (const example of examples) {
      const { name, rule, bad, good } = example;
      const results = found.get(example) ?? [];
      expect([name, results.map(({ ruleId }) => ruleId)]).toEqual([name, [rule.id]]);
      const [result] = results;
      expect(result?.ruleIndex).toBe(RULES.indexOf(rule));
      const texts = result?.fixes?.map(({ artifactChanges: [{ replacements }] }) => applied(bad, replacements)) ?? [];
      if (texts.includes(good)) mended.push(rule.id);
    }
    // A rule whose fix needs the author's word has none that gives the documented text; most have.
    expect(new Set(mended).size).toBeGreaterThan(new Set(examples.map(({ rule }) => rule)).size / 2);
  }, 120_000);
});

describe("places", () => {
  test.each([
    ["LF", "\n", ""],
    ["CRLF", "\r\n", ""],
    ["CR", "\r", ""],
    ["CRLF after a byte-order mark", "\r\n", "\ufeff"],
  ])("with %s: the region is the text that is wrong", async (_name, newline, mark) => {
    const text = `${mark}foo bar${newline}# é 😀${newline}  ${MAX} = 😀64kk${newline}`;
    const { columnKind, results } = await sarif(["-", "--rule=byte-order-mark=off"], { stdin: text });
    expect(columnKind).toBe("utf16CodeUnits");
    expect(results.map(({ locations: [{ physicalLocation }] }) => textAt(text, physicalLocation.region))).toEqual(["foo bar", "😀64kk"]);
    expect(results[1]?.locations[0].physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: MAX.length + 6,
      endLine: 3,
      endColumn: MAX.length + 12,
    });
  });

  test("a byte-order mark has no column, and a fix names it by its bytes", async () => {
    const text = `\ufeff${MAX} = 1000\n`;
    const { results } = await sarif(["-"], { stdin: text });
    const result = results.find(({ ruleId }) => ruleId === "byte-order-mark");
    expect(result?.locations[0].physicalLocation.region).toMatchObject({ startLine: 1, startColumn: 1 });
    const [fix] = result?.fixes ?? [];
    expect(fix?.artifactChanges[0].replacements).toEqual([{ deletedRegion: { byteOffset: 0, byteLength: 3 } }]);
    expect(fix?.properties.safety).toBe("safe");
    expect(applied(text, fix?.artifactChanges[0].replacements ?? [])).toBe(text.slice(1));
  });

  test("an insertion is a region of no length", async () => {
    const text = `${MAX} = 64k#how many\n`;
    const { results } = await sarif(["-"], { stdin: text });
    const fix = results[0]?.fixes?.[0];
    const insertion = fix?.artifactChanges[0].replacements.find(({ deletedRegion: at }) => at.startColumn === at.endColumn);
    expect(insertion?.deletedRegion).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
    expect(applied(text, fix?.artifactChanges[0].replacements ?? [])).toBe(`#how many\n${MAX} = 65536\n`);
  });

  test("places that belong to a finding", async () => {
    const text = `${MAX} = 131072\n\nnet.nf_conntrack_max = 262144\n`;
    const { results } = await sarif(["-"], { stdin: text });
    const [related] = results[0]?.relatedLocations ?? [];
    expect(related).toMatchObject({ id: 1, message: { text: expect.any(String) }, physicalLocation: { artifactLocation: { index: 0 } } });
    expect(related && textAt(text, related.physicalLocation.region)).toBe("net.nf_conntrack_max");
  });
});

describe("files", () => {
  test("are named from the folder that check runs in; others by their whole address", async () => {
    const folder = cli.folder({ "here/sysctl.d/a b#c.conf": TYPO, "there/é.conf": TYPO });
    const cwd = join(folder, "here");
    const there = join(folder, "there", "é.conf");
    const { originalUriBaseIds, artifacts, results } = await sarif([".", there, join("..", "there", "gone.conf")], { cwd });
    expect(originalUriBaseIds).toEqual({ "%SRCROOT%": { uri: `${pathToFileURL(cwd).href}/`, description: expect.anything() } });
    const locations = [
      { uri: "sysctl.d/a%20b%23c.conf", uriBaseId: "%SRCROOT%", index: 0 },
      { uri: pathToFileURL(there).href, index: 1 },
    ];
    expect(artifacts.map(({ location }) => location)).toEqual(locations);
    expect(results.map((result) => result.locations[0].physicalLocation.artifactLocation)).toEqual(locations);
    expect(results.map((result) => result.fixes?.[0]?.artifactChanges[0].artifactLocation)).toEqual(locations);
  });

  test.skipIf(windows)("names of any characters", async () => {
    const names = ["a:b.conf", "100%.conf", "back\\slash.conf", "line\nfeed.conf"];
    const folder = cli.folder(Object.fromEntries(names.map((name) => [name, TYPO])));
    const { artifacts } = await sarif(names, { cwd: folder });
    const uris = artifacts.map(({ location }) => (location as { uri: string }).uri);
    expect(uris).toEqual(["a%3Ab.conf", "100%25.conf", "back%5Cslash.conf", "line%0Afeed.conf"]);
    for (const [index, uri] of uris.entries()) {
      const base = pathToFileURL(`${folder}/`);
      expect(new URL(uri, base).href).toBe(new URL(encodeURIComponent(names[index] ?? ""), base).href);
    }
  });

  test("without findings are listed; a target of their own is told", async () => {
    const folder = cli.folder({ "a.conf": `${MAX} = 262144\n`, "b.conf": "# conntrack-target: kernel=5.4 hz=250\n" });
    const { artifacts, results, properties } = await sarif(["a.conf", "b.conf", "--memory=8G"], { cwd: folder });
    expect(results).toEqual([]);
    expect(properties).toEqual({
      target: { kernel: "6.18", arch: "x86_64", hz: null, memory: 8 * 2 ** 30, cpus: null, pageSize: null },
      applier: "systemd",
    });
    expect(artifacts.map((artifact) => artifact.properties)).toEqual([
      undefined,
      { target: { kernel: "5.4", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: null, pageSize: null } },
    ]);
  });
});

describe("the run", () => {
  test("what the kernel does, and the key, are properties", async () => {
    const { results, invocations } = await sarif(["-"], { stdin: `${MAX} = -1\nnet.netfilter.nf_contrack_acct = 1\nfoo\n` });
    expect(results.map(({ properties }) => properties)).toEqual([
      { severity: "error", kernel: "refuses", key: MAX },
      { severity: "error", kernel: "refuses", key: "net.netfilter.nf_contrack_acct" },
      { severity: "error", kernel: "ignores" },
    ]);
    expect(invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 1, toolExecutionNotifications: [] });
  });

  test("what cannot be read is told", async () => {
    const folder = cli.folder({ "a.conf": TYPO, "empty/x": "" });
    const { results, invocations } = await sarif(["gone.conf", "a.conf", "empty"], { cwd: folder });
    expect(results).toHaveLength(1);
    const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" } } }];
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        { level: "error", message: { text: "no such file or folder" }, locations: at("gone.conf") },
        { level: "note", message: { text: expect.stringContaining("in this folder") }, locations: at("empty") },
      ],
    });
  });

  test("--fix reports what remains", async () => {
    const folder = cli.folder({ "a.conf": `${TYPO}foo bar baz\n` });
    const { results } = await sarif(["--fix", "a.conf"], { cwd: folder });
    expect(results.map(({ ruleId }) => ruleId)).toEqual(["syntax-error"]);
  });
});
