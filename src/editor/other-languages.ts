// Findings, hovers and fixes in texts of other languages: shell, YAML and what else settings stand in. A text without our
// word costs one look, once somebody stops typing; the readers are loaded with the first that has it.
import {
  CodeAction,
  CodeActionKind,
  type CompletionItem,
  Disposable,
  Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import {
  completeEmbedded,
  completeUnfinished,
  type EmbeddedReading,
  FIX_ALL_TITLE,
  fixAllEmbedded,
  fixesAt,
  hoverEmbedded,
  hoverParts,
  inlayHintsEmbedded,
  isTooLongToRead,
  isWorthReading,
  OTHER_TRIGGERS,
  readingOf,
  TOO_MUCH,
} from "../core/language/index.ts";
import { toCompletion, withDocumentation } from "./completion.ts";
import { notJudged, toDiagnostics } from "./diagnostics.ts";
import { FIX_ALL } from "./fix-all.ts";
import type { HostTrees, LoadReaders } from "./host-trees.ts";
import { toInlayHint } from "./inline-figures.ts";
import { isReadOnly } from "./language.ts";
import type { Log } from "./log.ts";
import { OTHER_SELECTOR, otherKind } from "./other-kinds.ts";
import { toEdits, toOffset, toRange, toSpan } from "./ranges.ts";
import type { SettingsReader } from "./settings.ts";
import { isOn, SECTION } from "./switches.ts";

/** Milliseconds without an edit. */
const DELAY = 300;

interface Entry extends EmbeddedReading {
  readonly version: number;
}

export function registerOtherLanguages(load: LoadReaders, settings: SettingsReader, trees: HostTrees, log: Log): Disposable {
  const watch = new OtherLanguages(load, settings, trees, log);
  return Disposable.from(
    watch,
    languages.registerHoverProvider(OTHER_SELECTOR, {
      provideHover: async (source, position) => {
        const entry = await watch.entryOf(source);
        const found = entry && log.run("hover", () => hoverEmbedded(entry.embedded, toOffset(source, position), settings.read(source)));
        return (
          found &&
          new Hover(
            hoverParts(found).map((part) => new MarkdownString(part)),
            toRange(entry.host, found),
          )
        );
      },
    }),
    languages.registerCompletionItemProvider(
      OTHER_SELECTOR,
      {
        provideCompletionItems: async (source, position) => {
          const entry = await watch.entryOf(source);
          const items =
            entry && log.run("completion", () => completeEmbedded(entry.embedded, toOffset(source, position), settings.read(source)));
          if (entry && items && items.length > 0) return items.map((core) => toCompletion(core, toRange(entry.host, core.replace)));
          return otherKind(source, settings) ? unfinished(source, position, settings) : [];
        },
        resolveCompletionItem: withDocumentation,
      },
      ...OTHER_TRIGGERS,
    ),
    languages.registerInlayHintsProvider(OTHER_SELECTOR, {
      provideInlayHints: async (source, range) => {
        const entry = isOn("inlayHints.enabled", source) ? await watch.entryOf(source) : undefined;
        if (!entry) return [];
        const { host, embedded } = entry;
        const hints = log.run("inlay hints", () => inlayHintsEmbedded(host, embedded, toSpan(source, range), settings.read(source)));
        return hints?.map((hint) => toInlayHint(host, hint));
      },
    }),
    languages.registerCodeActionsProvider(
      OTHER_SELECTOR,
      {
        provideCodeActions: async (source, range, { only }) => {
          const entry = await watch.entryOf(source);
          if (!entry) return [];
          if (only?.contains(FIX_ALL)) return [fixAllAction(entry, source, settings)];
          return log.run("code actions", () => quickFixes(entry, source.uri, toSpan(source, range))) ?? [];
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    ),
  );
}

class OtherLanguages implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(`${SECTION}-embedded`);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly entries = new Map<string, Entry>();
  private readonly load: LoadReaders;
  private readonly settings: SettingsReader;
  private readonly trees: HostTrees;
  private readonly log: Log;
  private readonly listening: Disposable;

  constructor(load: LoadReaders, settings: SettingsReader, trees: HostTrees, log: Log) {
    this.load = load;
    this.settings = settings;
    this.trees = trees;
    this.log = log;
    this.listening = Disposable.from(
      this.collection,
      workspace.onDidOpenTextDocument((source) => this.judgeSoon(source, 0)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.judgeSoon(document, DELAY);
      }),
      workspace.onDidCloseTextDocument((source) => this.forget(source.uri)),
      trees.onDidJudge(({ host, gone }) => {
        for (const source of workspace.textDocuments) {
          const name = source.uri.toString();
          if (host.byUri.get(name)?.left || gone.includes(name)) this.judgeSoon(source, 0);
        }
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(SECTION)) return;
        this.entries.clear();
        for (const { document } of window.visibleTextEditors) this.judgeSoon(document, 0);
      }),
    );
    for (const source of workspace.textDocuments) this.judgeSoon(source, 0);
  }

  /** What a text sets and what is to be said of it; undefined for a text that is none of ours. */
  async entryOf(source: TextDocument): Promise<Entry | undefined> {
    const name = source.uri.toString();
    const known = this.entries.get(name);
    if (known?.version === source.version) return known;
    const kind = otherKind(source, this.settings);
    const text = kind ? source.getText() : "";
    if (!kind || !isWorthReading(text)) return undefined;
    const { version } = source;
    const { readEmbedded } = await this.load();
    return this.log.run("other languages", () => {
      const entry: Entry = { version, ...readingOf(text, (one) => readEmbedded(one, kind), this.settings.read(source)) };
      if (source.version === version && !source.isClosed) this.entries.set(name, entry);
      return entry;
    });
  }

  private judgeSoon(source: TextDocument, delay: number): void {
    if (isReadOnly(source) || !otherKind(source, this.settings)) return;
    const name = source.uri.toString();
    clearTimeout(this.timers.get(name));
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        this.judge(source).catch((error) => this.log.report("other languages", error));
      }, delay),
    );
  }

  private async judge(source: TextDocument): Promise<void> {
    if (source.isClosed) return;
    const { version } = source;
    const entry = await this.entryOf(source);
    // Typed in meanwhile: the next look is on its way.
    if (source.isClosed || source.version !== version) return;
    // A tree tells beside the file why it does not read it.
    const told = this.trees.findingsOf(source.uri)?.left ?? [];
    if (entry) {
      const left = entry.linted.left.filter((reason) => !told.includes(reason));
      this.collection.set(source.uri, toDiagnostics(source.uri, entry.host, { ...entry.linted, left }));
    } else
      this.collection.set(source.uri, told.length === 0 && this.isTooLong(source) ? [notJudged(source.uri, TOO_MUCH.embedded)] : undefined);
  }

  private isTooLong(source: TextDocument): boolean {
    return otherKind(source, this.settings) !== undefined && isTooLongToRead(source.getText());
  }

  private forget(uri: Uri): void {
    const name = uri.toString();
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    this.entries.delete(name);
    this.collection.delete(uri);
  }

  dispose(): void {
    this.listening.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

function quickFixes({ host, linted }: Entry, uri: Uri, span: { readonly start: number; readonly end: number }): CodeAction[] {
  return fixesAt(linted.findings, span).map(({ title, edits, preferred }) => {
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.edit = new WorkspaceEdit();
    action.edit.set(uri, toEdits(host, edits));
    action.isPreferred = preferred;
    return action;
  });
}

/** A key without a value yet. */
function unfinished(source: TextDocument, { line, character }: Position, settings: SettingsReader): CompletionItem[] {
  return completeUnfinished(source.lineAt(line).text, character, 0, settings.read(source)).map((core) =>
    toCompletion(core, new Range(line, core.replace.start, line, core.replace.end)),
  );
}

function fixAllAction({ host, read }: Entry, source: TextDocument, settings: SettingsReader): CodeAction {
  const action = new CodeAction(FIX_ALL_TITLE, FIX_ALL);
  action.edit = new WorkspaceEdit();
  action.edit.set(source.uri, toEdits(host, fixAllEmbedded(host.text, read, settings.read(source))));
  return action;
}
