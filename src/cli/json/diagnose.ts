// The JSON of `diagnose`, and of the diagnosis in that of `live`.
import type { AgainJson } from "./again.ts";
import type { TableJson } from "./analyze.ts";
import type { HostJson } from "./host.ts";
import type { LogJson, LogTimeJson } from "./log.ts";
import type { NamespacesJson } from "./namespaces.ts";
import type { OwnersJson } from "./owners.ts";
import type { VersionedJson } from "./shared.ts";
import type { ChangesJson, StatisticsJson } from "./statistics.ts";

export interface DiagnoseJson extends VersionedJson, DiagnosisJson {
  /** With --again: the earlier reading held against this one. */
  readonly again?: AgainJson;
  /** What was read; a part that nothing was read of is absent. */
  readonly evidence: EvidenceJson;
}

export interface EvidenceJson {
  readonly log?: LogJson;
  /** Counters since the namespace was made. */
  readonly statistics?: StatisticsJson;
  /** What they did between two readings. */
  readonly changes?: ChangesJson;
  readonly table?: TableJson;
  /** Values that stand in the texts, by path below /proc/sys. */
  readonly settings?: Readonly<Record<string, number>>;
  /** Settings that were not applied, as the log says. */
  readonly refused?: readonly RefusedSettingJson[];
  /** What the files of the host say about its settings; with --root, or of the running host. */
  readonly configured?: ConfiguredJson;
  /** What the texts say of the machine that they are from. */
  readonly machine?: SaidMachineJson;
  /** What conntrack -E listed: events, not entries. */
  readonly events?: { readonly new: number; readonly update: number; readonly destroy: number };
  /** What each part of the texts was taken for; the first 50. */
  readonly pieces?: readonly PieceJson[];
  /** Lines that were taken for nothing. */
  readonly unread?: { readonly lines: number; readonly samples: readonly UnreadLineJson[] };
  /** Why the texts do not seem to be from the host; one sentence each. */
  readonly foreign?: readonly string[];
  readonly host?: HostJson;
  /** All network namespaces of the host. */
  readonly namespaces?: NamespacesJson;
  /** Who is behind the addresses and services of the table, where it is of the host. */
  readonly owners?: OwnersJson;
}

export interface RefusedSettingJson {
  /** A path below /proc/sys, or the name of an option of the module. */
  readonly key: string;
  /** What was to be written, where the line says it. */
  readonly value: string | null;
  readonly reason: "missing" | "invalid" | "denied" | "read-only" | "unknown";
  readonly time: LogTimeJson | null;
  readonly lines: number;
  /** At most 200 characters. */
  readonly sample: string;
}

export interface ConfiguredJson {
  /** The program that applies them. */
  readonly applier: string;
  readonly settings: readonly ConfiguredSettingJson[];
  /** What loads nf_conntrack before the settings are applied; null where nothing does. */
  readonly loader: ConfiguredLineJson | "built in" | null;
  /** Other programs that set keys once the files are applied. */
  readonly later: readonly LaterSettingJson[];
}

