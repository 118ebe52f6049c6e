// Judging every sysctl file of the workspace, open or not.
import { type CancellationToken, commands, Disposable, l10n, type Progress, ProgressLocation, window, workspace } from "vscode";
import { visibleMessage } from "../core/language/index.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Log } from "./log.ts";
import type { Language } from "./services.ts";
import { Slices } from "./slices.ts";
import { FILES, findSysctlFiles } from "./workspace-files.ts";

/** What the command gives back, for those who run it by program. */
interface Validation {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

interface ValidationCommand extends Disposable {
  run(): Promise<Validation>;
}

export function validation({ diagnostics, log }: Language): ValidationCommand {
  let watching: Disposable | undefined;
  return {
    async run() {
      watching ??= watchFiles(diagnostics);
      const options = { location: ProgressLocation.Notification, title: l10n.t("Conntrack: checking sysctl files"), cancellable: true };
      const result = await window.withProgress(options, (progress, token) => validate(diagnostics, log, progress, token));
      // Not awaited: the command is done, whether or not somebody answers.
      void report(result);
      return result;
    },
    dispose: () => watching?.dispose(),
  };
}

async function validate(
  diagnostics: Diagnostics,
  log: Log,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<Validation> {
  const uris = await findSysctlFiles(token);
  let files = 0;
  let findings = 0;
  const slices = new Slices();
  for (const uri of uris) {
    await slices.pause();
    if (token.isCancellationRequested) break;
    progress.report({ message: visibleMessage(workspace.asRelativePath(uri)), increment: 100 / uris.length });
    try {
      findings += await diagnostics.keep(uri);
      files++;
    } catch (error) {
      log.report(`reading ${workspace.asRelativePath(uri)}`, error);
    }
  }
  return { files, findings, cancelled: token.isCancellationRequested };
}

async function report({ files, findings, cancelled }: Validation): Promise<void> {
  const choices = findings > 0 ? [l10n.t("Show Problems")] : [];
  const chosen = await window.showInformationMessage(
    cancelled ? `${doneText(files, findings)}. ${l10n.t("Stopped before the end")}` : doneText(files, findings),
    ...choices,
  );
  if (chosen) await commands.executeCommand("workbench.actions.view.problems");
}

function doneText(files: number, findings: number): string {
  if (files === 0) return l10n.t("Conntrack: no sysctl file found in the workspace");
  if (files === 1) {
    if (findings === 0) return l10n.t("Conntrack: 1 sysctl file checked, nothing found");
    if (findings === 1) return l10n.t("Conntrack: 1 sysctl file checked, 1 finding");
    return l10n.t("Conntrack: 1 sysctl file checked, {findings} findings", { findings });
  }
  if (findings === 0) return l10n.t("Conntrack: {files} sysctl files checked, nothing found", { files });
  if (findings === 1) return l10n.t("Conntrack: {files} sysctl files checked, 1 finding", { files });
  return l10n.t("Conntrack: {files} sysctl files checked, {findings} findings", { files, findings });
}

/** From the first check on, findings of closed files follow the files. */
function watchFiles(diagnostics: Diagnostics): Disposable {
  const watcher = workspace.createFileSystemWatcher(FILES, true);
  return Disposable.from(
    watcher,
    watcher.onDidChange((uri) => diagnostics.refresh(uri)),
    watcher.onDidDelete((uri) => diagnostics.forget(uri)),
    // A watcher folds a creation and a quick deletion into nothing; what was deleted in the editor is known at once.
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) diagnostics.forget(uri);
    }),
  );
}
