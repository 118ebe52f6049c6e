// Findings as diagnostics: of open documents, and of closed files that somebody asked for.
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import {
  type FileFindings,
  isShownAlike,
  isTooLong,
  type Linted,
  lintUpTo,
  type Severity,
  type ShownFinding,
  type SysctlDocument,
  shownFindings,
  TOO_MUCH,
  unjudged,
} from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import type { HostTrees, JudgedTree } from "./host-trees.ts";
import { isJudged } from "./language.ts";
import type { Log } from "./log.ts";
import { rulePageUri } from "./page-uris.ts";
import { toRange } from "./ranges.ts";
import { SECTION } from "./switches.ts";
import { TooMuch, type WorkspaceReader } from "./workspace-files.ts";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export class Diagnostics implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(SECTION);
  /** What is shown of the files of trees: most of them stay as they are when one changes. */
  private readonly shown = new Map<string, FileFindings>();
  /** Files whose findings stay when no editor has them open. */
  private readonly kept = new Map<string, Uri>();
  private readonly documents: DocumentCache;
  private readonly trees: HostTrees;
  private readonly files: WorkspaceReader;
  private readonly log: Log;
  private readonly listening: Disposable;

  constructor(documents: DocumentCache, watch: DocumentWatch, trees: HostTrees, files: WorkspaceReader, log: Log) {
    this.documents = documents;
    this.trees = trees;
    this.files = files;
    this.log = log;
    this.listening = Disposable.from(
      this.collection,
      watch.onDidSettle((source) => this.judge(source)),
      trees.onDidJudge((judged) => this.publishTree(judged)),
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
    if (!openDocument(uri)) this.clear(uri);
  }

  private clear(uri: Uri): void {
    this.shown.delete(uri.toString());
    this.collection.delete(uri);
  }

  private judge(source: TextDocument): number {
    if (!isJudged(source)) return 0;
    // The tree speaks for it, and for all that hangs together with it.
    const inTree = this.trees.findingsIn(source);
    if (inTree) return inTree.findings.length;
    if (isTooLong(source)) return this.tell(source.uri, TOO_MUCH.lines);
    return this.publish(source.uri, this.documents.get(source), () => this.documents.lintedIn(source));
  }

  private async judgeFile(uri: Uri): Promise<number> {
    const inTree = this.trees.findingsOf(uri);
    if (inTree && inTree.file.reading.problem === undefined) return inTree.findings.length;
    let document: SysctlDocument;
    try {
      document = await this.files.readSysctl(uri);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      return this.tell(uri, error.message);
    }
    const open = openDocument(uri);
    if (open) return this.judge(open);
    return this.publish(uri, document, () => lintUpTo(document, this.documents.settingsAt(uri)));
  }

  private publishTree({ host, gone }: JudgedTree): void {
    for (const uri of gone.map((name) => Uri.parse(name))) {
      this.clear(uri);
      const open = openDocument(uri);
      if (open) this.judge(open);
      // A closed file that somebody asked for is judged by itself from now on.
      else this.refresh(uri);
    }
    const uriOf = (path: string): Uri | undefined => this.trees.uriOf(host, path);
    const entries: [Uri, Diagnostic[]][] = [];
    for (const [name, file] of host.byUri) {
      const known = this.shown.get(name);
      if (known && isShownAlike(known, file)) continue;
      const uri = Uri.parse(name);
      // Its places are those of the file, one character off in the first line; it is judged by itself.
      if (openDocument(uri)?.encoding === "utf8bom") continue;
      const diagnostics = this.log.run("diagnostics", () => toDiagnostics(uri, file.document, file, uriOf));
      if (!diagnostics) continue;
      this.shown.set(name, file);
      entries.push([uri, diagnostics]);
    }
    this.collection.set(entries);
  }

  /** Says of a file only why it was not read. */
  private tell(uri: Uri, reason: string): number {
    this.shown.delete(uri.toString());
    this.collection.set(uri, [notJudged(uri, reason)]);
    return 0;
  }

  private publish(uri: Uri, document: SysctlDocument, judge: () => Shown): number {
    const diagnostics = this.log.run("diagnostics", () => toDiagnostics(uri, document, judge()));
    this.shown.delete(uri.toString());
    this.collection.set(uri, diagnostics);
    return diagnostics?.length ?? 0;
  }

  private close(source: TextDocument): void {
    // Of texts of other languages, only trees tell here.
    if (!isJudged(source) || this.trees.hostOf(source.uri)) return;
    this.clear(source.uri);
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

type Shown = Pick<Linted, "findings" | "omitted"> & Partial<Pick<Linted, "left">>;

/** Of a file that was not read. */
const NO_LINES = { lineStarts: [0], contentStart: 0 } as const;

/** Why nothing is said of a file. */
export function notJudged(uri: Uri, reason: string): Diagnostic {
  return toDiagnostic(uri, NO_LINES, unjudged(reason));
}

/** One for each finding, and notices of what is not listed or was not read. */
export function toDiagnostics(uri: Uri, document: SysctlDocument, shown: Shown, uriOf?: (path: string) => Uri | undefined): Diagnostic[] {
  return shownFindings(document, shown).map((finding) => toDiagnostic(uri, document, finding, uriOf));
}

function toDiagnostic(
  uri: Uri,
  document: Parameters<typeof toRange>[0],
  finding: ShownFinding,
  uriOf: (path: string) => Uri | undefined = () => undefined,
): Diagnostic {
  const diagnostic = new Diagnostic(toRange(document, finding), finding.message, SEVERITY[finding.severity]);
  diagnostic.source = SECTION;
  if (finding.rule !== undefined) diagnostic.code = { value: finding.rule, target: rulePageUri(finding.rule) };
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((place) => {
      const elsewhere = place.file === undefined ? undefined : uriOf(place.file);
      return new DiagnosticRelatedInformation(new Location(elsewhere ?? uri, toRange(place.document, place)), place.message);
    });
  }
  return diagnostic;
}
