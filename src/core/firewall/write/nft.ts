// The rules for nft: one file, accepts first, then a table of its own that takes the classes out of tracking.

import type { Mend } from "../class-answer.ts";
import type { Lookup, Verdict } from "../model.ts";
import { protocolName } from "../names.ts";
import { afterwards, oneFamily, POSITIONS, undoFirst } from "./advice.ts";
import { type Insertion, TABLE, type WritePlan } from "./plan.ts";

/** Of the table, and in the comments of the rules that are put into others. */
export const MARK = "conntrack-planner";

/** Empty where there is nothing to write, or an accept has to go into a table that iptables keeps. */
export function nftRules(plan: WritePlan): string {
  if (plan.classes.length === 0 || plan.insertions.some(({ table }) => table.syntax !== "nft")) return "";
  const inserts = unique(plan.insertions.map(insertionLine));
  return [
    "# Accepts first, then notrack, in one transaction.",
    ...oneFamily(plan),
    "# Check: nft -c -f FILE",
    ...undoFirst([`nohup sh -c 'sleep 120; nft delete table inet ${TABLE}' > /dev/null 2>&1 &`]),
    ...(plan.present
      ? [`# Load once: nft -f FILE (table ${TABLE} is loaded already; the file adds to it)`]
      : ['# Load: nft -f FILE (a second time, nft refuses it with "File exists" and changes nothing)']),
    ...(inserts.length > 0 ? [POSITIONS] : []),
    ...(plan.present ? [] : [`create table inet ${TABLE}`]),
    ...inserts,
    ...notrackTable(plan),
    "",
    "# To keep it after a reboot or a reload of the firewall, add it to the firewall's own file.",
    ...afterwards(plan),
    ...nftWayBack(plan).map((line) => `# ${line}`),
    "",
  ].join("\n");
}

/** Commands; the second finds the accepts by their comment, as nft deletes by handles alone. */
export function nftWayBack({ insertions }: Pick<WritePlan, "insertions">): readonly string[] {
  return [`nft delete table inet ${TABLE}`, ...(insertions.length > 0 ? [DELETE_MARKED] : [])];
}

const DELETE_MARKED = `nft -a list ruleset | awk '$1 == "table" { t = $2 " " $3 } $1 == "chain" { c = $2 } /comment "${MARK}"/ { print "delete rule", t, c, "handle", $NF }' | nft -f -`;

/** The table of our own, as it stands in a file. */
export function notrackTable(plan: WritePlan): readonly string[] {
  const [prerouting, output] = [unique(plan.classes.flatMap(inPrerouting)), unique(plan.classes.flatMap(inOutput))];
  const [only] = plan.families.size === 1 ? plan.families : [];
  const match = only === undefined ? "" : `meta nfproto ${only === "ip" ? "ipv4" : "ipv6"} `;
  const priority = plan.zone ? "raw - 1" : "raw";
  const chain = (hook: string, rules: readonly string[]): readonly string[] => [
    `\tchain ${hook} {`,
    `\t\ttype filter hook ${hook} priority ${priority}; policy accept;`,
    ...rules.map((rule) => `\t\t${match}${rule} notrack`),
    "\t}",
  ];
  return [`table inet ${TABLE} {`, ...chain("prerouting", prerouting), ...(output.length > 0 ? ["", ...chain("output", output)] : []), "}"];
}

type Class = WritePlan["classes"][number];

function inPrerouting({ protocol, port, role }: Class): readonly string[] {
  const name = protocolName(protocol);
  if (role === "local") return [`${name} dport ${port} fib daddr type local`, `${name} sport ${port} fib saddr type local`];
  if (role === "own") return [`${name} sport ${port} fib daddr type local`];
  return [`${name} dport ${port} fib daddr type unicast`, `${name} sport ${port} fib daddr type unicast`];
}

