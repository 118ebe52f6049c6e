// What is to be written, in no language yet: classes to take out of tracking, and accepts to put before rules.

import type { Mend } from "../class-answer.ts";
import type { Chain, Rule, Table } from "../model.ts";
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
}

/** Classes that work untracked, or will with changes; those of which nothing is tracked are left as they are. */
export function planOf(answers: readonly ClassAnswer[]): WritePlan {
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
  return { classes, insertions: [...insertions].sort(order), zone: classes.some(({ zone }) => zone) };
}
