// Findings for clients that ask for them: of a document, open or not, and of all files of the folders.
import {
  type Diagnostic,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { addressOf, canonical } from "../addresses.ts";
import { findingsInFile, findingsOf } from "../diagnostics.ts";
import type { Feature } from "../feature.ts";
import { breathe } from "../gate.ts";
import type { Room } from "../room.ts";

export const diagnostics: Feature = {
  method: DocumentDiagnosticRequest.method,
  kinds: ["sysctl", "modules", "other"],
  capabilities: { diagnosticProvider: { identifier: "conntrack", interFileDependencies: true, workspaceDiagnostics: true } },
  register: (room) => {
    const reports = new Reports();
    room.connection.onRequest(DocumentDiagnosticRequest.type, async ({ textDocument: { uri }, previousResultId }, token) => {
      room.gate.pass();
      await breathe(token);
      await Promise.all([room.settings.ready(), room.trees.ready()]);
      const source = room.open.get(uri);
      const found = source ? await findingsOf(source, room) : findingsInFile(canonical(uri), room);
      return reports.of(uri, found, previousResultId);
    });
    room.connection.onRequest(WorkspaceDiagnosticRequest.type, async ({ previousResultIds, workDoneToken }, token) => {
      room.gate.pass();
      const progress = room.connection.window.attachWorkDoneProgress(workDoneToken);
      progress.begin("Conntrack: checking files", 0, undefined, true);
      try {
        await Promise.all([room.settings.ready(), room.trees.ready()]);
        const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        const uris = closedFiles(room);
        const items: WorkspaceDocumentDiagnosticReport[] = [];
        for (const [index, uri] of uris.entries()) {
          await breathe(token);
          progress.report((100 * index) / uris.length);
          items.push({ uri, version: null, ...reports.of(uri, findingsInFile(uri, room), before.get(uri)) });
        }
        return { items };
      } finally {
        progress.done();
      }
    });
  },
};

/** Of trees and of whatever else lies in the folders; an open document is asked for by itself. */
function closedFiles({ trees, open }: Room): readonly string[] {
  const uris = new Set<string>();
  for (const { byUri } of trees.all()) for (const uri of byUri.keys()) uris.add(uri);
  for (const { path } of trees.sysctlFiles()) uris.add(addressOf(path));
  return [...uris].filter((uri) => !open.get(uri));
}

type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

/** What was answered last of each document: the same is not sent again. */
class Reports {
  private readonly latest = new Map<string, { readonly id: string; readonly text: string }>();
  private count = 0;

  of(uri: string, items: Diagnostic[], previous: string | undefined): Report {
    const text = JSON.stringify(items);
    const known = this.latest.get(uri);
    const isSame = known?.text === text;
    const id = isSame ? known.id : String(++this.count);
    this.latest.set(uri, { id, text });
    if (isSame && previous === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }
}
