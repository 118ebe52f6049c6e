// All rules, in the order the reference lists them. A new rule is a file beside this one and a line here.

import { belowDefault } from "./catalogue/below-default.ts";
import { bucketRatio } from "./catalogue/bucket-ratio.ts";
import { bucketRounding } from "./catalogue/bucket-rounding.ts";
import { bucketWaste } from "./catalogue/bucket-waste.ts";
import { byteOrderMark } from "./catalogue/byte-order-mark.ts";
import { controlComment } from "./catalogue/control-comment.ts";
import { duplicateKey } from "./catalogue/duplicate-key.ts";
import { expiredAtOnce } from "./catalogue/expired-at-once.ts";
import { fileNotRead } from "./catalogue/file-not-read.ts";
import { hashsizeIgnored } from "./catalogue/hashsize-ignored.ts";
import { hashsizeSetsMax } from "./catalogue/hashsize-sets-max.ts";
import { ignoredText } from "./catalogue/ignored-text.ts";
import { invalidValue } from "./catalogue/invalid-value.ts";
import { keepaliveGap } from "./catalogue/keepalive-gap.ts";
import { lostAtReboot } from "./catalogue/lost-at-reboot.ts";
import { maskedFile } from "./catalogue/masked-file.ts";
import { memoryBudget } from "./catalogue/memory-budget.ts";
import { misplacedKey } from "./catalogue/misplaced-key.ts";
import { moduleNotLoaded } from "./catalogue/module-not-loaded.ts";
import { moduleOption } from "./catalogue/module-option.ts";
import { moduleParameter } from "./catalogue/module-parameter.ts";
import { notNamespaced } from "./catalogue/not-namespaced.ts";
import { octalValue } from "./catalogue/octal-value.ts";
import { outOfRange } from "./catalogue/out-of-range.ts";
import { overriddenSetting } from "./catalogue/overridden-setting.ts";
import { raisedElsewhere } from "./catalogue/raised-elsewhere.ts";
import { readOnlyKey } from "./catalogue/read-only-key.ts";
import { removedKey } from "./catalogue/removed-key.ts";
import { removedModule } from "./catalogue/removed-module.ts";
import { shortTimeout } from "./catalogue/short-timeout.ts";
import { syntaxError } from "./catalogue/syntax-error.ts";
import { tableShrunk } from "./catalogue/table-shrunk.ts";
import { thresholdOrder } from "./catalogue/threshold-order.ts";
import { unavailableKey } from "./catalogue/unavailable-key.ts";
import { unknownKey } from "./catalogue/unknown-key.ts";
import { unlimitedTable } from "./catalogue/unlimited-table.ts";
import { vendorKey } from "./catalogue/vendor-key.ts";
import { wrongModule } from "./catalogue/wrong-module.ts";
import type { Rule } from "./engine/rule.ts";

export const RULES: readonly Rule[] = [
  syntaxError,
  unknownKey,
  misplacedKey,
  moduleParameter,
  removedKey,
  unavailableKey,
  readOnlyKey,
  notNamespaced,
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
  belowDefault,
  tableShrunk,
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
  wrongModule,
  hashsizeSetsMax,
  hashsizeIgnored,
  raisedElsewhere,
  lostAtReboot,
  controlComment,
];

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
