// Findings for programs. The shape is public: see README, "Command line". Written file by file, whatever their number.
import { type Finding, type KernelTarget, placeAt } from "../core/index.ts";
import { nestedJson, targetData, toJson } from "./json.ts";
import type { Report } from "./report.ts";

export function jsonReport(target: KernelTarget): Report {
  let first = true;
  return {
    *begin() {
      yield `{\n  "version": 1,\n  "target": ${nestedJson(targetData(target), 1)},\n  "files": [`;
    },
    *file({ path, document, findings }) {
      yield `${first ? "" : ","}\n    {\n      "path": ${toJson(path)},\n      "findings": [`;
      first = false;
      for (const [index, finding] of findings.entries()) {
        yield `${index === 0 ? "" : ","}\n        ${nestedJson(findingData(finding, document.lineStarts), 4)}`;
      }
      yield `${findings.length === 0 ? "" : "\n      "}]\n    }`;
    },
    *end({ counts }) {
      const summary = { errors: counts.error, warnings: counts.warning, informations: counts.information, hints: counts.hint };
      yield `${first ? "" : "\n  "}],\n  "summary": ${nestedJson(summary, 1)}\n}\n`;
    },
  };
}

function findingData(
  { rule, severity, kernel, message, key = null, start, end, fixes }: Omit<Finding, "key"> & { readonly key?: string | null },
  lineStarts: readonly number[],
) {
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
