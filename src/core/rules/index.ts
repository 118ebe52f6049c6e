// All rules, in the order the reference lists them. A new rule is a file beside this one and a line here.

import { bucketRatio } from "./bucket-ratio.ts";
import { bucketRounding } from "./bucket-rounding.ts";
import { bucketWaste } from "./bucket-waste.ts";
import { byteOrderMark } from "./byte-order-mark.ts";
import { controlComment } from "./control-comment.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { expiredAtOnce } from "./expired-at-once.ts";
import { fileNotRead } from "./file-not-read.ts";
import { hashsizeIgnored } from "./hashsize-ignored.ts";
import { hashsizeSetsMax } from "./hashsize-sets-max.ts";
import { ignoredText } from "./ignored-text.ts";
import { invalidValue } from "./invalid-value.ts";
import { keepaliveGap } from "./keepalive-gap.ts";
import { maskedFile } from "./masked-file.ts";
import { memoryBudget } from "./memory-budget.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { moduleNotLoaded } from "./module-not-loaded.ts";
import { moduleOption } from "./module-option.ts";
import { moduleParameter } from "./module-parameter.ts";
import { octalValue } from "./octal-value.ts";
import { outOfRange } from "./out-of-range.ts";
import { overriddenSetting } from "./overridden-setting.ts";
import { raisedElsewhere } from "./raised-elsewhere.ts";
import { readOnlyKey } from "./read-only-key.ts";
import { removedKey } from "./removed-key.ts";
import { removedModule } from "./removed-module.ts";
import type { Rule } from "./rule.ts";
import { shortTimeout } from "./short-timeout.ts";
import { syntaxError } from "./syntax-error.ts";
import { thresholdOrder } from "./threshold-order.ts";
import { unavailableKey } from "./unavailable-key.ts";
import { unknownKey } from "./unknown-key.ts";
import { unlimitedTable } from "./unlimited-table.ts";
import { vendorKey } from "./vendor-key.ts";

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
  byteOrderMark,
  thresholdOrder,
  vendorKey,
  octalValue,
  ignoredText,
  duplicateKey,
  unlimitedTable,
  bucketRatio,
  bucketWaste,
  bucketRounding,
  memoryBudget,
  shortTimeout,
  expiredAtOnce,
  keepaliveGap,
  overriddenSetting,
  maskedFile,
  fileNotRead,
  moduleNotLoaded,
  removedModule,
  moduleOption,
  hashsizeSetsMax,
  hashsizeIgnored,
  raisedElsewhere,
  controlComment,
];

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
