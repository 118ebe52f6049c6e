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
    languages.registerHoverProvider(SELECTOR, later(assist, "hover", "provideHover")),
    languages.registerCompletionItemProvider(
      SELECTOR,
      later(assist, "completion", "provideCompletionItems", "resolveCompletionItem"),
      ...TRIGGERS,
    ),
    languages.registerCodeActionsProvider(SELECTOR, later(assist, "actions", "provideCodeActions", "resolveCodeAction"), {
      providedCodeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
    }),
    languages.registerDefinitionProvider(SELECTOR, later(assist, "navigation", "provideDefinition")),
    languages.registerReferenceProvider(SELECTOR, later(assist, "navigation", "provideReferences")),
    languages.registerDocumentSymbolProvider(SELECTOR, later(assist, "structure", "provideDocumentSymbols"), { label: "sysctl" }),
    languages.registerFoldingRangeProvider(SELECTOR, later(assist, "structure", "provideFoldingRanges")),
    languages.registerDocumentHighlightProvider(SELECTOR, later(assist, "structure", "provideDocumentHighlights")),
    languages.registerSelectionRangeProvider(SELECTOR, later(assist, "structure", "provideSelectionRanges")),
    languages.registerDocumentFormattingEditProvider(SELECTOR, later(assist, "formatting", "provideDocumentFormattingEdits")),
    languages.registerDocumentRangeFormattingEditProvider(SELECTOR, later(assist, "formatting", "provideDocumentRangeFormattingEdits")),
  );
}

function registerForModules(assist: () => Promise<Assist>): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(MODULE_FILES, later(assist, "moduleFiles", "provideHover")),
    languages.registerCompletionItemProvider(MODULE_FILES, later(assist, "moduleFiles", "provideCompletionItems"), ...MODULE_FILE_TRIGGERS),
    languages.registerCodeActionsProvider(MODULE_FILES, later(assist, "moduleActions", "provideCodeActions"), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a provider is asked with goes on as it is
type Method = (...asked: any[]) => unknown;
type Answer<M> = M extends (...asked: infer A) => infer R ? (...asked: A) => Promise<Awaited<R>> : never;

/** Methods of one of the features, which is loaded when the first of them is called. */
function later<F extends keyof Assist, M extends keyof Assist[F]>(
  assist: () => Promise<Assist>,
  feature: F,
  ...methods: readonly M[]
): { [Name in M]: Answer<Assist[F][Name]> } {
  const answer =
    (method: M): Method =>
    async (...asked) =>
      ((await assist())[feature] as Record<M, Method>)[method](...asked);
  return Object.fromEntries(methods.map((method) => [method, answer(method)])) as { [Name in M]: Answer<Assist[F][Name]> };
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
      ...later(assist, "figures", "provideInlayHints"),
    }),
    languages.registerCodeLensProvider(SELECTOR, {
      onDidChangeCodeLenses: changed.event,
      ...later(assist, "figures", "provideCodeLenses"),
    }),
  );
}
