// Formatting of whole files and of parts.
import { DocumentFormattingRequest, DocumentRangeFormattingRequest, type TextEdit } from "vscode-languageserver/node";
import { format, type Span } from "../../core/language/index.ts";
import { feature } from "../feature.ts";
import type { OpenDocument } from "../open-documents.ts";
import { toEdits, toSpan } from "../ranges.ts";
import type { Room } from "../room.ts";

function edits(source: OpenDocument, { documents, settings }: Room, span?: Span): TextEdit[] {
  const document = documents.get(source);
  return toEdits(document, format(document, { alignEquals: settings.isOn("format.alignEquals", source.uri) }, span));
}

export const formatting = feature({
  type: DocumentFormattingRequest.type,
  capabilities: { documentFormattingProvider: true },
  none: null,
  of: { sysctl: (source, _, server) => edits(source, server) },
});

export const rangeFormatting = feature({
  type: DocumentRangeFormattingRequest.type,
  capabilities: { documentRangeFormattingProvider: true },
  none: null,
  of: { sysctl: (source, { range }, server) => edits(source, server, toSpan(source, range)) },
});
