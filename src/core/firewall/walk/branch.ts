// What one step of a rule may do with the ways through it: go on, split, end with a verdict; and what is told on the way.
import type { Hook, Rule, Verdict } from "../model.ts";
import type { Truth } from "./compare.ts";
import type { Packet, View } from "./packet.ts";
import type { Parting, State } from "./state.ts";

/** What is told of a packet's way, apart from where it ends. */
export type Met =
  | { readonly kind: "nat"; readonly rule: Rule; readonly nat: "dnat" | "snat" | "masquerade" | "redirect"; readonly sure: boolean }
  | { readonly kind: "entry"; readonly rule: Rule; readonly why: "count" | "mark read" | "helper" | "synproxy" }
  | { readonly kind: "zone" | "offload" | "write" | "named"; readonly rule: Rule }
  | { readonly kind: "divert"; readonly rule: Rule; readonly to: "proxy" | "ipvs" }
  | { readonly kind: "limit"; readonly rule: Rule; readonly side: "tracked" | "untracked" }
  /** Written to a list for tracked packets alone. */
  | { readonly kind: "recorded"; readonly rule: Rule; readonly hook: Hook }
  /** Refused with a reset, which this host sends. */
  | { readonly kind: "reset"; readonly rule: Rule }
  | { readonly kind: "unknown"; readonly rule: Rule; readonly text: string };

/** What holds in the chain that the rule stands in. */
export interface Place {
  readonly packet: Packet;
  readonly tracked: View;
  readonly untracked: View;
  readonly hook: Hook;
  /** In a chain of NAT. */
  readonly nat: boolean;
  /** Before the conntrack hook: notrack works there. */
  readonly early: boolean;
  /** Rules that count as mended: untracked packets are matched there as tracked ones are, `all` with other flags too. */
  readonly mended: Mended;
  readonly met: (met: Met) => void;
}

export type Mended = ReadonlyMap<Rule, "state" | "all">;

/** A way through a rule so far: which of the two it has in it. */
export interface Branch {
  readonly state: State;
  readonly tracked: boolean;
  readonly untracked: boolean;
  readonly by: Parting["by"] | undefined;
  readonly sure: boolean;
  /** Behind something that is not understood. */
  readonly doubted?: boolean;
}

export interface RuleResult {
  readonly hook: Hook;
  /** States that go on behind the rule. */
  readonly passed: State[];
  /** States with a verdict for the sides named. */
  readonly taken: {
    readonly state: State;
    readonly verdict: Verdict;
    readonly tracked: boolean;
    readonly untracked: boolean /** Of the side that is not taken, where the same rule has one for it too. */;
    readonly others?: Verdict;
  }[];
}

/** It may match or not: one way each. */
export function fork(branch: Branch, next: Branch[], result: RuleResult): void {
  result.passed.push(branch.state);
  next.push({ ...branch, sure: false });
}

export function split(
  branch: Branch,
  outside: State,
  tracked: Truth,
  untracked: Truth,
  by: Parting["by"],
  next: Branch[],
  result: RuleResult,
): void {
  if (!branch.tracked || !branch.untracked || tracked === untracked) {
    const truth = branch.tracked ? tracked : untracked;
    if (truth !== "yes") result.passed.push(outside);
    if (truth !== "no") next.push(truth === "yes" ? branch : { ...branch, sure: false });
    return;
  }
  // They part. What is unknown of the packet is the same for both.
  const [sure, maybe] = [tracked === "yes" || untracked === "yes", tracked === "maybe" || untracked === "maybe"];
  if (!sure) result.passed.push(outside);
  if (tracked !== "no" && untracked !== "no") next.push({ ...branch, sure: false });
  const one = tracked === "no" || (maybe && untracked === "yes") ? { ...branch, tracked: false } : { ...branch, untracked: false };
  next.push({ ...one, by, sure: branch.sure && !maybe });
}

export function take(rule: Rule, branch: Branch, verdict: Verdict, result: RuleResult, others?: Verdict): void {
  const { state, tracked, untracked, by } = branch;
  const parted = tracked !== untracked && state.tracked === "alive" && state.untracked === "alive";
  const partings =
    parted && state.partings.size === 0
      ? new Set<Parting>([{ rule, hook: result.hook, taken: tracked ? "tracked" : "untracked", verdict, by: by ?? "state" }])
      : state.partings;
  result.taken.push({ state: { ...state, partings }, verdict, tracked, untracked, ...(others ? { others } : {}) });
}
