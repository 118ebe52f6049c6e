// No circle of imports, those of types included.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { root } from "./root.ts";

const projectRoot = fileURLToPath(root);
const circles = join(projectRoot, "test/project/circles");

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly cycle?: readonly { readonly name: string }[] }[];
  };
}

function cruise(cwd: string, folders: readonly string[]): Cruise["summary"] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      "--import",
      join(circles, "typescript-5.mjs"),
      join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      join(circles, "rules.json"),
      "--output-type",
      "json",
      ...folders,
    ],
    { cwd, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  return (JSON.parse(stdout) as Cruise).summary;
}

const shown = ({ violations }: Cruise["summary"]) =>
  violations.map(({ from, cycle = [] }) => [from, ...cycle.map(({ name }) => name)].join(" → "));

test("a circle of types alone is found", () => {
  const folder = mkdtempSync(join(tmpdir(), "conntrack-planner-circle-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/a.ts"), 'import type { B } from "./b.ts";\nexport interface A { readonly b: B }\n');
    writeFileSync(join(folder, "src/b.ts"), 'import type { A } from "./a.ts";\nexport interface B { readonly a: A }\n');
    expect(shown(cruise(folder, ["src"]))).toEqual([expect.stringContaining("src/b.ts")]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("there is none, in all modules that are", () => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "src/*.ts", "webview/*.ts"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  const summary = cruise(projectRoot, ["src", "webview"]);
  expect(summary.totalCruised).toBeGreaterThanOrEqual(Math.max(300, files.trim().split("\n").length));
  expect(shown(summary)).toEqual([]);
});
