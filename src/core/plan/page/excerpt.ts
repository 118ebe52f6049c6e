// What the calculator needs of a sysctl.conf: the page gets these lines and not the file, however long it is.
import type { HostConfiguration } from "../../boot/effective.ts";
import { inForce } from "../../boot/in-force.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { FEATURE_SWITCHES } from "../../sizing/features.ts";
import { TIMEOUT_KEYS } from "../../sizing/workload.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { BUCKETS_PATH, MAX_PATHS, timeoutPath } from "../keys.ts";

const PATHS: ReadonlySet<string> = new Set([
  ...MAX_PATHS,
  BUCKETS_PATH,
  ...FEATURE_SWITCHES.map(([path]) => path),
  ...TIMEOUT_KEYS.map((key) => timeoutPath(key)),
]);

/** What of a tree decides the keys of the calculator: a line for each in force, and where those are that another file sets. */
export interface TreeExcerpt {
  readonly text: string;
  /** "90-vendor.conf:2", by path. */
  readonly places: Readonly<Record<string, string>>;
}

/** The comments of the file that name a target, and the values that the whole tree leaves in force. */
export function excerptOfTree(
  document: SysctlDocument,
  { configuration, home }: { readonly configuration: HostConfiguration; readonly home: string },
): TreeExcerpt {
  const targets = controlComments(document).filter(({ kind }) => kind === "target");
  const lines = targets.map(({ line: { start, end } }) => `${document.text.slice(start, end)}\n`);
  const places: Record<string, string> = {};
  for (const path of PATHS) {
    const found = findKey(path)?.sameAs === undefined ? inForce(configuration, path) : undefined;
    if (!found) continue;
    lines.push(`${dotted(path)} = ${found.value}\n`);
    if ((found.file.real ?? found.file.path) !== home) places[path] = `${found.file.name}:${found.line + 1}`;
  }
  return { text: lines.join(""), places };
}

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
