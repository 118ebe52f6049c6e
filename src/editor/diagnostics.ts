// Findings as diagnostics: of open documents, and of closed files that somebody asked for.
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  languages,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import { type Finding, lint, type Severity, type SysctlDocument } from "../core/index.ts";
import { rulePageUri } from "./doc-pages.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import { isJudged, LANGUAGE_ID } from "./language.ts";
import type { Log } from "./log.ts";
import { toRange } from "./ranges.ts";
import { SECTION, settingsFor } from "./settings.ts";
import { readSysctlFile } from "./workspace-files.ts";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export class Diagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(SECTION);
  /** Files whose findings stay when no editor has them open. */
  private readonly kept = new Map<string, Uri>();
  private readonly documents: DocumentCache;
  private readonly log: Log;
  private readonly listening: Disposable;

  constructor(documents: DocumentCache, watch: DocumentWatch, log: Log) {
    this.documents = documents;
    this.log = log;
    this.listening = Disposable.from(
      this.collection,
      watch.onDidSettle((source) => this.judge(source)),
      workspace.onDidCloseTextDocument((source) => this.close(source)),
      workspace.onDidChangeConfiguration((event) => {
        for (const uri of this.kept.values()) if (event.affectsConfiguration(SECTION, uri)) this.refresh(uri);
      }),
    );
    for (const source of workspace.textDocuments) this.judge(source);
  }

  /** Judges a file, open or not, and keeps its findings in sight. Returns how many there are; throws where it cannot be read. */
  async keep(uri: Uri): Promise<number> {
    const open = openDocument(uri);
    if (open && !isJudged(open)) return 0;
    this.kept.set(uri.toString(), uri);
    return open ? this.judge(open) : this.judgeFile(uri);
  }

  /** A file has changed where no editor looks. */
  refresh(uri: Uri): void {
    if (!this.kept.has(uri.toString()) || openDocument(uri)) return;
    this.judgeFile(uri).catch(() => this.forget(uri));
  }

  forget(uri: Uri): void {
    this.kept.delete(uri.toString());
    if (!openDocument(uri)) this.collection.delete(uri);
  }

  private judge(source: TextDocument): number {
    if (!isJudged(source)) return 0;
    return this.publish(source.uri, this.documents.get(source), () => this.documents.findingsIn(source));
  }

  private async judgeFile(uri: Uri): Promise<number> {
    const document = await readSysctlFile(uri);
    const open = openDocument(uri);
    if (open) return this.judge(open);
    return this.publish(uri, document, () => lint(document, settingsFor({ uri, languageId: LANGUAGE_ID })));
  }

  private publish(uri: Uri, document: SysctlDocument, judge: () => readonly Finding[]): number {
    const diagnostics = this.log.run("diagnostics", () => judge().map((finding) => toDiagnostic(uri, document, finding)));
    this.collection.set(uri, diagnostics);
    return diagnostics?.length ?? 0;
  }

  private close(source: TextDocument): void {
    this.collection.delete(source.uri);
    // What was not saved is gone: the file has the last word.
    this.refresh(source.uri);
  }

  dispose(): void {
    this.listening.dispose();
  }
}

function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((source) => !source.isClosed && source.uri.toString() === uri.toString());
}

function toDiagnostic(uri: Uri, document: SysctlDocument, finding: Finding): Diagnostic {
  const diagnostic = new Diagnostic(toRange(document, finding), finding.message, SEVERITY[finding.severity]);
  diagnostic.source = SECTION;
  diagnostic.code = { value: finding.rule, target: rulePageUri(finding.rule) };
  if (finding.related) {
    diagnostic.relatedInformation = finding.related.map(
      (place) => new DiagnosticRelatedInformation(new Location(uri, toRange(document, place)), place.message),
    );
  }
  return diagnostic;
}
