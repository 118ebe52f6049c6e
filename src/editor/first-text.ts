// Waits for the first text of another language that has our word in it: the rest of what looks at them is loaded then.
import { Disposable, type TextDocument, workspace } from "vscode";
import { EMBEDDED_KINDS, kindOfDocument, mayHoldSettings, USUAL_KINDS } from "../core/language/index.ts";
import type { Log } from "./log.ts";
import { SECTION } from "./switches.ts";

/** A key of ours that is still being typed. */
const KEY_BEGUN = /\bnet[./]netfilter[./]/;
/** Milliseconds without an edit. */
const DELAY = 300;

export function whenOtherLanguage(load: () => Promise<unknown>, log: Log): Disposable {
  const timers = new Map<TextDocument, ReturnType<typeof setTimeout>>();
  let listening: Disposable | undefined;
  const stop = (): void => {
    listening?.dispose();
    listening = undefined;
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  };
  const look = (source: TextDocument): void => {
    if (!listening || source.isClosed || !isNeeded(source)) return;
    stop();
    load().catch((error: unknown) => log.report("other languages", error));
  };
  const forget = (source: TextDocument): void => {
    clearTimeout(timers.get(source));
    timers.delete(source);
  };
  listening = Disposable.from(
    workspace.onDidOpenTextDocument(look),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      forget(document);
      timers.set(
        document,
        setTimeout(() => {
          timers.delete(document);
          look(document);
        }, DELAY),
      );
    }),
    // Another choice of languages.
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.languages`)) for (const source of workspace.textDocuments) look(source);
    }),
  );
  for (const source of workspace.textDocuments) look(source);
  return new Disposable(stop);
}

function isNeeded(source: TextDocument): boolean {
  const kind = kindOfDocument(source.languageId, source.uri.path, () => source.getText());
  if (!kind) return false;
  const chosen = workspace.getConfiguration(SECTION, source).get<unknown>("languages");
  const kinds = Array.isArray(chosen) ? EMBEDDED_KINDS.filter((one) => chosen.includes(one)) : USUAL_KINDS;
  const text = source.getText();
  return [...kinds].includes(kind) && (mayHoldSettings(text) || KEY_BEGUN.test(text));
}
