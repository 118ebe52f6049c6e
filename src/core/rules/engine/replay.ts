// What becomes of the settings of one file: the order in which the applier writes them, and what is in force at the end.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { Handler } from "../../kernel/handler.ts";
import { judge, type Verdict } from "../../kernel/judge.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { Applier } from "../../sysctl/applier.ts";
import type { ExclusionLine } from "../../sysctl/document.ts";
import type { KeySetting, Setting } from "./context.ts";

export interface Write {
  readonly setting: KeySetting;
  /** With the values in force just before it. */
  readonly verdict: Verdict;
}

export interface Replay {
  /** In the order in which the kernel sees them. */
  readonly writes: readonly Write[];
  /** Settings that are never written, and the later one that took their place (systemd collects before it writes). */
  readonly replaced: ReadonlyMap<Setting, KeySetting>;
  /** Settings that a later `-key` takes back (systemd). */
  readonly cancelled: ReadonlyMap<Setting, ExclusionLine>;
  /** The line at which the applier gives up, and the settings that it never gets to (BusyBox, after a refused value). */
  readonly stop: { readonly at: KeySetting; readonly unreached: ReadonlySet<Setting> } | undefined;
  /** By variable: the write that decides it. No entry where none succeeded. */
  readonly effective: ReadonlyMap<string, Write & { readonly value: bigint }>;
}

/** The kernel variable behind a path: two names may be one. */
export function variableOf(setting: KeySetting): string {
  const { fact } = setting.subject.key;
  return fact.sameAs ?? fact.path;
}

/** Replays the writes of a file on the target's defaults. */
export function replay(settings: readonly Setting[], exclusions: readonly ExclusionLine[], target: KernelTarget, applier: Applier): Replay {
  const candidates = settings.filter((setting): setting is KeySetting => setting.verdict !== undefined);
  const { order, replaced, cancelled } =
    applier === "systemd"
      ? collected(candidates, exclusions)
      : { order: candidates, replaced: new Map<Setting, KeySetting>(), cancelled: new Map<Setting, ExclusionLine>() };
  const writes: Write[] = [];
  const effective = new Map<string, Write & { readonly value: bigint }>();
  const current = (path: string): bigint | undefined => effective.get(path)?.value ?? defaultOf(path, target);
  let stop: Replay["stop"];
  for (const [index, setting] of order.entries()) {
    const { key } = setting.subject;
    // Only a bound that another key sets can change what is known already.
    const verdict = key.handlers.some(isBounded) ? judge(key, setting.written, target, current) : setting.verdict;
    const write = { setting, verdict };
    writes.push(write);
    if (verdict.value !== undefined) effective.set(variableOf(setting), { ...write, value: verdict.value });
    if (applier === "busybox" && verdict.outcome === "refuses") {
      stop = { at: setting, unreached: new Set(order.slice(index + 1)) };
      break;
    }
  }
  return { writes, replaced, cancelled, stop, effective };
}

function isBounded(handler: Handler): boolean {
  return (handler.kind === "ulong" || handler.kind === "int-order") && (handler.notAbove ?? handler.notBelow) !== undefined;
}

type Collected = Pick<Replay, "replaced" | "cancelled"> & { readonly order: readonly KeySetting[] };

/** systemd-sysctl keeps one text a key: the last one, at the place of the last line that differed; `-key` takes it back. */
function collected(settings: readonly KeySetting[], exclusions: readonly ExclusionLine[]): Collected {
  const kept = new Map<string, KeySetting>();
  const replaced = new Map<Setting, KeySetting>();
  const cancelled = new Map<Setting, ExclusionLine>();
  let next = 0;
  const exclude = (until: number): void => {
    for (let line = exclusions[next]; line && line.start < until; line = exclusions[++next]) {
      const before = kept.get(line.key.path);
      if (before) cancelled.set(before, line);
      kept.delete(line.key.path);
    }
  };
  for (const setting of settings) {
    exclude(setting.line.start);
    const { path } = setting.line.key;
    const before = kept.get(path);
    if (before?.written === setting.written) {
      replaced.set(setting, before);
      continue;
    }
    if (before) replaced.set(before, setting);
    kept.delete(path);
    kept.set(path, setting);
  }
  exclude(Number.POSITIVE_INFINITY);
  return { order: [...kept.values()], replaced, cancelled };
}

/** The default of a key, where the target has one figure for it. */
function defaultOf(path: string, target: KernelTarget): bigint | undefined {
  const fact = findKey(path);
  const [only, ...others] = fact ? keyAt(fact, target).defaults : [];
  return typeof only === "number" && others.length === 0 ? BigInt(only) : undefined;
}
