// Hover and completion in modprobe.d and in lists of modules: for nf_conntrack, and silent about all others.
import { CompletionItem, CompletionItemKind, Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import { completeModuleFile, type ModuleFile, moduleFileHover, moduleFileKind, sortText } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

export function moduleFiles({ documents, trees, log }: Language) {
  const fileOf = (source: TextDocument): ModuleFile | undefined => {
    const kind = moduleFileKind(source.uri.path);
    const host = trees.hostOf(source.uri)?.configuration;
    return kind && { kind, text: source.getText(), target: documents.settingsOf(source).target, host };
  };
  return {
    provideHover: (source: TextDocument, position: Position) =>
      log.run("hover", () => {
        const file = fileOf(source);
        const found = file && moduleFileHover(file, toOffset(source, position));
        return found && new Hover(new MarkdownString(found.markdown), toRange(documents.get(source), found));
      }),
    provideCompletionItems: (source: TextDocument, position: Position) =>
      log.run("completion", () => {
        const file = fileOf(source);
        return file && completeModuleFile(file, toOffset(source, position)).map((core) => toItem(core, documents, source));
      }),
  };
}

function toItem(core: ReturnType<typeof completeModuleFile>[number], documents: DocumentCache, source: TextDocument): CompletionItem {
  const kind = core.kind === "value" ? CompletionItemKind.Value : CompletionItemKind.Property;
  const item = new CompletionItem({ label: core.label, description: core.detail }, kind);
  item.insertText = core.insert;
  item.range = toRange(documents.get(source), core.replace);
  item.sortText = sortText(core);
  if (core.documentation) item.documentation = new MarkdownString(core.documentation());
  if (core.goesOn) item.command = { command: "editor.action.triggerSuggest", title: "" };
  return item;
}
