// Formatting of whole files and of parts.
import { Disposable, languages, type TextDocument, type TextEdit } from "vscode";
import { format, type Span } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { SELECTOR } from "./language.ts";
import type { Log } from "./log.ts";
import { toEdits, toSpan } from "./ranges.ts";
import { isOn } from "./settings.ts";

export function registerFormatting(documents: DocumentCache, log: Log): Disposable {
  const edits = (source: TextDocument, span?: Span): TextEdit[] | undefined =>
    log.run("formatting", () => {
      const document = documents.get(source);
      return toEdits(document, format(document, { alignEquals: isOn("format.alignEquals", source) }, span));
    });
  return Disposable.from(
    languages.registerDocumentFormattingEditProvider(SELECTOR, { provideDocumentFormattingEdits: (source) => edits(source) }),
    languages.registerDocumentRangeFormattingEditProvider(SELECTOR, {
      provideDocumentRangeFormattingEdits: (source, range) => edits(source, toSpan(source, range)),
    }),
  );
}
