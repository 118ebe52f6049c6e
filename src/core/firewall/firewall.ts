// The door of this room: rule sets in, the answer out.
import type { RuleSet } from "./model.ts";
import { portNumber, protocolNumber } from "./names.ts";
import { ELSEWHERE, questionsOf } from "./questions.ts";
import { type RuleText, readRuleSet } from "./read.ts";
import { type FirewallReport, firewallReport, type PortAnswer } from "./report.ts";
import { PortCounts, type Savings } from "./savings.ts";

export type { RuleText };
export { ELSEWHERE, PortCounts, questionsOf };

/** A number or the name of a service; undefined for what is none, and for 0. */
export function parsePort(text: string): number | undefined {
  return portNumber(text.trim()) || undefined;
}

export interface PortReport extends PortAnswer {
  readonly saves: Savings | null;
}

export interface FirewallAnswer extends Omit<FirewallReport, "ports"> {
  readonly ports: readonly PortReport[];
}

export interface FirewallQuestion {
  /** All rules of one network namespace, in any number of texts. */
  readonly texts: readonly RuleText[];
  /** These ports alone, with every protocol and role; without them, those that the rules and the dump name. */
  readonly ports?: readonly number[] | undefined;
  readonly dump?: PortCounts | undefined;
}

/** Ports of a dump that are answered for beside those of the rules. */
const FROM_DUMP = 20;

/** Never throws; what is not understood is in the answer, and may need tracking. */
export function firewallAnswer({ texts, ports: asked, dump }: FirewallQuestion): FirewallAnswer {
  const sets: readonly RuleSet[] = texts.map(({ name, text }) => readRuleSet(text, name));
  const more = (dump?.ports ?? []).slice(0, FROM_DUMP).flatMap((one) => {
    const protocol = protocolNumber(one.protocol);
    return protocol === undefined ? [] : [{ protocol, port: one.port, roles: one.roles }];
  });
  const report = firewallReport(sets, { ports: asked, more: asked ? [] : more });
  const roles = new Map<string, PortAnswer["role"][]>();
  for (const { protocol, port, role } of report.ports) {
    const known = roles.get(`${protocol} ${port}`);
    if (known) known.push(role);
    else roles.set(`${protocol} ${port}`, [role]);
  }
  const rolesOf = ({ protocol, port }: PortAnswer): readonly PortAnswer["role"][] => roles.get(`${protocol} ${port}`) ?? [];
  const ports = report.ports.map((one): PortReport => ({ ...one, saves: savedBy(one, rolesOf(one), dump) }));
  // With a dump, the ports that are worth it come first.
  if (dump) ports.sort((a, b) => (b.saves?.entries ?? 0) - (a.saves?.entries ?? 0));
  return { ...report, ports };
}

function savedBy(one: PortAnswer, roles: readonly PortAnswer["role"][], dump: PortCounts | undefined): Savings | null {
  if (!dump || (one.answer !== "works-untracked" && one.answer !== "works-with-changes")) return null;
  return dump.savings(one.protocol, one.port, one.role, roles);
}
