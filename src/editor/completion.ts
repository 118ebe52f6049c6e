// Completion of keys and values.
import { CompletionItem, CompletionItemKind, type Disposable, languages, MarkdownString } from "vscode";
import { type CompletionItem as CoreItem, complete } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { SELECTOR } from "./language.ts";
import { toOffset, toRange } from "./ranges.ts";
import { settingsFor } from "./settings.ts";

const KINDS = { key: CompletionItemKind.Property, value: CompletionItemKind.Value } as const;

/** Carries the core's item until somebody looks at it. */
class Item extends CompletionItem {
  readonly core: CoreItem;

  constructor(core: CoreItem) {
    super({ label: core.label, description: core.detail }, KINDS[core.kind]);
    this.core = core;
    this.insertText = core.insert;
    this.sortText = String(core.rank).padStart(4, "0");
    if (core.kind === "key") this.command = { command: "editor.action.triggerSuggest", title: "" };
  }
}

export function registerCompletion(documents: DocumentCache): Disposable {
  return languages.registerCompletionItemProvider(
    SELECTOR,
    {
      provideCompletionItems(source, position) {
        const document = documents.get(source);
        return complete(document, toOffset(source, position), settingsFor(source).target).map((core) => {
          const item = new Item(core);
          item.range = toRange(document, core.replace);
          return item;
        });
      },
      resolveCompletionItem(item) {
        if (item instanceof Item && item.core.documentation) item.documentation = new MarkdownString(item.core.documentation());
        return item;
      },
    },
    ".",
    "/",
    "=",
  );
}
