// Hover on keys, values and rule names.
import { type Disposable, Hover, languages, MarkdownString } from "vscode";
import { hover } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isJudged, SELECTOR } from "./language.ts";
import type { Log } from "./log.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { RunningHost } from "./running-host.ts";

export function registerHover(documents: DocumentCache, host: RunningHost, log: Log): Disposable {
  return languages.registerHoverProvider(SELECTOR, {
    provideHover: (source, position) =>
      log.run("hover", () => {
        const document = documents.get(source);
        const found = hover(
          document,
          toOffset(source, position),
          documents.settingsOf(source),
          isJudged(source) ? host.besides(documents.isForHost(source)) : undefined,
        );
        return found && new Hover(new MarkdownString(found.markdown), toRange(document, found));
      }),
  });
}
