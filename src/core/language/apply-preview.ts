// What `sysctl -p FILE` would change on a running host: its values against the file's, the memory, and what cannot be set.

import { resizeEstimate } from "../advice/resize-pause.ts";
import { ALONE, applyAlone } from "../boot/alone.ts";
import type { RunningSettings, SysctlProgram } from "../evidence/host.ts";
import { hostTarget } from "../evidence/host-target.ts";
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { variableOf } from "../kernel/variable.ts";
import { isKeySetting, type KeySetting, type Setting, settingsOf } from "../rules/engine/setting.ts";
import { featuresInForce } from "../sizing/features.ts";
import { size } from "../sizing/size.ts";
import { chainSentences } from "../sizing/table-words.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import { writeCommand } from "../sysctl/write-command.ts";
import { quoted, shortened, visible } from "../text/visible.ts";
import { formatBytes, formatCount, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";
import { type OtherLine, otherLines } from "./apply-others.ts";

/** A key, by path, and the line (from 0) of the file that decides it. */
interface Decided {
  readonly key: string;
  readonly line: number;
}

export interface Change extends Decided {
  readonly now: number;
  readonly after: number;
}

export interface ApplyPreview {
  /** Keys whose value changes. */
  readonly changes: readonly Change[];
  /** Keys that have the file's value already. */
  readonly same: number;
  /** Keys that cannot be set, and why in a few words. */
  readonly cannot: readonly (Decided & { readonly why: string })[];
  /** Whatever else the file sets: those that may lead out of /proc/sys/net first. */
  readonly others: readonly OtherLine[];
  /** What else to know; one sentence each. */
  readonly notes: readonly string[];
}

/** `applier` is the host's own program. Undefined where the host's kernel cannot be told: then nothing can be judged for it. */
export function applyPreview(
  document: SysctlDocument,
  host: RunningSettings,
  applier: SysctlProgram["applier"] = "procps",
): ApplyPreview | undefined {
  const target = hostTarget(host);
  if (!target) return undefined;
  const initial = new Map(Object.entries(host.values).map(([path, value]) => [path, BigInt(value)]));
  const configuration = applyAlone(document, { target, applier, initial });
  const settings = settingsOf(document, target, { configuration, home: ALONE });
  const changes: Change[] = [];
  const cannot = settings.filter((setting) => !isKeySetting(setting)).map((one) => ({ ...decided(one), why: whyNot(one) }));
  let same = 0;
  const set = new Set<string>();
  for (const { path, line } of configuration.settings) {
    const key = line.event?.path ?? path;
    if (!findKey(key)) continue;
    set.add(path);
    const by = { key, line: line.statement.line };
    const why = obstacle(key, host);
    const now = running(key, host);
    const after = configuration.finalNumber(path);
    if (why !== undefined) cannot.push({ ...by, why });
    else if (after === undefined || now === undefined) cannot.push({ ...by, why: say("new value unknown") });
    else if (after === BigInt(now)) same++;
    else changes.push({ ...by, now, after: Number(after) });
  }
  for (const setting of lastOfEach(settings.filter(isKeySetting))) {
    if (!set.has(variableOf(setting.path))) cannot.push({ ...decided(setting), why: obstacle(setting.path, host) ?? whyNotTaken(setting) });
  }
  const inOrder = changes.sort((a, b) => a.line - b.line);
  const others = otherLines(document.text, applier, new Set(settings.map(({ line }) => line.number)));
  return {
    changes: inOrder,
    same,
    cannot,
    others: [...others.filter(({ outside }) => outside), ...others.filter(({ outside }) => !outside)],
    notes: notesOf(inOrder, host, target),
  };
}

/** The last setting of each variable. */
function lastOfEach(settings: readonly KeySetting[]): Iterable<KeySetting> {
  return new Map(settings.map((setting) => [variableOf(setting.path), setting])).values();
}

function whyNotTaken({ event, written }: KeySetting): string {
  return event?.result === "ignored"
    ? say("the kernel accepts the write but keeps its value")
    : say("the kernel rejects {written}", { written: quoted(written) });
}

/** What a change means for the entries that are there; undefined where it means nothing to them. */
export function effectOf({ key, after }: Change, { count }: RunningSettings): string | undefined {
  if (/\bnf_conntrack_(?!frag6_|gre_)\w*timeout/.test(key)) return say("Existing entries keep their old timeout until their next packet.");
  if (findKey(key)?.unit === "entries" && after > 0 && count !== null && after < count)
    return say("There are {count} entries now: until there are fewer, new connections evict others or are dropped.", {
      count: formatCount(count),
    });
  return undefined;
}

/** As the body of a question: plain text. What is not about connection tracking comes with name and value. */
export function applyPreviewText({ changes, same, cannot, others, notes }: ApplyPreview): string {
  const list = (outside: boolean, title: string): readonly string[] => {
    const lines = others.filter((other) => other.outside === outside);
    return lines.length === 0 ? [] : [title, ...lines.map(({ key, value }) => `${shortened(key, 200)} = ${shortened(value, 200)}`)];
  };
  const blocks = [
    list(true, say("Also set, not network settings:")),
    changes.map(({ key, now, after }) => `${dotted(key)}: ${formatCount(now)} → ${formatCount(after)}`),
    same === 0 ? [] : [same === 1 ? say("1 key already set") : say("{count} keys already set", { count: formatCount(same) })],
    cannot.length === 0 ? [] : [say("Cannot be set:"), ...cannot.map(({ key, why }) => `${visible(dotted(key))}: ${why}`)],
    list(false, say("Also set, other network settings:")),
    notes,
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function decided({ line, path }: Setting): Decided {
  return { key: path, line: line.number };
}

/** Undefined where the host has no such file. */
function running(key: string, { values }: RunningSettings): number | undefined {
  return values[key];
}

function obstacle(key: string, host: RunningSettings): string | undefined {
  const fact = findKey(key);
  if (!fact) return say("the key does not exist");
  if (fact.scope !== "namespace" && host.initialNamespace === false)
    return say("one value for the machine, set only in the initial namespace");
  if (running(key, host) !== undefined) return undefined;
  if (host.count === null && host.max === null) return say("nf_conntrack is not loaded, so the key does not exist");
  return say("the running kernel does not have it; it needs {module}", { module: fact.needs.module });
}

function whyNot({ subject, written }: Setting): string {
  if (subject.kind === "key") {
    if (written === undefined) return say("nothing is written");
    return subject.key.present === "no" ? say("this kernel does not have it") : say("the key is read-only");
  }
  return subject.kind === "legacy" ? say("an old name that this kernel does not have") : say("the key does not exist");
}

function notesOf(changes: ApplyPreview["changes"], host: RunningSettings, target: KernelTarget): readonly string[] {
  const notes: string[] = [];
  const after = (key: string): number | undefined => changes.find((change) => change.key === key)?.after;
  const max = after(MAX_PATH) ?? after("net/nf_conntrack_max");
  const buckets = after(BUCKETS_PATH) ?? host.buckets ?? undefined;
  if (max !== undefined && max > 0) {
    const features = featuresInForce(target, (key) => after(key) ?? host.values[key]);
    const table = size({ target, max, features, ...(buckets === undefined ? {} : { buckets }) });
    if (!("error" in table)) {
      const total = formatBytes(table.bytes.total);
      const takes = target.memory
        ? say("A full table will take {total}, {share} of the memory.", { total, share: formatShare(table.bytes.total / target.memory) })
        : say("A full table will take {total}.", { total });
      notes.push(`${takes} ${chainSentences(table)}`);
    }
  }
  if (after(BUCKETS_PATH) !== undefined && host.count !== null)
    notes.push(`${say("All packets wait while the hash table is resized.")} ${resizeEstimate(host.count)}`);
  const effects = changes.map((change) => effectOf(change, host)).filter((effect) => effect !== undefined);
  notes.push(...new Set(effects));
  const back = changes.filter(({ key }) => !isOneWay(key, target)).map(({ key, now }) => ({ key, value: now }));
  // In the other order: what bounds another key now bounded it before, too.
  if (back.length > 0) notes.push(say("To undo: {command}", { command: writeCommand(back.reverse()) }));
  for (const { key } of changes)
    if (isOneWay(key, target)) notes.push(say("{key} cannot be undone: it stays 1 until the machine reboots.", { key: dotted(key) }));
  notes.push(say("Lost at reboot unless the file is read at boot, such as a file in /etc/sysctl.d."));
  return notes;
}

/** A switch that stays on once it is. */
function isOneWay(key: string, target: KernelTarget): boolean {
  const fact = findKey(key);
  return fact !== undefined && keyAt(fact, target).handlers.some(({ kind }) => kind === "one-way");
}
