// Today's names for those from before nf_conntrack, in every sysctl file of the folders and every open one.
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { parse, replaceLegacyNames } from "../core/language/index.ts";
import { readInside } from "../linux/index.ts";
import { addressOf } from "./addresses.ts";
import { toEdits } from "./ranges.ts";
import type { Room } from "./room.ts";
import { editsOf } from "./workspace-edit.ts";

export async function legacyEdit(server: Room): Promise<WorkspaceEdit> {
  const { open, documents, settings, trees } = server;
  const all: (readonly [string, TextEdit[]])[] = [];
  const add = (uri: string, edits: TextEdit[]): void => {
    if (edits.length > 0) all.push([uri, edits]);
  };
  for (const source of open) {
    if (server.kindOf(source) !== "sysctl") continue;
    const document = documents.get(source);
    add(source.written, toEdits(document, replaceLegacyNames(document, documents.settingsOf(source))));
  }
  for (const { folder, path } of trees.sysctlFiles()) {
    const uri = addressOf(path);
    const reading = open.get(uri) ? undefined : readInside(folder.path, path);
    // What cannot be read, or is a link out of the folder, is left alone.
    if (!reading || reading.problem !== undefined) continue;
    const document = parse(reading.text);
    add(uri, toEdits(document, replaceLegacyNames(document, settings.of(uri)), true));
  }
  return editsOf(all, server);
}
