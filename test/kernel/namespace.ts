// A network namespace that lives for one run: makes it with unshare(1) and has in-namespace.ts run in it.
import { spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Recorded } from "./agreement.ts";

export interface NamespaceReport {
  readonly probedHz?: number;
  readonly files: readonly { readonly path: string; readonly writable: boolean; readonly value: string | null }[];
  readonly measured: readonly Recorded[];
}

/** Root makes the namespace as it is; anybody else needs a user namespace around it, where the system allows that. */
export const FLAGS = process.getuid?.() === 0 ? ["--net"] : ["--user", "--map-root-user", "--net"];

/** Why no namespace can be made; undefined when one can. */
export function namespaceObstacle(): string | undefined {
  const trial = spawnSync("unshare", [...FLAGS, "true"], { encoding: "utf8" });
  if (trial.error) return "there is no unshare(1) (util-linux)";
  if (trial.status === 0) return undefined;
  const reason = trial.stderr.trim().replace(/^unshare: /, "");
  return process.getuid?.() === 0 ? `unshare: ${reason}` : `it takes root to make a network namespace here (${reason})`;
}

export function runInNamespace(): NamespaceReport {
  const script = fileURLToPath(new URL("in-namespace.ts", import.meta.url));
  const child = spawnSync("unshare", [...FLAGS, process.execPath, script, readlinkSync("/proc/self/ns/net")], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    timeout: 45_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`the run in the namespace ended with ${child.signal ?? child.status}`);
  return JSON.parse(child.stdout) as NamespaceReport;
}
