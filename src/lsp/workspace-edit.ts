// Edits in the form that the client takes.
import { TextDocumentEdit, type TextEdit, type WorkspaceEdit } from "vscode-languageserver/node";
import type { OpenDocument } from "./open-documents.ts";
import type { Room } from "./room.ts";

/** Of one open document. */
export function editOf(source: OpenDocument, edits: TextEdit[], server: Room): WorkspaceEdit {
  return editsOf(edits.length > 0 ? [[source.written, edits]] : [], server);
}

/** Of any documents, by their addresses. */
export function editsOf(all: readonly (readonly [uri: string, edits: TextEdit[]])[], { client }: Room): WorkspaceEdit {
  if (!client.documentChanges) return { changes: Object.fromEntries(all) };
  return { documentChanges: all.map(([uri, edits]) => TextDocumentEdit.create({ uri, version: null }, edits)) };
}

/** The same, and a file that is made for it; undefined where the client makes none. */
export function withNewFile(edit: WorkspaceEdit, uri: string, text: string, { client }: Room): WorkspaceEdit | undefined {
  if (!client.documentChanges || !client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  const written = TextDocumentEdit.create({ uri, version: null }, [{ range: { start, end: start }, newText: text }]);
  const created = { kind: "create" as const, uri, options: { ignoreIfExists: true } };
  return { documentChanges: [...(edit.documentChanges ?? []), created, written] };
}
