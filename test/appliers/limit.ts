// The opt-in part: the limit itself, which the whole machine shares, set by the real programs from one file and put back.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Applier } from "../../src/core/sysctl/applier.ts";
import { makeTempFolder } from "../host/temp.ts";
import { guarded } from "../kernel/guard.ts";
import { readValue, writeOnce } from "../kernel/sysctl-file.ts";
import { BEFORE, MAX, ONE_FILE } from "./one-file.ts";
import { onThisMachine } from "./programs.ts";

/** What reading the key gave after each program had applied the file, by the file's name. */
export type Left = Readonly<Record<string, Readonly<Partial<Record<Applier, number>>>>>;

export interface LimitReport {
  readonly left: Left;
  readonly skipped: readonly string[];
  /** Values that did not come back, by path. */
  readonly stuck: readonly string[];
}

export async function observeLimit(): Promise<LimitReport> {
  const left: Record<string, Partial<Record<Applier, number>>> = {};
  const folder = makeTempFolder();
  try {
    const result = await guarded("the limit that one file leaves in force", async (guard) => {
      for (const [name, text] of Object.entries(ONE_FILE)) {
        const file = join(folder.path, "60-conntrack.conf");
        writeFileSync(file, text);
        const own: Partial<Record<Applier, number>> = {};
        left[name] = own;
        for (const { applier, command } of onThisMachine()) {
          // Signals are heard here, between two writes.
          await setImmediate();
          guard.check();
          writeOnce(MAX, String(BEFORE));
          const [program = "", ...args] = [...command, file];
          spawnSync(program, args, { stdio: "ignore", timeout: 30_000, env: { LC_ALL: "C" } });
          own[applier] = Number(readValue(MAX));
        }
        guard.restore();
      }
    });
    return { left, skipped: "skipped" in result ? [result.skipped] : [], stuck: result.stuck ?? [] };
  } finally {
    folder.remove();
  }
}
