// What `sysctl -p FILE` would change on a running host: its values against the file's, the memory, and what cannot be set.
import type { HostReading } from "../conntrack/host.ts";
import { hostTarget } from "../conntrack/host-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { isKeySetting, type KeySetting, type Setting, settingsOf } from "../rules/context.ts";
import { replay } from "../rules/replay.ts";
import { size } from "../sizing/size.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import { formatBytes, formatCount, formatShare } from "../units/units.ts";

export interface ApplyPreview {
  /** Keys whose value changes, by path. */
  readonly changes: readonly { readonly key: string; readonly now: number; readonly after: number }[];
  /** Keys that have the file's value already. */
  readonly same: number;
  /** Keys that cannot be set, and why in a few words. */
  readonly cannot: readonly { readonly key: string; readonly why: string }[];
  /** What else to know; one sentence each. */
  readonly notes: readonly string[];
}

const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";

/** Undefined where the host's kernel cannot be told: then nothing can be judged for it. */
export function applyPreview(document: SysctlDocument, host: HostReading): ApplyPreview | undefined {
  const target = hostTarget(host);
  if (!target) return undefined;
  const settings = settingsOf(document, target, "procps");
  const { writes } = replay(settings, [], target, "procps");
  const last = new Map<string, (typeof writes)[number]>();
  for (const write of writes) last.set(variable(write.setting), write);
  const changes: ApplyPreview["changes"][number][] = [];
  const cannot = settings.filter((setting) => !isKeySetting(setting)).map((one) => ({ key: one.line.key.path, why: whyNot(one) }));
  let same = 0;
  for (const { setting, verdict } of last.values()) {
    const key = setting.line.key.path;
    const why = obstacle(setting, host);
    const now = running(key, host);
    if (why !== undefined) cannot.push({ key, why });
    else if (verdict.outcome === "refuses") cannot.push({ key, why: `the kernel refuses ${JSON.stringify(setting.written.slice(0, 40))}` });
    else if (verdict.outcome === "ignores") cannot.push({ key, why: "the kernel takes the write and keeps its value" });
    else if (verdict.value === undefined || now === undefined) cannot.push({ key, why: "what it will be is not known" });
    else if (verdict.value === BigInt(now)) same++;
    else changes.push({ key, now, after: Number(verdict.value) });
  }
  return { changes, same, cannot, notes: notesOf(document, settings.length, changes, host) };
}

/** As the body of a question: plain text. */
export function applyPreviewText({ changes, same, cannot, notes }: ApplyPreview): string {
  const blocks = [
    changes.map(({ key, now, after }) => `${dotted(key)}: ${formatCount(now)} → ${formatCount(after)}`),
    same === 0 ? [] : [`${formatCount(same)} ${same === 1 ? "key has its" : "keys have their"} value already`],
    cannot.length === 0 ? [] : ["Cannot be set:", ...cannot.map(({ key, why }) => `${dotted(key)}: ${why}`)],
    notes,
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function variable({ subject }: KeySetting): string {
  return subject.key.fact.sameAs ?? subject.key.fact.path;
}

/** Undefined where the host has no such file. */
function running(key: string, { values }: HostReading): number | undefined {
  return values[key];
}

function obstacle({ line, subject }: KeySetting, host: HostReading): string | undefined {
  const { fact } = subject.key;
  if (fact.scope !== "namespace" && host.initialNamespace === false) return "one value for the machine, set in its first namespace only";
  if (running(line.key.path, host) !== undefined) return undefined;
  if (host.count === null && host.max === null) return "nf_conntrack is not loaded, so the key is not there";
  return `the running kernel does not show it; it needs ${fact.needs.module}`;
}

function whyNot({ subject, written }: Setting): string {
  if (subject.kind === "key") {
    if (written === undefined) return "nothing is written";
    return subject.key.present === "no" ? "this kernel does not have it" : "nobody can write it";
  }
  return subject.kind === "legacy" ? "an old name that this kernel does not have" : "there is no such key";
}

function notesOf(document: SysctlDocument, ours: number, changes: ApplyPreview["changes"], host: HostReading): readonly string[] {
  const notes: string[] = [];
  const after = (key: string): number | undefined => changes.find((change) => change.key === key)?.after;
  const max = after(MAX) ?? after("net/nf_conntrack_max");
  const buckets = after(BUCKETS) ?? host.buckets ?? undefined;
  const target = hostTarget(host);
  if (target && max !== undefined && max > 0) {
    const cost = size({ target, max, ...(buckets === undefined ? {} : { buckets }) });
    if (!("error" in cost)) {
      const share = target.memory ? `, ${formatShare(cost.bytes.total / target.memory)} of the memory` : "";
      notes.push(`A full table will take ${formatBytes(cost.bytes.total)}${share}.`);
    }
    if (host.count !== null && max < host.count)
      notes.push(`There are ${formatCount(host.count)} entries now: until they are fewer, new connections push others out or are dropped.`);
  }
  if (changes.some(({ key }) => findKey(key)?.unit === "seconds"))
    notes.push("Entries that are there keep their old timeout until their next packet.");
  const others = document.lines.filter(({ kind }) => kind === "setting").length - ours;
  if (others > 0)
    notes.push(`${formatCount(others)} other ${others === 1 ? "line is" : "lines are"} applied as well, and not compared here.`);
  notes.push("Nothing of this outlasts a restart unless the file lies below /etc/sysctl.d.");
  return notes;
}
