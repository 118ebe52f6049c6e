// Quick fixes for findings, silencing a rule, and mending whole files.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import {
  type CodeAction as CoreAction,
  codeActions,
  FIX_ALL_TITLE,
  type Finding,
  fixAll,
  fixAllEmbedded,
  fixesAt,
  offeredActions,
} from "../../core/language/index.ts";
import { type Feature, feature } from "../feature.ts";
import { legacyEdit } from "../legacy-names.ts";
import type { OpenDocument } from "../open-documents.ts";
import { type Lines, toEdits, toRange, toSpan } from "../ranges.ts";
import type { Room } from "../room.ts";
import { editOf, withNewFile } from "../workspace-edit.ts";

const FIX_ALL = `${CodeActionKind.SourceFixAll}.conntrack`;

/** Edits that are worked out once somebody chooses an action. */
const LATE: Readonly<Record<"fix-all" | "legacy", (source: OpenDocument, server: Room) => Promise<WorkspaceEdit>>> = {
  "fix-all": fixAllEdit,
  legacy: (_, server) => legacyEdit(server),
};

const answering = feature({
  type: CodeActionRequest.type,
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true } },
  none: null,
  of: {
    sysctl: async (source, params, server) => [
      ...(wantsFixAll(params) ? [await fixAllAction(source, server)] : []),
      ...(wantsFixes(params) ? await quickFixes(source, params, server) : []),
    ],
    modules: (source, params, server) => {
      const found = wantsFixes(params) ? server.trees.findingsIn(source) : undefined;
      if (!found) return [];
      const offered = codeActions(found.document, found.findings, toSpan(source, params.range));
      return offered.flatMap((one) => toAction(source, found.document, one, params, server) ?? []);
    },
    other: async (source, params, server) => {
      const reading = await server.others.of(source);
      if (!reading) return [];
      if (wantsFixAll(params)) return [await fixAllAction(source, server)];
      if (!wantsFixes(params)) return [];
      return fixesAt(reading.linted.findings, toSpan(source, params.range)).map(({ title, edits, preferred }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        edit: editOf(source, toEdits(reading.host, edits), server),
        isPreferred: preferred,
      }));
    },
  },
});

export const actions: Feature = {
  ...answering,
  register: (server) => {
    answering.register(server);
    server.connection.onRequest(CodeActionResolveRequest.type, async (action: CodeAction): Promise<CodeAction> => {
      server.gate.pass();
      const [kind, uri] = Array.isArray(action.data) ? action.data : [];
      const source = typeof uri === "string" ? server.open.get(uri) : undefined;
      const late = kind === "fix-all" || kind === "legacy" ? LATE[kind as keyof typeof LATE] : undefined;
      return source && late ? { ...action, edit: await late(source, server) } : action;
    });
  },
};

/** Only where it is asked for by name: on save, or as a command of its own. */
function wantsFixAll({ context: { only } }: CodeActionParams): boolean {
  return only?.some((kind) => kind !== "" && (FIX_ALL === kind || FIX_ALL.startsWith(`${kind}.`))) === true;
}

function wantsFixes({ context: { only } }: CodeActionParams): boolean {
  return !only || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}

async function fixAllAction(source: OpenDocument, server: Room): Promise<CodeAction> {
  return { title: FIX_ALL_TITLE, kind: FIX_ALL, edit: await fixAllEdit(source, server) };
}

async function fixAllEdit(source: OpenDocument, server: Room): Promise<WorkspaceEdit> {
  if (server.kindOf(source) === "other") {
    const reading = await server.others.of(source);
    const settings = server.settings.of(source.uri);
    return editOf(source, reading ? toEdits(reading.host, fixAllEmbedded(reading.host.text, reading.read, settings)) : [], server);
  }
  const document = server.documents.get(source);
  return editOf(source, toEdits(document, fixAll(document, server.documents.settingsOf(source))), server);
}

async function quickFixes(source: OpenDocument, params: CodeActionParams, server: Room): Promise<readonly CodeAction[]> {
  const document = server.documents.get(source);
  const findings = server.documents.findingsIn(source);
  const hasFolders = server.folders.all().length > 0;
  const actions: CodeAction[] = [];
  for (const offered of offeredActions(document, findings, toSpan(source, params.range), hasFolders)) {
    if ("action" in offered) {
      const action = toAction(source, document, offered.action, params, server);
      if (action) actions.push(action);
      continue;
    }
    const { title, kind } = offered;
    const diagnostics = offered.kind === "legacy" ? shown(offered.finding, document, params) : params.context.diagnostics;
    const late = server.client.lateEdits ? { data: [kind, source.uri] } : { edit: await LATE[kind](source, server) };
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, ...late });
  }
  return actions;
}

/** Undefined where the client could not make the file that the action is about. */
function toAction(
  source: OpenDocument,
  document: Lines,
  { title, edits, create, preferred, finding }: CoreAction,
  params: CodeActionParams,
  server: Room,
): CodeAction | undefined {
  let edit: WorkspaceEdit | undefined = editOf(source, toEdits(document, edits), server);
  const host = create && server.trees.hostOf(source.uri);
  const created = host && create && server.trees.uriOf(host, create.path);
  if (created !== undefined && create) edit = withNewFile(edit, created, create.text, server);
  if (!edit) return undefined;
  return { title, kind: CodeActionKind.QuickFix, edit, isPreferred: preferred, diagnostics: shown(finding, document, params) };
}

/** The client's own findings that an action is about. */
function shown(finding: Finding, document: Lines, { context }: CodeActionParams): Diagnostic[] {
  const { start, end } = toRange(document, finding);
  return context.diagnostics.filter(
    ({ code, range }) =>
      code === finding.rule &&
      [range.start.line, range.start.character, range.end.line, range.end.character].join() ===
        [start.line, start.character, end.line, end.character].join(),
  );
}
