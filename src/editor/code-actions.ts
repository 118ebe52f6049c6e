// Quick fixes for findings, silencing a rule, and mending whole files.
import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  Position,
  type Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  workspace,
} from "vscode";
import {
  codeActions,
  FIX_ALL_TITLE,
  type Finding,
  fixAll,
  type CodeAction as OfferedAction,
  offeredActions,
  replaceLegacyNames,
  type Span,
  type SysctlDocument,
} from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { FIX_ALL } from "./fix-all.ts";
import type { HostTrees } from "./host-trees.ts";
import { LANGUAGE_ID } from "./language.ts";
import { toEdits, toRange, toSpan } from "./ranges.ts";
import type { Language } from "./services.ts";
import { findSysctlFiles, type WorkspaceReader } from "./workspace-files.ts";

/** Its edit is worked out once somebody chooses it. */
class LateAction extends CodeAction {
  readonly work: () => WorkspaceEdit | Promise<WorkspaceEdit>;

  constructor(title: string, diagnostics: readonly Diagnostic[], work: LateAction["work"]) {
    super(title, CodeActionKind.QuickFix);
    this.diagnostics = [...diagnostics];
    this.work = work;
  }
}

export function moduleFileActions({ trees, log }: Language) {
  return {
    provideCodeActions: (source: TextDocument, range: Range) =>
      log.run("code actions", () => {
        const found = trees.findingsIn(source);
        if (!found) return [];
        return codeActions(found.document, found.findings, toSpan(source, range)).map((offered) =>
          toAction(source.uri, found.document, offered, trees),
        );
      }),
  };
}

function toAction(uri: Uri, document: SysctlDocument, offered: OfferedAction, trees: HostTrees): CodeAction {
  const action = new CodeAction(offered.title, CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  if (offered.edits.length > 0) action.edit.set(uri, toEdits(document, offered.edits));
  const host = offered.create && trees.hostOf(uri);
  const created = host && offered.create && trees.uriOf(host, offered.create.path);
  if (created && offered.create) {
    action.edit.createFile(created, { ignoreIfExists: true });
    action.edit.insert(created, new Position(0, 0), offered.create.text);
  }
  action.isPreferred = offered.preferred;
  return action;
}

export function sysctlActions({ documents, trees, files, log }: Language) {
  return {
    provideCodeActions: (source: TextDocument, range: Range, { only, diagnostics }: CodeActionContext) =>
      log.run("code actions", () => [
        ...(only?.contains(FIX_ALL) ? [fixAllAction(documents, source)] : []),
        ...(!only || only.contains(CodeActionKind.QuickFix)
          ? quickFixes(documents, trees, files, source, toSpan(source, range), diagnostics)
          : []),
      ]),
    async resolveCodeAction(action: CodeAction): Promise<CodeAction> {
      if (action instanceof LateAction) action.edit = await action.work();
      return action;
    },
  };
}

function fixAllAction(documents: DocumentCache, source: TextDocument): CodeAction {
  const action = new CodeAction(FIX_ALL_TITLE, FIX_ALL);
  action.edit = fixAllEdit(documents, source);
  return action;
}

function fixAllEdit(documents: DocumentCache, source: TextDocument): WorkspaceEdit {
  const document = documents.get(source);
  const edit = new WorkspaceEdit();
  edit.set(source.uri, toEdits(document, fixAll(document, documents.settingsOf(source))));
  return edit;
}

function quickFixes(
  documents: DocumentCache,
  trees: HostTrees,
  files: WorkspaceReader,
  source: TextDocument,
  span: Span,
  diagnostics: readonly Diagnostic[],
): readonly CodeAction[] {
  const document = documents.get(source);
  const findings = documents.findingsIn(source);
  const shown = (finding: Finding): readonly Diagnostic[] =>
    diagnostics.filter((diagnostic) => isOf(diagnostic, finding.rule) && diagnostic.range.isEqual(toRange(document, finding)));
  return offeredActions(document, findings, span, workspace.workspaceFolders !== undefined).map((offered) => {
    if (offered.kind === "fix-all") return new LateAction(offered.title, diagnostics, () => fixAllEdit(documents, source));
    if (offered.kind === "legacy") return new LateAction(offered.title, shown(offered.finding), () => legacyEdit(documents, files));
    const action = toAction(source.uri, document, offered.action, trees);
    action.diagnostics = [...shown(offered.action.finding)];
    return action;
  });
}

/** One edit over every sysctl file of the workspace and every open one: undone in one go. */
async function legacyEdit(documents: DocumentCache, files: WorkspaceReader): Promise<WorkspaceEdit> {
  const edit = new WorkspaceEdit();
  const open = new Map(
    workspace.textDocuments.filter((source) => source.languageId === LANGUAGE_ID).map((source) => [source.uri.toString(), source]),
  );
  const closed = (await findSysctlFiles()).map((uri) => uri.toString()).filter((uri) => !open.has(uri));
  for (const [, source] of open) {
    const document = documents.get(source);
    add(edit, source.uri, toEdits(document, replaceLegacyNames(document, documents.settingsOf(source))));
  }
  for (const name of closed) {
    const uri = Uri.parse(name);
    const document = await files.readSysctl(uri).catch(() => undefined);
    // What cannot be read, or is a link out of the folder, is left alone.
    if (!document) continue;
    add(edit, uri, toEdits(document, replaceLegacyNames(document, documents.settingsAt(uri))));
  }
  return edit;
}

function add(edit: WorkspaceEdit, uri: Uri, edits: ReturnType<typeof toEdits>): void {
  if (edits.length > 0) edit.set(uri, edits);
}

function isOf(diagnostic: Diagnostic, rule: string): boolean {
  return typeof diagnostic.code === "object" && diagnostic.code.value === rule;
}
