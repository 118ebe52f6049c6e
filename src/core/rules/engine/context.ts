// What every rule may look at: the document, the target, and the conntrack settings with what their keys mean.
import { MEMORY_SHARE } from "../../advice/memory.ts";
import { keyAt, type TargetKey } from "../../kernel/at-target.ts";
import { findKey, findLegacy, findVendor } from "../../kernel/catalogue.ts";
import { judge, type Verdict } from "../../kernel/judge.ts";
import type { LegacyKey } from "../../kernel/legacy.ts";
import { moduleParameterOf, rightPlaceOf } from "../../kernel/misplaced.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { targetOf } from "../../kernel/target-words.ts";
import type { VendorKey } from "../../kernel/vendor.ts";
import { type Applier, skippedBy, writtenValue } from "../../sysctl/applier.ts";
import { bareKey } from "../../sysctl/bare-key.ts";
import { type ControlComment, controlComments } from "../../sysctl/control.ts";
import type { ExclusionLine, SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import type { HostPart } from "./host-part.ts";
import { type Replay, replay } from "./replay.ts";
import { unsettledIn } from "./unsettled.ts";

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

/** A setting of a key that the target may have, with something to write. */
export interface KeySetting extends Setting {
  readonly subject: Extract<Subject, { readonly kind: "key" }>;
  readonly written: string;
  readonly verdict: Verdict;
}

export function isKeySetting(setting: Setting): setting is KeySetting {
  return setting.verdict !== undefined;
}

export interface Context {
  readonly document: SysctlDocument;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly settings: readonly Setting[];
  readonly controls: readonly ControlComment[];
  /** What the applier makes of them. */
  readonly replay: Replay;
  /** Whether a placeholder or a glob of the file may set a path too. */
  readonly unsettled: (path: string) => boolean;
  /** Names of all rules there are. */
  readonly ruleIds: readonly string[];
  /** The share of the machine's memory, 0 to 1, that a full table may take: the setting conntrack.memoryShare. */
  readonly memoryShare: number;
  /** The configuration that the file is a part of, where it is known. */
  readonly host: HostPart | undefined;
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
    if (line.kind !== "setting" || line.placeholder || line.key.glob || (line.key.odd && bareKey(line.key.text) !== undefined)) continue;
    const subject = subjectOf(line.key.path, target);
    if (!subject) continue;
    const written = writtenValue(applier, line.value.text);
    const key = subject.kind === "key" ? subject.key : undefined;
    const judged = key && key.present !== "no" && key.writable !== "no" && written !== undefined && skippedBy(applier, line) === undefined;
    settings.push({ line, subject, written, verdict: judged ? judge(key, written, target) : undefined });
  }
  return settings;
}

export interface ContextOptions {
  /** What the file is for, where the file itself does not say. */
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly memoryShare?: number;
  readonly host?: HostPart;
}

/** Everything that rules and hovers want to know of a document. */
export function contextOf(document: SysctlDocument, options: ContextOptions, ruleIds: readonly string[] = []): Context {
  const controls = controlComments(document);
  const target = targetOf(options.target, controls);
  const settings = settingsOf(document, target, options.applier);
  const exclusions =
    settings.length === 0 ? [] : document.lines.filter((line): line is ExclusionLine => line.kind === "exclusion" && !line.placeholder);
  return {
    document,
    target,
    applier: options.applier,
    settings,
    controls,
    replay: replay(settings, exclusions, target, options.applier),
    unsettled: unsettledIn(document),
    ruleIds,
    memoryShare: options.memoryShare ?? MEMORY_SHARE,
    host: options.host,
  };
}
