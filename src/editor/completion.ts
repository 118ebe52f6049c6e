// Completion of keys, values, comments that steer, and whole setups.
import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  MarkdownString,
  type Position,
  type Range,
  SnippetString,
  type TextDocument,
} from "vscode";
import { type CompletionItem as CoreItem, complete, filterText, isIncomplete, sortText } from "../core/language/index.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

/** How VS Code shows a kind. */
const KINDS: Readonly<Record<CoreItem["kind"], CompletionItemKind>> = {
  segment: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  comment: CompletionItemKind.Keyword,
  rule: CompletionItemKind.EnumMember,
  setup: CompletionItemKind.Snippet,
};

/** Carries the core's item until somebody looks at it. */
class Item extends CompletionItem {
  readonly core: CoreItem;

  constructor(core: CoreItem) {
    super({ label: core.label, description: core.detail }, KINDS[core.kind]);
    this.core = core;
    this.insertText = core.kind === "setup" ? new SnippetString(core.insert) : core.insert;
    this.sortText = sortText(core);
    const filter = filterText(core);
    if (filter !== undefined) this.filterText = filter;
    if (core.goesOn) this.command = { command: "editor.action.triggerSuggest", title: "" };
  }
}

/** `range` is what the item replaces. */
export function toCompletion(core: CoreItem, range: Range): CompletionItem {
  const item = new Item(core);
  item.range = range;
  return item;
}

export function withDocumentation(item: CompletionItem): CompletionItem {
  if (item instanceof Item && item.core.documentation) item.documentation = new MarkdownString(item.core.documentation());
  return item;
}

export function sysctlCompletion({ documents, log }: Language) {
  return {
    provideCompletionItems: (source: TextDocument, position: Position) =>
      log.run("completion", () => {
        const document = documents.get(source);
        const found = complete(document, toOffset(source, position), documents.settingsOf(source));
        const items = found.map((core) => toCompletion(core, toRange(document, core.replace)));
        return new CompletionList(items, isIncomplete(found));
      }),
    resolveCompletionItem: withDocumentation,
  };
}
