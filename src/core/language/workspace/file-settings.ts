// Settings of the section "conntrack" as an editor has them, read into the core's types. Values that make no sense fall back
// to the default.

import { EMBEDDED_KINDS, type EmbeddedKind, USUAL_KINDS } from "../../embedded/document.ts";
import type { HostMachine } from "../../evidence/host.ts";
import { hostTargetPart } from "../../evidence/host-target.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../kernel/target.ts";
import { readTargetPart } from "../../kernel/target-words.ts";
import type { Severity } from "../../rules/engine/finding.ts";
import type { LintOptions } from "../../rules/engine/lint.ts";
import { APPLIERS, type Applier } from "../../sysctl/applier.ts";

/** A part of the target that is the host's own. */
export const AUTO = "auto";

export interface FileSettings extends LintOptions {
  /** Whether the kernel is to be that of the host at hand. */
  readonly auto: boolean;
  /** The program that applies the trees of a folder. */
  readonly program: Applier | "auto";
  /** Other languages that are looked at. */
  readonly languages: ReadonlySet<EmbeddedKind>;
}

/** Settings by name, below the section. */
export type WrittenSettings = Readonly<Record<string, unknown>>;

/** `machine` is asked only where a setting says "auto". */
export function readFileSettings(written: WrittenSettings, machine: () => HostMachine | undefined): FileSettings {
  const { target, applier, memoryShare, rules, languages } = written;
  const program = APPLIERS.find((known): known is Applier => known === applier) ?? "auto";
  return {
    target: readTarget(target, machine),
    auto: isRecord(target) && target["kernel"] === AUTO,
    program,
    // Of a file by itself nothing tells.
    applier: program === "auto" ? "systemd" : program,
    memoryShare: share(memoryShare),
    severities: severities(rules),
    languages: new Set(Array.isArray(languages) ? EMBEDDED_KINDS.filter((kind) => languages.includes(kind)) : USUAL_KINDS),
  };
}

/** What cannot be told of the host is as if nothing were set. */
function readTarget(value: unknown, machine: () => HostMachine | undefined): KernelTarget {
  let result = DEFAULT_TARGET;
  if (!isRecord(value)) return result;
  for (const [name, part] of Object.entries(value)) {
    if (part === AUTO) result = { ...result, ...hostTargetPart(name, machine()) };
    else if ((typeof part === "string" && part !== "") || typeof part === "number")
      result = { ...result, ...readTargetPart(name, String(part)).part };
  }
  return result;
}

/** A setting in percent as a share of 1. */
function share(percent: unknown): number {
  return typeof percent === "number" && percent > 0 && percent <= 100 ? percent / 100 : 0.25;
}

const CHOICES: ReadonlySet<unknown> = new Set<Severity | "off">(["error", "warning", "information", "hint", "off"]);

function severities(value: unknown): Readonly<Record<string, Severity | "off">> {
  if (!isRecord(value)) return {};
  const chosen = Object.entries(value).filter((entry): entry is [string, Severity | "off"] => CHOICES.has(entry[1]));
  return Object.fromEntries(chosen);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