export interface ConfiguredLineJson {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface ConfiguredSettingJson extends ConfiguredLineJson {
  /** Below /proc/sys; the bare name of an option of the module. */
  readonly path: string;
  /** As it is written. */
  readonly text: string;
  readonly fate: "wins" | "repeated" | "overwritten" | "masked" | "excluded" | "refused" | "missing" | "not read" | "option";
  /** What reading the key gives once all files are applied; null where nobody knows. */
  readonly leaves: number | null;
  /** The line that overwrote, repeated or excluded it, or the file that masks it. */
  readonly by: ConfiguredLineJson | null;
}

export interface LaterSettingJson extends ConfiguredLineJson {
  /** "kube-proxy", "ufw". */
  readonly source: string;
  readonly path: string;
}

export interface SaidMachineJson {
  readonly name: string | null;
  readonly kernel: string | null;
  readonly arch: string | null;
  /** Bytes. */
  readonly memory: number | null;
}

export interface PieceJson {
  readonly kind: "log" | "counters" | "table" | "events" | "settings" | "commands" | "unread";
  /** The text that it stands in. */
  readonly name: string | null;
  /** Lines from 1, the last one included. */
  readonly from: number;
  readonly to: number;
}

export interface UnreadLineJson {
  readonly name: string | null;
  readonly line: number;
  /** At most 200 characters. */
  readonly text: string;
}

export interface DiagnosisJson {
  /** One sentence. */
  readonly verdict: string;
  readonly severity: "loss" | "pressure" | "fine" | "unknown";
  readonly drops: DropsJson | null;
  /** When, as the log has it. */
  readonly since: string | null;
  readonly until: string | null;
  /** The likeliest first. */
  readonly causes: readonly CauseJson[];
  /** Settings that would have held what there is; null where none would help, or none can be told. */
  readonly plan: PlanOfDiagnosisJson | null;
  /** What is known, one sentence each. */
  readonly known: readonly string[];
  /** What is not, one sentence each. */
  readonly unknown: readonly string[];
  /** What would tell. */
  readonly next: readonly ReadStepJson[];
}

export interface DropsJson {
  readonly atLeast: number;
  /** null where only a bound is known. */
  readonly about: number | null;
  readonly perSecond: number | null;
  readonly from: "log" | "statistics";
  readonly caveats: readonly string[];
}

export interface CauseJson {
  /** Public, and never given another meaning. */
  readonly id: string;
  /** One sentence. */
  readonly title: string;
  /** certain: it is said or counted. likely: the figures point there. possible: it fits, as others do. */
  readonly confidence: "certain" | "likely" | "possible";
  /** Share of the trouble that it explains, 0 to 1. */
  readonly weight: number;
  /** Figures, one sentence each. */
  readonly evidence: readonly string[];
  readonly steps: readonly StepJson[];
  /** What would tell it from the causes that look like it; one sentence. */
  readonly apart: string;
  /** When nothing should be done about it; one sentence. */
  readonly leave: string;
  /** What the first step brought where the situation was staged on booted kernels, in one sentence; null where it was not. */
  readonly proven: string | null;
}

export type StepJson = SetStepJson | RuleStepJson | (ReadStepJson & IdentifiedJson) | CalculateStepJson | AdviceStepJson;

export interface IdentifiedJson {
  /** Public, and never given another meaning; docs/advice.md says whom the step could hurt. */
  readonly id: string;
}

export interface SetStepJson extends IdentifiedJson {
  readonly kind: "set";
  /** A path below /proc/sys. */
  readonly key: string;
  readonly value: number;
  readonly why: string;
  /** What changing it costs, in sentences. */
  readonly cost: string;
}

export interface RuleStepJson extends IdentifiedJson {
  readonly kind: "rule";
  readonly title: string;
  readonly rule: string;
  readonly why: string;
}

export interface ReadStepJson {
  readonly kind: "read";
  readonly what: string;
  readonly command: string;
  readonly why: string;
}

export interface CalculateStepJson extends IdentifiedJson {
  readonly kind: "calculate";
  readonly why: string;
}

export interface AdviceStepJson extends IdentifiedJson {
  readonly kind: "advice";
  readonly text: string;
}

export interface PlanOfDiagnosisJson {
  readonly settings: readonly PlannedSettingJson[];
  /** Bytes of kernel memory for a full table; null where the kernel is not known. */
  readonly memory: number | null;
  /** How the figures were come by; one sentence each. */
  readonly basis: readonly string[];
}

export interface PlannedSettingJson {
  /** A path below /proc/sys. */
  readonly key: string;
  readonly value: number;
  readonly was: number | null;
  readonly why: string;
  /** What changing it costs, in sentences. */
  readonly cost: string;
}
