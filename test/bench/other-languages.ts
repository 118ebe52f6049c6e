// Texts of other languages: a repository without our keys against grep, and what typing in a long text costs.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEmbedded } from "../../src/core/embedded/index.ts";
import { NEEDLE } from "../../src/core/embedded/kind.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { isWorthReading, readingOf } from "../../src/core/language/index.ts";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { measure, ratios, spread, TIME, WORK } from "./measure.ts";
import { milliseconds, printTable, ratio, wish } from "./table.ts";

const FOLDERS = 200;
const FILES = 100;
/** Times grep, and a start of Node once. */
const MOST_GREP = 2;
const LINES = 5000;
/** Milliseconds beyond the bare look, and off the way of typing. */
const MOST_LOOK = 1;
const MOST_READING = 100;

const YAML = (key: string): string =>
  `${"a:\n  - name: some value\n    more: { b: 1, c: [2, 3] }\n    text: of no interest\n".repeat(LINES / 4)}${key}`;
const SCRIPT = `#!/bin/sh\n${"echo one line && ip link show dev eth0 | grep -q UP\n".repeat(60)}`;

export async function otherLanguages(): Promise<void> {
  await repository();
  await typing();
}

async function repository(): Promise<void> {
  const temp = makeTempFolder();
  try {
    const root = join(temp.path, "repository");
    for (let folder = 0; folder < FOLDERS; folder++) {
      mkdirSync(join(root, `${folder}`), { recursive: true });
      for (let file = 0; file < FILES; file++) {
        const isScript = file % 2 === 0;
        writeFileSync(join(root, `${folder}`, `${file}.${isScript ? "sh" : "yaml"}`), isScript ? SCRIPT : YAML("").slice(0, 3000));
      }
    }
    const nothing = join(temp.path, "nothing.js");
    writeFileSync(nothing, "");
    const start = (program: string, ...args: readonly string[]) => spawnSync(program, args, { stdio: "ignore" });
    const cli = join(projectRoot, "dist", "cli.js");
    const [ours, grep, empty] = await measure(
      [
        { name: "check", run: () => start(process.execPath, cli, "check", root) },
        { name: "grep", run: () => start("grep", "-r", "nf_conntrack", root) },
        { name: "an empty process", run: () => start(process.execPath, nothing) },
      ],
      { clock: TIME, rounds: 9, sampleMs: 0, warmUpMs: 300 },
    );
    const wanted = grep.map((time, round) => MOST_GREP * time + (empty[round] ?? 0));
    const against = ratios(ours, wanted);
    printTable(
      `${FOLDERS * FILES} files of YAML and shell without our keys, against twice grep -r and a start of Node`,
      ["", "ms", "times that", "wish"],
      [
        ["check", milliseconds(ours), ratio(against), wish(against.median, "at most", 1)],
        ["grep -r nf_conntrack", milliseconds(grep), "", ""],
        ["nothing", milliseconds(empty), "", ""],
      ],
    );
  } finally {
    temp.remove();
  }
}

async function typing(): Promise<void> {
  const foreign = YAML("");
  const ours = YAML("net.netfilter.nf_conntrack_max: 262144\n");
  const [bare, look, reading] = await measure(
    [
      { name: "the bare look", run: () => foreign.includes(NEEDLE) },
      { name: "a text without our keys", run: () => isWorthReading(foreign) },
      {
        name: "a text with one",
        run: () => readingOf(ours, (text) => readEmbedded(text, "yaml"), { target: DEFAULT_TARGET, applier: "systemd" }),
      },
    ],
    { clock: WORK, rounds: 9, sampleMs: 200, warmUpMs: 1000 },
  );
  const more = spread(look.map((time, round) => time - (bare[round] ?? 0))).median;
  printTable(
    `YAML of ${LINES} lines, once somebody stops typing (work in ms)`,
    ["", "ms", "wish"],
    [
      ["the bare look for a word", milliseconds(bare), ""],
      ["without our keys", milliseconds(look), `beyond it, ${wish(more, "at most", MOST_LOOK)}`],
      ["with one: read and judged", milliseconds(reading), wish(spread(reading).median, "at most", MOST_READING)],
    ],
  );
}
