// The scripts of `completion`, in the real shells: what each offers where somebody presses Tab.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS, everyCommand } from "../../../src/cli/commands.ts";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
let folder: string;

beforeAll(async () => {
  cli = await buildCli();
  folder = cli.folder({ "90 nat*.conf": "", "rules.v4": "" });
  mkdirSync(join(folder, "image"));
});
afterAll(() => cli.remove());

const has = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

async function script(shell: string): Promise<string> {
  const { code, stdout } = await cli.run(["completion", shell]);
  expect(code).toBe(0);
  const path = join(folder, "..", `complete.${shell}`);
  writeFileSync(path, stdout);
  return path;
}

function ran(shell: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(shell, args, { cwd: folder, encoding: "utf8", timeout: 120_000 });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

/** Words of a command line of which the last is to be completed. */
const LINES = {
  command: [""],
  commandBegun: ["fire"],
  optionBegun: ["check", "--ma"],
  option: ["check", "--"],
  value: ["check", "--format", ""],
  valueBegun: ["check", "--format=sa"],
  file: ["firewall", "rul"],
  folder: ["check", "--root", "im"],
  key: ["explain", "nf_conntrack_m"],
  rule: ["explain", "bucket-rat"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What a shell prints for all lines, a line of its own with a dot after what is offered for each. */
type Press = (script: string) => string;

const bash: Press = (script) => {
  // As readline splits: the = of --name=value is a word.
  const split = (word: string) => (word.startsWith("--") ? word.split(/(=)/).filter((part) => part !== "") : [word]);
  const calls = Object.values(LINES).map(
    (words) =>
      `offer ${words
        .flatMap(split)
        .map((word) => `'${word}'`)
        .join(" ")}`,
  );
  const offer = `offer() { COMP_WORDS=(conntrack-planner "$@"); COMP_CWORD=$#; COMPREPLY=(); _conntrack_planner 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}" .; }`;
  return ran("bash", ["--norc", "-c", `source "$1"\n${offer}\n${calls.join("\n")}`, "drive", script]);
};

const commandLines = (): readonly string[] => Object.values(LINES).map((words) => ["conntrack-planner", ...words].join(" "));

const fish: Press = (script) =>
  ran("fish", [
    "--no-config",
    "-c",
    `source ${script}; ${commandLines()
      .map((line) => `complete -C '${line}'; echo .`)
      .join("; ")}`,
  ])
    .split("\n")
    .map((offer) => (offer.split("\t")[0] ?? "").replace(/^--[\w-]+=/, ""))
    .join("\n");

const zsh: Press = (script) => ran("zsh", ["-f", fileURLToPath(new URL("press-tab.zsh", import.meta.url)), script, ...commandLines()]);

const SHELLS: readonly (readonly [name: string, press: Press])[] = [
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
];

describe.each(SHELLS)("%s", (shell, press) => {
  describe.skipIf(!has(shell))(`where ${shell} is installed`, () => {
    let offered: readonly (readonly string[])[];
    const offers = (line: keyof typeof LINES): readonly string[] => offered[Object.keys(LINES).indexOf(line)] ?? [];

    beforeAll(async () => {
      const told = press(await script(shell)).split(/^\.\n/m);
      offered = told.map((text) => [...new Set(text.split("\n").filter((line) => line !== ""))]);
    });

    test("commands, all of them", () => {
      for (const { name } of COMMANDS) expect(offers("command")).toContain(name);
      expect(offers("commandBegun")).toEqual(["firewall"]);
    });

    test("options of the command, and of no other", async () => {
      expect(offers("optionBegun")).toEqual(["--max-warnings"]);
      for (const { name } of (await everyCommand()).find(({ name }) => name === "check")?.options ?? [])
        expect(offers("option")).toContain(`--${name}`);
      expect(offers("option")).not.toContain("--budget");
    });

    test("words that an option takes, behind a blank and behind =", () => {
      expect([...offers("value")].sort()).toEqual(["github", "gitlab", "json", "sarif", "text"]);
      expect(offers("valueBegun")).toEqual(["sarif"]);
    });

    test("files whatever they are called, and folders where only a folder will do", () => {
      expect(offers("file")).toEqual(["rules.v4"]);
      expect(offers("folder").map((offer) => offer.replace(/\/$/, ""))).toEqual(["image"]);
    });

    test("keys and rules to explain", () => {
      expect(offers("key")).toContain("nf_conntrack_max");
      expect(offers("rule")).toEqual(["bucket-ratio"]);
    });
  });
});

test("says which shells there are", async () => {
  expect(await cli.run(["completion"])).toMatchObject({ code: 2, stdout: "" });
  const { code, stderr } = await cli.run(["completion", "bahs"]);
  expect(code).toBe(2);
  expect(stderr).toContain("did you mean bash?");
});
