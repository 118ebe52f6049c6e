// Network and mount namespaces of their own for one run of in-namespace.ts, made with unshare(1).
import { spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Observation } from "./agreement.ts";

/** Root makes them as it is; anybody else needs a user namespace around them, where the system allows that. */
const FLAGS = [...(process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"]), "--net", "--mount", "--propagation", "private"];

/** Why the programs cannot be run here; undefined when they can. */
export function obstacle(): string | undefined {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  const trial = spawnSync("unshare", [...FLAGS, "true"], { encoding: "utf8" });
  if (trial.error) return "there is no unshare(1) (util-linux)";
  if (trial.status !== 0) return `unshare: ${trial.stderr.trim().replace(/^unshare: /, "")}`;
  const strace = spawnSync("strace", ["-V"], { encoding: "utf8" });
  return strace.error ? "there is no strace(1), which shows what the programs write" : undefined;
}

export function observe(): Observation {
  const script = fileURLToPath(new URL("in-namespace.ts", import.meta.url));
  const child = spawnSync("unshare", [...FLAGS, process.execPath, script, readlinkSync("/proc/self/ns/net")], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`the run in the namespaces ended with ${child.signal ?? child.status}`);
  return JSON.parse(child.stdout) as Observation;
}
