// Findings as GitLab's Code Quality report: an array of issues, each with a fingerprint that outlives moved lines.
import { createHash } from "node:crypto";
import { type Finding, placeAt, type Severity, type SysctlDocument } from "../core/language/index.ts";
import type { Report } from "./report.ts";
import { nestedJson } from "./to-json/text.ts";

const SEVERITY: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", information: "minor", hint: "info" };

export function gitlabReport(): Report {
  let first = true;
  return {
    *begin() {
      yield "[";
    },
    *file(file) {
      const { path, findings } = file;
      const seen = new Map<string, number>();
      for (const finding of findings) {
        const text = `${path}\0${finding.rule}\0${finding.message}`;
        // Of findings that are alike in a file, the first, the second, and so on.
        const nth = seen.get(text) ?? 0;
        seen.set(text, nth + 1);
        yield `${first ? "" : ","}\n  ${nestedJson(issue(path, file.document, finding, `${text}\0${nth}`), 1)}`;
        first = false;
      }
    },
    *end() {
      yield `${first ? "" : "\n"}]\n`;
    },
  };
}

function issue(path: string, { lineStarts }: SysctlDocument, { rule, severity, message, start, end }: Finding, identity: string): unknown {
  return {
    description: message,
    check_name: rule,
    fingerprint: createHash("sha256").update(identity).digest("hex"),
    severity: SEVERITY[severity],
    location: {
      path: path.replace(/^\.\//, ""),
      lines: { begin: placeAt(lineStarts, start).line + 1, end: placeAt(lineStarts, end).line + 1 },
    },
  };
}
