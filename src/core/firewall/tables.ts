// Builds a rule set piece by piece, for the readers of both languages.
import { InsertionList } from "./insertion-list.ts";
import type { Chain, Element, Family, Field, NamedSet, NotUnderstood, Rule, RuleSet, Table } from "./model.ts";
import { takeElements } from "./nft/elements.ts";
import type { Cursor } from "./nft/tokens.ts";

export interface Tables {
  /** Notes words that nobody understood. */
  note(line: number, text: string): void;
  table(family: Family, name: string, line: number): Table;
  chain(table: Table, name: string, line: number): Chain;
  /** At the end of its chain, or before the rule with that index. A rule not understood is noted. */
  rule(table: Table, chain: string, rule: Pick<Rule, "line" | "text" | "steps">, index?: number): void;
  defineSet(table: Table, name: string, set: NamedSet, fields: readonly Field[], verdicts: boolean): void;
  /** Elements behind an opening bracket. */
  addElements(table: Table, name: string, cursor: Cursor): void;
  flushChain(table: Table, name: string): void;
  /** Empties all chains of a table. */
  flushTable(table: Table): void;
  remove(family: Family, name: string): void;
  clear(): void;
  countRead(): void;
  done(): RuleSet;
}

export function emptyRuleSet(syntax: RuleSet["syntax"], file: string): Tables {
  const tables = new Map<string, Table>();
  const shapes = new WeakMap<NamedSet, { readonly fields: readonly Field[]; readonly verdicts: boolean }>();
  const notUnderstood: NotUnderstood[] = [];
  const note = (line: number, text: string): void => void notUnderstood.push({ file, line, text });
  /** Rules so far, of the chains that have some. */
  const filled = new Map<Table, Map<Chain, InsertionList<Rule>>>();
  const rulesOf = (table: Table, chain: Chain): InsertionList<Rule> => {
    const chains = filled.get(table) ?? new Map<Chain, InsertionList<Rule>>();
    filled.set(table, chains);
    const rules = chains.get(chain) ?? new InsertionList<Rule>();
    chains.set(chain, rules);
    return rules;
  };
  let read = 0;
  const self: Tables = {
    note,
    table(family, name, line) {
      const key = `${family} ${name}`;
      const known = tables.get(key);
      if (known) return known;
      read++;
      const table: Table = { family, name, line, syntax, file, dormant: false, chains: new Map(), sets: new Map(), objects: [] };
      tables.set(key, table);
      return table;
    },
    chain(table, name, line) {
      const known = table.chains.get(name);
      if (known) return known;
      read++;
      const chain: Chain = { name, line, base: undefined, rules: [] };
      table.chains.set(name, chain);
      return chain;
    },
    rule(table, name, rule, index) {
      const chain = self.chain(table, name, rule.line);
      read++;
      // A list that has grown has room for more than a rule has steps.
      const whole: Rule = { table, chain: name, line: rule.line, text: rule.text, steps: rule.steps.slice() };
      const rules = rulesOf(table, chain);
      if (index === undefined || index >= rules.length) rules.push(whole);
      else rules.insert(whole, index);
      for (const step of rule.steps) if (step.kind === "unknown") note(rule.line, step.text);
    },
    defineSet(table, name, set, fields, verdicts) {
      const known = table.sets.get(name);
      read++;
      if (known) for (const element of set.elements) known.elements.push(element);
      else {
        table.sets.set(name, set);
        shapes.set(set, { fields, verdicts });
      }
    },
    addElements(table, name, cursor) {
      const set = table.sets.get(name);
      const shape = set && shapes.get(set);
      const elements: Element[] = takeElements(cursor, shape?.fields ?? [], shape?.verdicts ?? false);
      if (set) for (const element of elements) set.elements.push(element);
      else self.defineSet(table, name, { dynamic: true, elements }, [], false);
    },
    flushChain(table, name) {
      const chain = table.chains.get(name);
      const own = filled.get(table);
      if (chain) own?.delete(chain);
    },
    flushTable(table) {
      filled.delete(table);
    },
    remove: (family, name) => void tables.delete(`${family} ${name}`),
    clear: () => tables.clear(),
    countRead: () => void read++,
    done: () => {
      for (const chains of filled.values()) for (const [chain, rules] of chains) chain.rules = rules.toArray();
      return { syntax, tables: [...tables.values()], notUnderstood, read };
    },
  };
  return self;
}
