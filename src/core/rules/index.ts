// All rules, in the order the reference lists them. A new rule is a file beside this one and a line here.
import { controlComment } from "./control-comment.ts";
import { invalidValue } from "./invalid-value.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { moduleParameter } from "./module-parameter.ts";
import { outOfRange } from "./out-of-range.ts";
import { readOnlyKey } from "./read-only-key.ts";
import { removedKey } from "./removed-key.ts";
import type { Rule } from "./rule.ts";
import { syntaxError } from "./syntax-error.ts";
import { unavailableKey } from "./unavailable-key.ts";
import { unknownKey } from "./unknown-key.ts";

export const RULES: readonly Rule[] = [
  syntaxError,
  unknownKey,
  misplacedKey,
  moduleParameter,
  removedKey,
  unavailableKey,
  readOnlyKey,
  invalidValue,
  outOfRange,
  controlComment,
];

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
