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

/** What is offered for the last of the words. */
type Offers = (words: readonly string[]) => Promise<readonly string[]>;

const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

const bash: Offers = async (words) => {
  const path = await script("bash");
  // As readline splits: the = of --name=value is a word.
  const split = words.flatMap((word) => (word.startsWith("--") ? word.split(/(=)/).filter((part) => part !== "") : [word]));
  const drive = `source "$1"; shift; COMP_WORDS=(conntrack-planner "$@"); COMP_CWORD=$#; _conntrack_planner 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(ran("bash", ["--norc", "-c", drive, "drive", path, ...split]));
};

const fish: Offers = async (words) => {
  const path = await script("fish");
  const line = ["conntrack-planner", ...words].join(" ");
  const out = ran("fish", ["--no-config", "-c", `source ${path}; complete -C '${line}'`]);
  return lines(out).map((offer) => (offer.split("\t")[0] ?? "").replace(/^--[\w-]+=/, ""));
};

const zsh: Offers = async (words) => {
  const press = fileURLToPath(new URL("press-tab.zsh", import.meta.url));
  const out = ran("zsh", ["-f", press, await script("zsh"), ["conntrack-planner", ...words].join(" ")]);
  return [...new Set(lines(out))];
};

const SHELLS: readonly (readonly [name: string, offers: Offers])[] = [
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
];

describe.each(SHELLS)("%s", (shell, offers) => {
  describe.skipIf(!has(shell))(`where ${shell} is installed`, () => {
    test("commands, all of them", async () => {
      const found = await offers([""]);
      for (const { name } of COMMANDS) expect(found).toContain(name);
      expect(await offers(["fire"])).toEqual(["firewall"]);
    });

    test("options of the command, and of no other", async () => {
      expect([...(await offers(["check", "--ma"]))]).toEqual(["--max-warnings"]);
      const found = await offers(["check", "--"]);
      for (const { name } of (await everyCommand()).find(({ name }) => name === "check")?.options ?? [])
        expect(found).toContain(`--${name}`);
      expect(found).not.toContain("--budget");
    });

    test("words that an option takes, behind a blank and behind =", async () => {
      expect([...(await offers(["check", "--format", ""]))].sort()).toEqual(["github", "gitlab", "json", "sarif", "text"]);
      expect([...(await offers(["check", "--format=sa"]))]).toEqual(["sarif"]);
    });

    test("files whatever they are called, and folders where only a folder will do", async () => {
      expect(await offers(["firewall", "rul"])).toEqual(["rules.v4"]);
      expect((await offers(["check", "--root", "im"])).map((offer) => offer.replace(/\/$/, ""))).toEqual(["image"]);
    });

    test("keys and rules to explain", async () => {
      const found = await offers(["explain", "nf_conntrack_m"]);
      expect(found).toContain("nf_conntrack_max");
      expect(await offers(["explain", "bucket-rat"])).toEqual(["bucket-ratio"]);
    });
  });
});

test("says which shells there are", async () => {
  expect(await cli.run(["completion"])).toMatchObject({ code: 2, stdout: "" });
  const { code, stderr } = await cli.run(["completion", "bahs"]);
  expect(code).toBe(2);
  expect(stderr).toContain("did you mean bash?");
});
