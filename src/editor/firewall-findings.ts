// Beside the lines of rules, once somebody has asked about them: which ports depend on each. Gone with the page.
import { Diagnostic, DiagnosticSeverity, type Disposable, languages, Range, type Uri } from "vscode";
import type { RuleFinding } from "../core/firewall/index.ts";
import { SECTION } from "./switches.ts";

const SEVERITY: Readonly<Record<RuleFinding["kind"], DiagnosticSeverity>> = {
  "needs-tracking": DiagnosticSeverity.Information,
  "works-with-changes": DiagnosticSeverity.Hint,
  "not-understood": DiagnosticSeverity.Hint,
};

export class FirewallFindings implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(`${SECTION}-firewall`);

  /** `text` is that of the document, which the findings are of. */
  show(uri: Uri, text: string, findings: readonly RuleFinding[]): void {
    const lines = text.split("\n");
    this.collection.set(
      uri,
      findings.map(({ line, kind, message }) => {
        const source = (lines[line - 1] ?? "").trimEnd();
        const range = new Range(line - 1, source.length - source.trimStart().length, line - 1, source.length);
        const diagnostic = new Diagnostic(range, message, SEVERITY[kind]);
        diagnostic.source = SECTION;
        diagnostic.code = kind;
        return diagnostic;
      }),
    );
  }

  clear(uri: Uri): void {
    this.collection.delete(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }
}
