// The running value of a key beside the file's, where they differ: what it is now, and what applying the file does to it.

import type { RunningSettings } from "../evidence/host.ts";
import { findKey } from "../kernel/catalogue.ts";
import type { Unit } from "../kernel/key-fact.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { formatBytes, formatCount, formatDuration } from "../units/units.ts";
import { say } from "../words/say.ts";
import { applyPreview, effectOf } from "./apply-preview.ts";
import { valueText } from "./describe-key.ts";

export interface RunningValue {
  /** "now 1 day"; absent where the host has no value to show. */
  readonly label?: string;
  /** Plain sentences. */
  readonly text: string;
}

type ByLine = ReadonlyMap<number, RunningValue>;

const latest = new WeakMap<SysctlDocument, { readonly running: RunningSettings; readonly byLine: ByLine }>();

/** By line (from 0): those that decide a key whose running value is another one, or that the host does not take. */
export function runningValues(document: SysctlDocument, running: RunningSettings): ByLine {
  const known = latest.get(document);
  if (known?.running === running) return known.byLine;
  const byLine = compare(document, running);
  latest.set(document, { running, byLine });
  return byLine;
}

function compare(document: SysctlDocument, running: RunningSettings): ByLine {
  const byLine = new Map<number, RunningValue>();
  const preview = applyPreview(document, running);
  for (const change of preview?.changes ?? []) {
    const { key, line, now, after } = change;
    const unit = findKey(key)?.unit ?? "count";
    const effect = effectOf(change, running);
    const text = say("On this host now: {now}. With this file applied: {after}.", {
      now: valueText(now, unit),
      after: valueText(after, unit),
    });
    byLine.set(line, { label: labelOf(now, unit), text: effect === undefined ? text : `${text} ${effect}` });
  }
  for (const { key, line, why } of preview?.cannot ?? []) {
    const now = running.values[key];
    const unit = findKey(key)?.unit ?? "count";
    if (now === undefined) byLine.set(line, { text: `${say("Not set on this host")}: ${why}.` });
    else
      byLine.set(line, {
        label: labelOf(now, unit),
        text: `${say("On this host now: {now}. This line does not change it", { now: valueText(now, unit) })}: ${why}.`,
      });
  }
  return byLine;
}

function labelOf(value: number, unit: Unit): string {
  const short = unit === "seconds" ? formatDuration(value) : unit === "bytes" ? formatBytes(value) : formatCount(value);
  return say("now {value}", { value: short });
}