function inOutput({ protocol, port, role }: Class): readonly string[] {
  const name = protocolName(protocol);
  if (role === "local") return [`${name} sport ${port} fib saddr type local`, `${name} dport ${port} fib daddr type local`];
  return role === "own" ? [`${name} dport ${port} fib daddr type unicast`] : [];
}

function insertionLine(insertion: Insertion): string {
  const { table, chain, index } = insertion;
  return `insert rule ${table.family} ${table.name} ${chain.name} index ${index} ${nftInsertion(insertion)}`;
}

/** The rule, as it stands in a chain. */
export function nftInsertion(insertion: Insertion): string {
  return `${insertionText(insertion)} comment "${MARK}"`;
}

/** What the rule asks for, without its state, and for this class alone. */
function insertionText(insertion: Insertion): string {
  const { mend, protocol, port, role } = insertion;
  if (mend.kind === "error") return `${ICMP_ERRORS[mend.family]} accept`;
  const name = protocolName(protocol);
  const { rule, parting } = mend;
  const local = role === "local";
  if (mend.kind === "reset")
    return [`${name} sport ${port} tcp flags & rst == rst`, ...(local ? ["fib saddr type local"] : []), "accept"].join(" ");
  const reply = mend.kind === "reply";
  const scope = [`${name} ${reply ? "sport" : "dport"} ${port}`];
  if (local) scope.push(reply ? "fib saddr type local" : "fib daddr type local");
  if (onLoopback(mend)) scope.unshift('iifname "lo"');
  if (mend.withoutSyn) scope.push("tcp flags & (syn | ack) != syn");
  if (mend.onlySyn) scope.push("tcp flags & (fin | syn | rst | ack) == syn");
  scope.push("ct state untracked");
  if (parting.taken === "untracked") return [...scope, "accept"].join(" ");
  return [...keptOf(mend, scope), verdictText(parting.verdict, rule.steps)].filter((text) => text !== "").join(" ");
}

/** The rule's own words, with the scope where it asks for the state: what counts or writes behind that does so for its packets alone. */
function keptOf({ rule: { steps }, parting, withoutLimits }: Mend, scope: readonly string[]): readonly string[] {
  const words: string[] = [];
  let isScoped = false;
  for (const step of steps) {
    const isKept = step.kind === "lookup" ? !step.verdicts : step.kind === "limit" ? !withoutLimits : step.kind === "note" && step.writes;
    const isGone = step.kind === "lookup" && dropsOut(step, parting.by === "flags");
    if (!isScoped && (isGone || step.kind === "verdict" || (step.kind === "lookup" && step.verdicts))) {
      words.push(...scope);
      isScoped = true;
    }
    if (isKept && !isGone && !scope.includes(step.text)) words.push(step.text);
  }
  return isScoped ? words : [...words, ...scope];
}

/** Replies of this host to itself are let in by nothing but that they come over the loopback. */
export function onLoopback({ loopback, parting, kind }: Mend): boolean {
  return loopback && kind === "reply" && (parting.hook === "prerouting" || parting.hook === "input");
}

function dropsOut({ fields }: Lookup, flags: boolean): boolean {
  return fields.some(({ name }) => name === "ct state" || name === "ct direction" || (flags && name === "tcp flags"));
}

function verdictText(verdict: Verdict | undefined, steps: readonly { readonly kind: string; readonly text: string }[]): string {
  if (!verdict) return "";
  if (verdict.kind === "jump" || verdict.kind === "goto") return `${verdict.kind} ${verdict.chain}`;
  // A reject says with what.
  if (verdict.kind === "reject") return steps.find(({ kind }) => kind === "verdict")?.text ?? "reject";
  return verdict.kind;
}

/** RFC 792 and RFC 4443: what path MTU discovery and failing connections live on. */
const ICMP_ERRORS = {
  ip: "icmp type { destination-unreachable, time-exceeded, parameter-problem }",
  ip6: "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem }",
} as const;

export function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}
