// One file, applied alone: a tree of one. What a file by itself leaves in force is answered here and nowhere else.
import { isOrMeansKey } from "../kernel/misplaced.ts";
import { TCP_KEEPALIVE_TIME } from "../kernel/related.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { Applier } from "../sysctl/applier.ts";
import type { Line, SysctlDocument } from "../sysctl/document.ts";
import { statementsOf } from "./appliers/lines.ts";
import type { InitialValues } from "./appliers/machine.ts";
import type { HostConfiguration } from "./configuration.ts";
import type { ModuleState } from "./modules/modules.ts";
import { type Outcome, run } from "./outcome.ts";
import type { Reading } from "./tree/port.ts";
import type { TreeFile } from "./tree/tree.ts";

export interface AloneOptions {
  /** What the file is for; what it says so itself is not looked at here. */
  readonly target: KernelTarget;
  readonly applier: Applier;
  /** What differs from the kernel's defaults before. */
  readonly initial?: InitialValues;
}

/** The path that the one file goes by: it has none. */
export const ALONE = "";

/** What `PROGRAM FILE` makes of a file. Of keys that are none of ours, only those that rules ask for are looked at. */
export function applyAlone(document: SysctlDocument, { target, applier, initial }: AloneOptions): HostConfiguration {
  // Kept with the text, and in no map beside it: what hangs on weak keys is collected late, and this is made at every keystroke.
  const reading: Reading = { text: document.text, lines: statementsOf(applier, document, isOurs) };
  const file: TreeFile = { path: ALONE, name: ALONE, real: ALONE, isNull: false, reading };
  const plan = { applier, runs: [[file]], passed: [] };
  const { outcome, left } = run(plan, target, initial);
  const parts: Omit<HostConfiguration, keyof Outcome> = {
    tree: { folders: new Map(), files: new Map([[ALONE, file]]), builtins: [], knowsLinks: true },
    target,
    applier,
    detected: { applier, busyboxBoot: "sysctl -p", because: undefined },
    assumed: false,
    plan,
    module: NO_MODULE,
    others: [],
    unread: left,
  };
  return Object.assign(outcome, parts);
}

/** Nothing is known of it. */
const NO_MODULE: ModuleState = { builtIn: undefined, options: [], replaced: [], ignored: [] };

/** Whether a line may be about a key of ours, whoever reads it. */
function isOurs(line: Line): boolean {
  if (line.kind !== "setting" && line.kind !== "exclusion") return false;
  // What a template will fill in may be any key.
  if (line.placeholder) return true;
  const { path, glob, odd, text } = line.key;
  if (glob || odd || isOrMeansKey(path) || path === TCP_KEEPALIVE_TIME) return true;
  // Of slashes and dots in one key, and of a path from the root, programs think differently.
  return text.includes("/") && (text.startsWith("/") || text.includes("."));
}
