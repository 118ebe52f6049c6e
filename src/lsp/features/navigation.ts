// From a key to the line that is in force, and to all lines that set it, across the files of a tree.
import { DefinitionRequest, type Location, type Position, ReferencesRequest } from "vscode-languageserver/node";
import type { LineFate } from "../../core/boot/index.ts";
import { linesOf, settingAt } from "../../core/language/index.ts";
import { feature } from "../feature.ts";
import type { OpenDocument } from "../open-documents.ts";
import { toRange } from "../ranges.ts";
import type { Room } from "../room.ts";

async function linesAt(source: OpenDocument, position: Position, server: Room): Promise<readonly Location[]> {
  const { trees, documents } = server;
  await trees.ready();
  const host = trees.hostOf(source.uri);
  const setting = host && settingAt(host.configuration, documents.get(source), source.offsetAt(position), documents.targetOf(source));
  return setting ? linesOf(setting).flatMap((line) => placeOf(line, source, server) ?? []) : [];
}

export const definitions = feature({
  type: DefinitionRequest.type,
  capabilities: { definitionProvider: true },
  none: null,
  of: { sysctl: async (source, { position }, server) => (await linesAt(source, position, server))[0] ?? null },
});

export const references = feature({
  type: ReferencesRequest.type,
  capabilities: { referencesProvider: true },
  none: null,
  of: { sysctl: async (source, { position }, server) => [...(await linesAt(source, position, server))] },
});

function placeOf({ file, statement }: Pick<LineFate, "file" | "statement">, source: OpenDocument, server: Room): Location | undefined {
  const { trees, open } = server;
  const host = trees.hostOf(source.uri);
  const uri = host && trees.uriOf(host, file.real ?? file.path);
  const document = uri === undefined ? undefined : host?.byUri.get(uri)?.document;
  if (uri === undefined || !document) return undefined;
  return { uri: open.get(uri)?.written ?? uri, range: toRange(document, statement.keySpan, true) };
}
