// Findings as diagnostics: soon after a change, a timer for each document.
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  languages,
  type TextDocument,
  workspace,
} from "vscode";
import { type Finding, lint, type Severity, type SysctlDocument } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isJudged } from "./language.ts";
import { toRange } from "./ranges.ts";
import { rulePageUri } from "./rule-pages.ts";
import { SECTION, settingsFor } from "./settings.ts";

/** Long enough to finish a word, short enough to feel at once. Milliseconds. */
const DELAY = 150;

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function registerDiagnostics(documents: DocumentCache): Disposable {
  const collection = languages.createDiagnosticCollection(SECTION);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const judge = (source: TextDocument): void => {
    if (!isJudged(source)) return;
    const document = documents.get(source);
    const findings = lint(document, settingsFor(source));
    collection.set(
      source.uri,
      findings.map((finding) => toDiagnostic(source, document, finding)),
    );
  };
  const cancel = (source: TextDocument): void => {
    const key = source.uri.toString();
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const judgeSoon = (source: TextDocument): void => {
    cancel(source);
    timers.set(
      source.uri.toString(),
      setTimeout(() => {
        cancel(source);
        if (!source.isClosed) judge(source);
      }, DELAY),
    );
  };
  const forget = (source: TextDocument): void => {
    cancel(source);
    collection.delete(source.uri);
  };

  for (const source of workspace.textDocuments) judge(source);
  return Disposable.from(
    collection,
    workspace.onDidOpenTextDocument(judge),
    workspace.onDidChangeTextDocument((event) => {
      if (event.contentChanges.length > 0 && isJudged(event.document)) judgeSoon(event.document);
    }),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeConfiguration((event) => {
      for (const source of workspace.textDocuments) if (event.affectsConfiguration(SECTION, source)) judge(source);
    }),
    new Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

function toDiagnostic(source: TextDocument, document: SysctlDocument, finding: Finding): Diagnostic {
  const diagnostic = new Diagnostic(toRange(document, finding), finding.message, SEVERITY[finding.severity]);
  diagnostic.source = "conntrack";
  diagnostic.code = { value: finding.rule, target: rulePageUri(finding.rule) };
  if (finding.related) {
    diagnostic.relatedInformation = finding.related.map(
      (place) => new DiagnosticRelatedInformation(new Location(source.uri, toRange(document, place)), place.message),
    );
  }
  return diagnostic;
}
