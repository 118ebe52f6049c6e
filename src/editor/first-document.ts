// Waits for the first document of ours, or the first tree of files in the workspace: from then on the language is needed.
import { Disposable, languages, type TextDocument, workspace } from "vscode";
import { TREE_PATTERN } from "../core/language/index.ts";
import { findFiles } from "./find-files.ts";
import { isOurs, MODULE_FILES } from "./language.ts";
import type { Log } from "./log.ts";

/** Milliseconds. A search starts a program, which stops the host for a while: not just when somebody opens a first file. */
const REST = 500;

interface Waiting extends Disposable {
  /** Ends once what was open at the start is looked after, if something was. */
  readonly opened: Promise<void> | undefined;
}

export function whenNeeded(load: () => Promise<unknown>, log: Log): Waiting {
  let listening: Disposable | undefined;
  const needed = async (): Promise<void> => {
    listening?.dispose();
    listening = undefined;
    await load().catch((error: unknown) => log.report("loading language support", error));
  };
  const meet = (source: TextDocument): void => {
    if (isNeeded(source)) void needed();
  };
  const look = async (): Promise<void> => {
    if (listening && (await findFiles(TREE_PATTERN, undefined, 1)).length > 0) await needed();
  };
  const lookAgain = (): void => {
    look().catch((error: unknown) => log.report("searching for configuration trees", error));
  };
  const watcher = workspace.createFileSystemWatcher(TREE_PATTERN, false, true, true);
  listening = Disposable.from(
    watcher,
    watcher.onDidCreate(() => void needed()),
    workspace.onDidOpenTextDocument(meet),
    workspace.onDidChangeWorkspaceFolders(lookAgain),
    workspace.onDidCreateFiles(lookAgain),
    workspace.onDidRenameFiles(lookAgain),
  );
  const opened = isOneOpen() ? needed() : undefined;
  const timer = setTimeout(lookAgain, REST);
  return {
    opened,
    dispose: () => {
      clearTimeout(timer);
      listening?.dispose();
      listening = undefined;
    },
  };
}

/** Whether a document that the language is needed for is open already. */
export function isOneOpen(): boolean {
  return workspace.textDocuments.some(isNeeded);
}

function isNeeded(source: TextDocument): boolean {
  return isOurs(source) || languages.match(MODULE_FILES, source) > 0;
}
