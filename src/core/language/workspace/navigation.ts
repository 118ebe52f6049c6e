// From a key to the line that is in force, and to all lines that set it, across the files of a tree.
import type { EffectiveSetting, HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { explainableKey } from "../key-page.ts";

/** Undefined where the cursor is on no key, or where no line of the tree sets it. */
export function settingAt(
  { settings }: HostConfiguration,
  document: SysctlDocument,
  offset: number,
  target: KernelTarget,
): EffectiveSetting | undefined {
  const path = explainableKey(document, offset, target);
  return path === undefined ? undefined : settings.find((one) => one.path === path || one.line.event?.path === path);
}

/** The line that is in force, and then those that it outdoes. */
export function linesOf({ line, others }: EffectiveSetting): readonly LineFate[] {
  return [line, ...others];
}
