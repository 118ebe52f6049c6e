// Findings as JSON, written file by file, whatever their number: together a CheckJson.
import { type Finding, type KernelTarget, placeAt } from "../core/language/index.ts";
import type { CheckJson, FindingJson } from "./json/check.ts";
import type { Report } from "./report.ts";
import { targetJson } from "./to-json/target.ts";
import { nestedJson, toJson } from "./to-json/text.ts";

export function jsonReport(target: KernelTarget): Report {
  let first = true;
  return {
    *begin() {
      yield `{\n  "version": 1,\n  "target": ${nestedJson(targetJson(target), 1)},\n  "files": [`;
    },
    *file(file) {
      const { path, findings } = file;
      yield `${first ? "" : ","}\n    {\n      "path": ${toJson(path)},\n      "findings": [`;
      first = false;
      for (const [index, finding] of findings.entries()) {
        yield `${index === 0 ? "" : ","}\n        ${nestedJson(findingData(finding, file.document.lineStarts), 4)}`;
      }
      yield `${findings.length === 0 ? "" : "\n      "}]\n    }`;
    },
    *end({ counts }) {
      const summary: CheckJson["summary"] = {
        errors: counts.error,
        warnings: counts.warning,
        informations: counts.information,
        hints: counts.hint,
      };
      yield `${first ? "" : "\n  "}],\n  "summary": ${nestedJson(summary, 1)}\n}\n`;
    },
  };
}

function findingData(
  { rule, severity, kernel, message, key = null, start, end, fixes }: Omit<Finding, "key"> & { readonly key?: string | null },
  lineStarts: readonly number[],
): FindingJson {
  const from = placeAt(lineStarts, start);
  const to = placeAt(lineStarts, end);
  return {
    rule,
    severity,
    kernel,
    message,
    key,
    line: from.line + 1,
    column: from.column + 1,
    endLine: to.line + 1,
    endColumn: to.column + 1,
    fixes: fixes().map(({ title }) => ({ title })),
  };
}
