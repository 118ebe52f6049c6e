// What the calculator needs of a sysctl.conf: the page gets these lines and not the file, however long it is.
import { TIMEOUT_KEYS } from "../sizing/workload.ts";
import { controlComments } from "../sysctl/control.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { SWITCHES } from "./from-file.ts";
import { BUCKETS_PATH, MAX_PATHS, timeoutPath } from "./keys.ts";

const PATHS: ReadonlySet<string> = new Set([
  ...MAX_PATHS,
  BUCKETS_PATH,
  ...SWITCHES.map(([path]) => path),
  ...TIMEOUT_KEYS.map((key) => timeoutPath(key)),
]);

/** The lines that set a key of the calculator, and the comments that name a target; in order, and as they are written. */
export function excerptOf(document: SysctlDocument): string {
  const wanted = new Set<number>();
  for (const { kind, line } of controlComments(document)) if (kind === "target") wanted.add(line.number);
  for (const line of document.lines) if (line.kind === "setting" && PATHS.has(line.key.path)) wanted.add(line.number);
  return document.lines
    .filter(({ number }) => wanted.has(number))
    .map(({ start, end }) => `${document.text.slice(start, end)}\n`)
    .join("");
}
