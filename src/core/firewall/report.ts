// The whole answer about rule sets: is anything tracked and why, what each port needs, and what to write.
import type { Answer } from "./class-answer.ts";
import { classesOf } from "./classes.ts";
import type { Family, NotUnderstood, RuleSet } from "./model.ts";
import { protocolName } from "./names.ts";
import type { SeenPort } from "./ports.ts";
import type { ClassAnswer } from "./settle.ts";
import { isShadow } from "./shadows.ts";
import { type Because, trackingOf } from "./tracking.ts";
import type { Role } from "./walk/packet.ts";
import { iptablesRules, iptablesWayBack } from "./write/iptables.ts";
import { nftRules, nftWayBack } from "./write/nft.ts";
import { planOf, type WritePlan } from "./write/plan.ts";

export interface PortAnswer {
  readonly protocol: string;
  readonly port: number;
  readonly role: Role;
  readonly answer: Answer;
  /** From 1, ascending: the rules that the answer is for. */
  readonly lines: readonly number[];
  readonly reasons: readonly {
    readonly family: Family;
    readonly table: string;
    readonly chain: string;
    readonly file: string;
    readonly line: number;
    readonly rule: string;
    readonly why: string;
  }[];
  /** No new flow of it gets through the rules. */
  readonly dropped: boolean;
}

export interface FirewallReport {
  readonly tracking: "on" | "off" | "unknown";
  /** Families in which it is on. */
  readonly families: readonly ("ip" | "ip6")[];
  readonly because: readonly Because[];
  readonly ports: readonly PortAnswer[];
  /** Ports that rules name and that are not in the list. */
  readonly portsLeftOut: number;
  readonly rules: { readonly nft: string; readonly iptables: string };
  /** Commands that take the rules out again, for each. */
  readonly back: { readonly nft: string; readonly iptables: string };
  /** The same, to be written into a text. */
  readonly plan: WritePlan;
  readonly notUnderstood: readonly NotUnderstood[];
}

export interface ReportOptions {
  readonly ports?: readonly number[] | undefined;
  /** Ports to answer for beside those of the rules. */
  readonly more?: readonly SeenPort[];
}

/** `sets`: all rules of one network namespace. Never throws. */
export function firewallReport(sets: readonly RuleSet[], options: ReportOptions = {}): FirewallReport {
  const own = withoutShadows(sets);
  const tracking = trackingOf(own);
  const notUnderstood = own.flatMap((set) => set.notUnderstood);
  const { answers, leftOut } = classesOf(own, tracking, options);
  const plan = planOf(answers, own, tracking.on);
  const read = own.reduce((sum, set) => sum + set.read, 0);
  return {
    tracking: tracking.because.length > 0 ? "on" : notUnderstood.length > 0 || (read === 0 && sets.length === 0) ? "unknown" : "off",
    families: [...tracking.on].sort(),
    because: tracking.because,
    ports: answers.map(portAnswer),
    portsLeftOut: leftOut,
    rules: { nft: nftRules(plan), iptables: iptablesRules(plan) },
    back: { nft: nftWayBack(plan).join("\n"), iptables: iptablesWayBack(plan).join("\n") },
    plan,
    notUnderstood,
  };
}

function portAnswer({ protocol, port, role, answer, reasons, dropped }: ClassAnswer): PortAnswer {
  const told = reasons.map(({ rule, why }) => ({
    family: rule.table.family,
    table: rule.table.name,
    chain: rule.chain,
    file: rule.table.file,
    line: rule.line,
    rule: rule.text,
    why,
  }));
  return {
    protocol: protocolName(protocol),
    port,
    role,
    answer,
    lines: [...new Set(told.map(({ line }) => line))].sort((a, b) => a - b),
    reasons: told,
    dropped,
  };
}

/** nft shows what iptables-nft keeps as well; where both were read, iptables' own text says more. */
function withoutShadows(sets: readonly RuleSet[]): readonly RuleSet[] {
  const kept = new Set(
    sets.filter(({ syntax }) => syntax === "iptables").flatMap(({ tables }) => tables.map(({ family, name }) => `${family} ${name}`)),
  );
  if (kept.size === 0) return sets;
  return sets.map((set): RuleSet => {
    if (set.syntax !== "nft") return set;
    const tables = set.tables.filter((table) => !kept.has(`${table.family} ${table.name}`) || !isShadow(table));
    const left = new Set(tables);
    const gone = new Set(
      set.tables
        .filter((table) => !left.has(table))
        .flatMap((table) => [...table.chains.values()].flatMap(({ rules }) => rules.map(({ line }) => line))),
    );
    return { ...set, tables, notUnderstood: set.notUnderstood.filter(({ line }) => !gone.has(line)) };
  });
}
