// The command line as a user runs it: the built file, in a process of its own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Failure } from "../../host/failure.ts";
import { fullRelease } from "../compare/target.ts";
import type { KernelRecord } from "../recordings/record.ts";

const CLI = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));
/** A process that takes longer than this is stuck. */
const LONGEST = 120_000;

export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Failure("The command line is not built: npm run build");
}

/** Standard output; exit codes up to 1 are answers. */
export function ask(args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: "utf8",
    timeout: LONGEST,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: "1", COLUMNS: "200" },
  });
  if (status !== 0 && status !== 1) throw new Failure(`conntrack-planner ${args.join(" ")}: ${stderr.trim() || `ended with ${status}`}`);
  return stdout;
}

export function askJson<T>(args: readonly string[], input = ""): T {
  return JSON.parse(ask([...args, "--format", "json"], input));
}

export function targetOptions(record: KernelRecord): readonly string[] {
  return ["--kernel", fullRelease(record), "--arch", record.arch];
}
