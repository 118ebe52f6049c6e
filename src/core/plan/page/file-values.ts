// What of a file the calculator begins with: its target, and the values that it, or its whole tree, leaves in force.
import { ALONE, applyAlone } from "../../boot/alone.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import { inForce } from "../../boot/in-force.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { targetOf } from "../../kernel/target-words.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { type FileValues, SOURCE_PATHS, type ValueInForce } from "./source.ts";

export interface FileValuesOptions {
  /** What the file is for, where it does not say itself. */
  readonly target: KernelTarget;
  readonly applier: Applier;
  /** The tree that the file is a part of, where it is in one, and the file's path there, links resolved. */
  readonly host?: { readonly configuration: HostConfiguration; readonly home: string };
}

export function fileValues(document: SysctlDocument, { target: base, applier, host }: FileValuesOptions): FileValues {
  const target = targetOf(base, controlComments(document));
  const { configuration, home } = host ?? { configuration: applyAlone(document, { target, applier }), home: ALONE };
  const values: Record<string, ValueInForce> = {};
  for (const path of SOURCE_PATHS) {
    const found = inForce(configuration, path);
    if (found?.number === undefined) continue;
    const isOwn = (found.file.real ?? found.file.path) === home;
    values[path] = { value: Number(found.number), place: isOwn ? null : `${found.file.name}:${found.line + 1}` };
  }
  return { target, applier: configuration.applier, values };
}
