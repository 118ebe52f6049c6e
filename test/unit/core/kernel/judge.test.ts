// Verdicts against what kernel sources say (recorded by running the functions of 35 source trees apart from their
// kernels), case by case. test/kernel holds the same code against a live kernel.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { TargetKey } from "../../../../src/core/kernel/at-target.ts";
import { keyAt } from "../../../../src/core/kernel/at-target.ts";
import { findKey } from "../../../../src/core/kernel/catalogue.ts";
import { BYTE, type Handler, INT, SECONDS } from "../../../../src/core/kernel/handler.ts";
import { judge } from "../../../../src/core/kernel/judge.ts";
import type { KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";

interface Group {
  readonly tree: string;
  readonly handler: string;
  readonly min?: number;
  readonly max?: number;
  readonly hz?: number;
  readonly cases: readonly (readonly [text: string, outcome: string, readback: string | null])[];
}

const groups: readonly Group[] = JSON.parse(readFileSync(new URL("../../../fixtures/older-kernel-writes.json", import.meta.url), "utf8"));

const someFact = findKey("net/netfilter/nf_conntrack_acct");
if (!someFact) throw new Error("no such key");

function handlersOf(group: Group, target: KernelTarget): readonly Handler[] {
  switch (group.handler) {
    case "proc_dointvec":
      return [INT];
    case "proc_dointvec_minmax":
      return [{ kind: "int-range", min: group.min ?? 0, max: group.max ?? 0 }];
    case "proc_dointvec_jiffies":
      return [SECONDS];
    case "proc_doulongvec_minmax":
      return [group.max === undefined ? { kind: "ulong" } : { kind: "ulong", notAbove: "upper", notBelow: "lower" }];
    case "proc_dou8vec_minmax":
      return [group.max === undefined ? BYTE : { kind: "byte", min: group.min ?? 0, max: group.max }];
    case "nf_conntrack_hash_sysctl": {
      const buckets = findKey("net/netfilter/nf_conntrack_buckets");
      if (!buckets) throw new Error("no such key");
      return keyAt(buckets, target).handlers;
    }
    default:
      throw new Error(`unexpected handler ${group.handler}`);
  }
}

describe.each(groups)("$handler of $tree ($min..$max, HZ $hz)", (group) => {
  const target: KernelTarget = { kernel: version(group.tree), arch: "x86_64", hz: group.hz ?? 250 };
  const key: TargetKey = { fact: someFact, present: "yes", writable: "yes", handlers: handlersOf(group, target), defaults: [0] };
  const current = (path: string) => BigInt((path === "upper" ? group.max : group.min) ?? 0);
  test.each(group.cases)("%j: %s %s", (text, outcome, readback) => {
    const verdict = judge(key, text, target, current);
    // A vendor tree that backports is allowed not to know, never to be wrong.
    if (target.kernel.backporting && verdict.outcome === "unknown") return;
    if (readback === null) {
      expect(verdict.outcome).toBe(outcome);
      return;
    }
    const stored = MISPRINTS[readback] ?? readback;
    const shown = verdict.shown ?? verdict.value;
    expect(verdict.outcome).toBe(stored === text || verdict.shown !== undefined ? "accepts" : outcome);
    expect(String(shown)).toBe(stored);
  });
});

/** Two values that kernels store right and print oddly; the verdict is about what is in force. */
const MISPRINTS: Readonly<Record<string, string>> = {
  // Less than a second below zero, up to 6.18.
  "-0": "0",
  // INT_MIN, up to 4.0 on 64 bits.
  "-18446744071562067968": "-2147483648",
};
