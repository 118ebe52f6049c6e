// Registers what helps with a document: each provider asks a file that is loaded at the first question.
import { CodeActionKind, Disposable, EventEmitter, languages, workspace } from "vscode";
import { MODULE_FILE_TRIGGERS, TRIGGERS } from "../core/language/index.ts";
import type { Assist } from "./assist.ts";
import { FIX_ALL } from "./fix-all.ts";
import { MODULE_FILES, SELECTOR } from "./language.ts";
import type { Language } from "./services.ts";
import { SECTION } from "./switches.ts";

export function registerProviders({ trees, host }: Language, assist: () => Promise<Assist>): Disposable {
  return Disposable.from(registerForSysctl(assist), registerForModules(assist), registerFigures(trees, host, assist));
}

function registerForSysctl(assist: () => Promise<Assist>): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(SELECTOR, {
      provideHover: async (source, position) => (await assist()).hover.provideHover(source, position),
    }),
    languages.registerCompletionItemProvider(
      SELECTOR,
      {
        provideCompletionItems: async (source, position) => (await assist()).completion.provideCompletionItems(source, position),
        resolveCompletionItem: async (item) => (await assist()).completion.resolveCompletionItem(item),
      },
      ...TRIGGERS,
    ),
    languages.registerCodeActionsProvider(
      SELECTOR,
      {
        provideCodeActions: async (source, range, context) => (await assist()).actions.provideCodeActions(source, range, context),
        resolveCodeAction: async (action) => (await assist()).actions.resolveCodeAction(action),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    ),
    languages.registerDefinitionProvider(SELECTOR, {
      provideDefinition: async (source, position) => (await assist()).navigation.provideDefinition(source, position),
    }),
    languages.registerReferenceProvider(SELECTOR, {
      provideReferences: async (source, position) => (await assist()).navigation.provideReferences(source, position),
    }),
    languages.registerDocumentSymbolProvider(
      SELECTOR,
      { provideDocumentSymbols: async (source) => (await assist()).structure.provideDocumentSymbols(source) },
      { label: "sysctl" },
    ),
    languages.registerFoldingRangeProvider(SELECTOR, {
      provideFoldingRanges: async (source) => (await assist()).structure.provideFoldingRanges(source),
    }),
    languages.registerDocumentHighlightProvider(SELECTOR, {
      provideDocumentHighlights: async (source, position) => (await assist()).structure.provideDocumentHighlights(source, position),
    }),
    languages.registerSelectionRangeProvider(SELECTOR, {
      provideSelectionRanges: async (source, positions) => (await assist()).structure.provideSelectionRanges(source, positions),
    }),
    languages.registerDocumentFormattingEditProvider(SELECTOR, {
      provideDocumentFormattingEdits: async (source) => (await assist()).formatting.provideDocumentFormattingEdits(source),
    }),
    languages.registerDocumentRangeFormattingEditProvider(SELECTOR, {
      provideDocumentRangeFormattingEdits: async (source, range) =>
        (await assist()).formatting.provideDocumentRangeFormattingEdits(source, range),
    }),
  );
}

function registerForModules(assist: () => Promise<Assist>): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(MODULE_FILES, {
      provideHover: async (source, position) => (await assist()).moduleFiles.provideHover(source, position),
    }),
    languages.registerCompletionItemProvider(
      MODULE_FILES,
      { provideCompletionItems: async (source, position) => (await assist()).moduleFiles.provideCompletionItems(source, position) },
      ...MODULE_FILE_TRIGGERS,
    ),
    languages.registerCodeActionsProvider(
      MODULE_FILES,
      { provideCodeActions: async (source, range) => (await assist()).moduleActions.provideCodeActions(source, range) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
}

/** Figures within the text, which change with more than the text. */
function registerFigures(trees: Language["trees"], host: Language["host"], assist: () => Promise<Assist>): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    trees.onDidJudge(() => changed.fire()),
    host.onDidChange(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changed.fire();
    }),
    languages.registerInlayHintsProvider(SELECTOR, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (source, range) => (await assist()).figures.provideInlayHints(source, range),
    }),
    languages.registerCodeLensProvider(SELECTOR, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (source) => (await assist()).figures.provideCodeLenses(source),
    }),
  );
}
