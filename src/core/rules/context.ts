// What every rule may look at: the document, the target, and the conntrack settings with what their keys mean.
import { keyAt, type TargetKey } from "../kernel/at-target.ts";
import { findKey, findLegacy, findVendor } from "../kernel/catalogue.ts";
import { judge, type Verdict } from "../kernel/judge.ts";
import type { LegacyKey } from "../kernel/legacy.ts";
import { moduleParameterOf, rightPlaceOf } from "../kernel/misplaced.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { VendorKey } from "../kernel/vendor.ts";
import { type Applier, writtenValue } from "../sysctl/applier.ts";
import type { ControlComment } from "../sysctl/control.ts";
import type { SettingLine, SysctlDocument } from "../sysctl/document.ts";
import { looksLikeConntrack } from "./shape.ts";

/** What a key of a conntrack shape turned out to be. */
export type Subject =
  | { readonly kind: "key"; readonly key: TargetKey }
  | { readonly kind: "legacy"; readonly legacy: LegacyKey }
  | { readonly kind: "parameter"; readonly parameter: string; readonly instead: string | undefined }
  | { readonly kind: "misplaced"; readonly right: string }
  | { readonly kind: "vendor"; readonly vendor: VendorKey }
  | { readonly kind: "unknown" };

/** A line that sets a conntrack key, or tries to. */
export interface Setting {
  readonly line: SettingLine;
  readonly subject: Subject;
  /** The bytes the applier writes; undefined where it writes nothing. */
  readonly written: string | undefined;
  /** What the target kernel does with them, for a key it may have. */
  readonly verdict: Verdict | undefined;
}

export interface Context {
  readonly document: SysctlDocument;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly settings: readonly Setting[];
  readonly controls: readonly ControlComment[];
  /** Names of all rules there are. */
  readonly ruleIds: readonly string[];
}

/** The subject of a path; undefined for keys that are none of our business. */
export function subjectOf(path: string, target: KernelTarget): Subject | undefined {
  const fact = findKey(path);
  if (fact) return { kind: "key", key: keyAt(fact, target) };
  if (!looksLikeConntrack(path)) return undefined;
  const legacy = findLegacy(path);
  if (legacy) return { kind: "legacy", legacy };
  const parameter = moduleParameterOf(path);
  if (parameter) return { kind: "parameter", parameter: parameter.parameter, instead: parameter.sysctlInstead };
  const vendor = findVendor(path);
  if (vendor) return { kind: "vendor", vendor };
  const right = rightPlaceOf(path);
  return right === undefined ? { kind: "unknown" } : { kind: "misplaced", right };
}

/** The conntrack settings of a document, in order. Globs and lines with placeholders are left out: nothing is known of them. */
export function settingsOf(document: SysctlDocument, target: KernelTarget, applier: Applier): readonly Setting[] {
  const settings: Setting[] = [];
  for (const line of document.lines) {
    if (line.kind !== "setting" || line.placeholder || line.key.glob) continue;
    const subject = subjectOf(line.key.path, target);
    if (!subject) continue;
    const written = writtenValue(applier, line.value.text);
    const key = subject.kind === "key" ? subject.key : undefined;
    const judged = key && key.present !== "no" && key.writable !== "no" && written !== undefined;
    settings.push({ line, subject, written, verdict: judged ? judge(key, written, target) : undefined });
  }
  return settings;
}
