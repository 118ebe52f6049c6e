// Tables of iptables-nft as nft lists them: it says less of their rules than iptables-save does, and of some what they are not.
import type { RuleSet, Step, Table } from "./model.ts";

/** The base chains have the names of iptables'. */
export function isShadow(table: Table): boolean {
  return [...table.chains.values()].every(({ name, base }) => !base || name === base.hook.toUpperCase());
}

const NAMES = /^(filter|nat|mangle|raw|security)$/;

/**
 * nft 1.0.6 shows `--ctstate RELATED,ESTABLISHED,DNAT`, and that negated, as `ct status dnat`, and conditions beside a state as
 * ones that stand alone: such words are not understood there.
 */
export function doubtShadows(set: RuleSet): RuleSet {
  const notUnderstood = [...set.notUnderstood];
  for (const table of set.tables) {
    if ((table.family !== "ip" && table.family !== "ip6") || !NAMES.test(table.name) || !hasBase(table) || !isShadow(table)) continue;
    for (const chain of table.chains.values()) {
      chain.rules = chain.rules.map((rule) => {
        if (!rule.steps.some(isDoubtful)) return rule;
        const steps = rule.steps.map((step): Step => (isDoubtful(step) ? { kind: "unknown", text: step.text } : step));
        for (const step of rule.steps) if (isDoubtful(step)) notUnderstood.push({ file: table.file, line: rule.line, text: step.text });
        return { ...rule, steps };
      });
    }
  }
  return notUnderstood.length === set.notUnderstood.length ? set : { ...set, notUnderstood };
}

function hasBase({ chains }: Table): boolean {
  return [...chains.values()].some(({ base }) => base);
}

function isDoubtful(step: Step): boolean {
  return step.kind === "lookup" && step.fields.some(({ name }) => name === "ct status" || name === "ct direction");
}
