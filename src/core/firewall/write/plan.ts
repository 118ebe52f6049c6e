// What is to be written, in no language yet: classes to take out of tracking, and accepts to put before rules.

import type { Mend } from "../class-answer.ts";
import type { Chain, Rule, RuleSet, Table } from "../model.ts";
import type { ClassAnswer } from "../settle.ts";
import type { Role } from "../walk/packet.ts";

/** An accept, or another verdict, to stand right before a rule. */
export interface Insertion {
  readonly table: Table;
  readonly chain: Chain;
  /** Of the rule before which it stands, from 0. */
  readonly index: number;
  readonly mend: Mend;
  readonly protocol: number;
  readonly port: number;
  readonly role: Role;
}

export interface WritePlan {
  readonly classes: readonly Pick<ClassAnswer, "protocol" | "port" | "role">[];
  /** Last places first, so that none moves another. */
  readonly insertions: readonly Insertion[];
  readonly zone: boolean;
  /** Those that are tracked, as far as the rules show it. Of another, nobody knows what its rules make of untracked packets. */
  readonly families: ReadonlySet<"ip" | "ip6">;
  /** This host translates or forwards, as far as the rules show it: entries of a port are not its services' alone. */
  readonly shared: boolean;
  /** Our table is among the rules that were read. */
  readonly present: boolean;
}

/** Of nft, for the rules that take classes out of tracking. */
export const TABLE = "conntrack_planner_untracked";

/** Classes that work untracked, or will with changes; those of which nothing is tracked are left as they are. */
export function planOf(answers: readonly ClassAnswer[], sets: readonly RuleSet[], families: WritePlan["families"]): WritePlan {
  const classes = answers.filter(({ answer, dropped }) => (answer === "works-untracked" || answer === "works-with-changes") && !dropped);
  const places = new Map<Chain, ReadonlyMap<Rule, number>>();
  const placeOf = (chain: Chain, rule: Rule): number => {
    const known = places.get(chain) ?? new Map(chain.rules.map((one, index) => [one, index]));
    places.set(chain, known);
    return known.get(rule) ?? 0;
  };
  const insertions = classes.flatMap(({ mends, protocol, port, role }) =>
    mends.flatMap((mend): readonly Insertion[] => {
      const { table } = mend.rule;
      const chain = table.chains.get(mend.rule.chain);
      return chain ? [{ table, chain, index: placeOf(chain, mend.rule), mend, protocol, port, role }] : [];
    }),
  );
  const order = (one: Insertion, other: Insertion): number => other.index - one.index;
  const tables = sets.flatMap((set) => set.tables);
  return {
    classes,
    insertions: [...insertions].sort(order),
    zone: classes.some(({ zone }) => zone),
    families,
    shared: answers.some(({ role }) => role === "forwarded") || tables.some(sharesHost),
    present: tables.some(({ syntax, family, name }) => syntax === "nft" && family === "inet" && name === TABLE),
  };
}

/** Rules of the forward hook, or any that rewrite addresses. */
function sharesHost({ chains }: Table): boolean {
  for (const { base, rules } of chains.values())
    if (rules.some(({ steps }) => base?.hook === "forward" || steps.some(({ kind }) => kind === "nat"))) return true;
  return false;
}
