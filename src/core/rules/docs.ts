// The documentation of each rule: read by people who ask for it, so no file that judges imports this one.
import { belowDefaultDocs } from "./catalogue/below-default.docs.ts";
import { bucketRatioDocs } from "./catalogue/bucket-ratio.docs.ts";
import { bucketRoundingDocs } from "./catalogue/bucket-rounding.docs.ts";
import { bucketWasteDocs } from "./catalogue/bucket-waste.docs.ts";
import { byteOrderMarkDocs } from "./catalogue/byte-order-mark.docs.ts";
import { controlCommentDocs } from "./catalogue/control-comment.docs.ts";
import { duplicateKeyDocs } from "./catalogue/duplicate-key.docs.ts";
import { expiredAtOnceDocs } from "./catalogue/expired-at-once.docs.ts";
import { fileNotReadDocs } from "./catalogue/file-not-read.docs.ts";
import { hashsizeIgnoredDocs } from "./catalogue/hashsize-ignored.docs.ts";
import { hashsizeSetsMaxDocs } from "./catalogue/hashsize-sets-max.docs.ts";
import { ignoredTextDocs } from "./catalogue/ignored-text.docs.ts";
import { invalidValueDocs } from "./catalogue/invalid-value.docs.ts";
import { keepaliveGapDocs } from "./catalogue/keepalive-gap.docs.ts";
import { lostAtRebootDocs } from "./catalogue/lost-at-reboot.docs.ts";
import { maskedFileDocs } from "./catalogue/masked-file.docs.ts";
import { memoryBudgetDocs } from "./catalogue/memory-budget.docs.ts";
import { misplacedKeyDocs } from "./catalogue/misplaced-key.docs.ts";
import { moduleNotLoadedDocs } from "./catalogue/module-not-loaded.docs.ts";
import { moduleOptionDocs } from "./catalogue/module-option.docs.ts";
import { moduleParameterDocs } from "./catalogue/module-parameter.docs.ts";
import { notNamespacedDocs } from "./catalogue/not-namespaced.docs.ts";
import { octalValueDocs } from "./catalogue/octal-value.docs.ts";
import { outOfRangeDocs } from "./catalogue/out-of-range.docs.ts";
import { overriddenSettingDocs } from "./catalogue/overridden-setting.docs.ts";
import { raisedElsewhereDocs } from "./catalogue/raised-elsewhere.docs.ts";
import { readOnlyKeyDocs } from "./catalogue/read-only-key.docs.ts";
import { removedKeyDocs } from "./catalogue/removed-key.docs.ts";
import { removedModuleDocs } from "./catalogue/removed-module.docs.ts";
import { shortTimeoutDocs } from "./catalogue/short-timeout.docs.ts";
import { syntaxErrorDocs } from "./catalogue/syntax-error.docs.ts";
import { tableShrunkDocs } from "./catalogue/table-shrunk.docs.ts";
import { thresholdOrderDocs } from "./catalogue/threshold-order.docs.ts";
import { unavailableKeyDocs } from "./catalogue/unavailable-key.docs.ts";
import { unknownKeyDocs } from "./catalogue/unknown-key.docs.ts";
import { unlimitedTableDocs } from "./catalogue/unlimited-table.docs.ts";
import { vendorKeyDocs } from "./catalogue/vendor-key.docs.ts";
import { wrongModuleDocs } from "./catalogue/wrong-module.docs.ts";
import type { RuleDocs } from "./engine/rule-docs.ts";

const DOCS = {
  "below-default": belowDefaultDocs,
  "bucket-ratio": bucketRatioDocs,
  "bucket-rounding": bucketRoundingDocs,
  "bucket-waste": bucketWasteDocs,
  "byte-order-mark": byteOrderMarkDocs,
  "control-comment": controlCommentDocs,
  "duplicate-key": duplicateKeyDocs,
  "expired-at-once": expiredAtOnceDocs,
  "file-not-read": fileNotReadDocs,
  "hashsize-ignored": hashsizeIgnoredDocs,
  "hashsize-sets-max": hashsizeSetsMaxDocs,
  "ignored-text": ignoredTextDocs,
  "invalid-value": invalidValueDocs,
  "keepalive-gap": keepaliveGapDocs,
  "lost-at-reboot": lostAtRebootDocs,
  "masked-file": maskedFileDocs,
  "memory-budget": memoryBudgetDocs,
  "misplaced-key": misplacedKeyDocs,
  "module-not-loaded": moduleNotLoadedDocs,
  "module-option": moduleOptionDocs,
  "module-parameter": moduleParameterDocs,
  "not-namespaced": notNamespacedDocs,
  "octal-value": octalValueDocs,
  "out-of-range": outOfRangeDocs,
  "overridden-setting": overriddenSettingDocs,
  "raised-elsewhere": raisedElsewhereDocs,
  "read-only-key": readOnlyKeyDocs,
  "removed-key": removedKeyDocs,
  "removed-module": removedModuleDocs,
  "short-timeout": shortTimeoutDocs,
  "syntax-error": syntaxErrorDocs,
  "table-shrunk": tableShrunkDocs,
  "threshold-order": thresholdOrderDocs,
  "unavailable-key": unavailableKeyDocs,
  "unknown-key": unknownKeyDocs,
  "unlimited-table": unlimitedTableDocs,
  "vendor-key": vendorKeyDocs,
  "wrong-module": wrongModuleDocs,
} satisfies Readonly<Record<string, RuleDocs>>;

/** Public, and never changed or used again. */
export type RuleId = keyof typeof DOCS;

export const RULE_IDS = Object.keys(DOCS) as readonly RuleId[];

export function docsOf(id: RuleId): RuleDocs {
  return DOCS[id];
}
