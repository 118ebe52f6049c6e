// Hover on keys, values and rule names.
import { type Disposable, Hover, languages, MarkdownString } from "vscode";
import { hover } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { SELECTOR } from "./language.ts";
import { toOffset, toRange } from "./ranges.ts";
import { settingsFor } from "./settings.ts";

export function registerHover(documents: DocumentCache): Disposable {
  return languages.registerHoverProvider(SELECTOR, {
    provideHover(source, position) {
      const document = documents.get(source);
      const found = hover(document, toOffset(source, position), settingsFor(source));
      return found && new Hover(new MarkdownString(found.markdown), toRange(document, found));
    },
  });
}
