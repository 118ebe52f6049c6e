// action.yml: what its script runs, whatever its inputs say.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { read } from "./root.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[] };
}

const action: Action = parse(read("action.yml"));
const [step] = action.runs.steps;
if (!step) throw new Error("action.yml has no step");

const hasBash = spawnSync("bash", ["-c", ":"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "ctp-action-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Says what it was called with, an argument each behind a NUL, and ends as it is told. */
const NPX = `#!/bin/sh
for one; do printf '%s\\0' "$one"; done >> "$CALLED"
printf '\\n' >> "$CALLED"
echo '{"runs":[]}'
exit "\${NPX_STATUS:-0}"
`;

interface Ran {
  readonly status: number | null;
  /** What npx was called with, call by call. */
  readonly calls: readonly (readonly string[])[];
}

/** Runs the step as a runner does: inputs into its environment, by what the step says, and its script in bash with -e. */
function run(inputs: Readonly<Record<string, string>>, npxStatus = 0): Ran {
  const called = join(folder, "called");
  rmSync(called, { force: true });
  const filled = (text: string): string =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? String(action.inputs[name]?.default));
  const env = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, filled(text)]));
  const script = join(folder, "step.sh");
  writeFileSync(script, step?.run ?? "");
  const { status } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
    cwd: join(folder, "work"),
    env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, CALLED: called, NPX_STATUS: String(npxStatus), ...env },
  });
  const text = existsSync(called) ? readFileSync(called, "utf8") : "";
  return {
    status,
    calls: text
      .split("\0\n")
      .filter((line) => line !== "")
      .map((line) => line.split("\0")),
  };
}

beforeEach(() => {
  for (const name of ["bin", "work"]) rmSync(join(folder, name), { recursive: true, force: true });
  spawnSync("mkdir", [join(folder, "bin"), join(folder, "work")]);
  writeFileSync(join(folder, "bin/npx"), NPX);
  chmodSync(join(folder, "bin/npx"), 0o755);
});

test("no input is part of the script", () => {
  expect(step.run).not.toContain("${{");
});

describe.skipIf(!hasBash)("its script", () => {
  const program = ["--yes", `conntrack-planner@${JSON.parse(read("package.json")).version}`];

  test("checks the folder at hand where nothing is said", () => {
    expect(run({})).toEqual({ status: 0, calls: [[...program, "check", "--format", "github", "--", "."]] });
  });

  test("hands on options by their names, and paths behind --", () => {
    const { calls } = run({ paths: "a b.conf\n\nroles\n", kernel: "5.10", memory: "8G", "max-warnings": "0" });
    const options = ["--kernel=5.10", "--memory=8G", "--max-warnings=0"];
    expect(calls).toEqual([[...program, "check", "--format", "github", ...options, "--", "a b.conf", "roles"]]);
  });

  test("takes nothing hostile for an option, a command or a pattern", () => {
    const hostile = ["--fix", "; touch made", "$(touch made)", "`touch made`", "*", "a'b\"c", "-rf", "$HOME", "\\", "--kernel=4.19.sysctl"];
    const { calls } = run({ paths: hostile.join("\n"), kernel: "$(touch made)", memory: '"; touch made; "', "max-warnings": "* --fix" });
    const options = ["--kernel=$(touch made)", '--memory="; touch made; "', "--max-warnings=* --fix"];
    expect(calls).toEqual([[...program, "check", "--format", "github", ...options, "--", ...hostile]]);
    expect(readdirSync(join(folder, "work"))).toEqual([]);
  });

  test("writes SARIF as well, and ends as the check does", () => {
    const { status, calls } = run({ sarif: "-out of it.sarif" }, 1);
    expect(status).toBe(1);
    expect(calls.map((call) => call.slice(2, 5))).toEqual([
      ["check", "--format", "sarif"],
      ["check", "--format", "github"],
    ]);
    expect(readFileSync(join(folder, "work/-out of it.sarif"), "utf8")).toBe('{"runs":[]}\n');
    // Not judged at all is no report.
    expect(run({ sarif: "out.sarif" }, 2)).toMatchObject({ status: 2, calls: [expect.anything()] });
  });
});
