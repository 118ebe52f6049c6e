// Formatting of whole files and of parts.
import type { Range, TextDocument, TextEdit } from "vscode";
import { format, type Span } from "../core/language/index.ts";
import { toEdits, toSpan } from "./ranges.ts";
import type { Language } from "./services.ts";
import { isOn } from "./switches.ts";

export function formatting({ documents, log }: Language) {
  const edits = (source: TextDocument, span?: Span): TextEdit[] | undefined =>
    log.run("formatting", () => {
      const document = documents.get(source);
      return toEdits(document, format(document, { alignEquals: isOn("format.alignEquals", source) }, span));
    });
  return {
    provideDocumentFormattingEdits: (source: TextDocument) => edits(source),
    provideDocumentRangeFormattingEdits: (source: TextDocument, range: Range) => edits(source, toSpan(source, range)),
  };
}
