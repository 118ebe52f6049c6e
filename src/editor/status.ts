// The status bar of a file of ours: the memory of its full table, and the machine that it is judged for.
import { Disposable, type LanguageStatusItem, l10n, languages, StatusBarAlignment, type TextDocument, window, workspace } from "vscode";
import { hostTargetPart } from "../core/diagnosis/index.ts";
import { AUTO, tableStatus, targetStatus } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import type { HostTrees } from "./host-trees.ts";
import { OPEN_CALCULATOR } from "./ids.ts";
import { isOurs, SELECTOR } from "./language.ts";
import type { Log } from "./log.ts";
import type { RunningHost } from "./running-host.ts";
import { isOn, SECTION } from "./switches.ts";

export function registerStatus(documents: DocumentCache, watch: DocumentWatch, trees: HostTrees, host: RunningHost, log: Log): Disposable {
  const bar = window.createStatusBarItem("conntrack.table", StatusBarAlignment.Right, 100);
  bar.name = l10n.t("Conntrack: memory of the full table");
  let target: LanguageStatusItem | undefined;

  const showTable = (source: TextDocument): void => {
    const status = isOn("statusBar.enabled", source) ? tableStatus(documents.get(source), documents.settingsOf(source)) : undefined;
    if (!status) {
      bar.hide();
      return;
    }
    bar.text = `$(database) ${status.text}`;
    bar.tooltip = status.detail;
    bar.accessibilityInformation = { label: status.label };
    bar.command = { command: OPEN_CALCULATOR, title: l10n.t("Open the capacity calculator"), arguments: [source.uri] };
    bar.show();
  };
  const showTarget = (source: TextDocument): void => {
    if (!isOn("languageStatus.enabled", source)) {
      target?.dispose();
      target = undefined;
      return;
    }
    target ??= languages.createLanguageStatusItem("conntrack.target", SELECTOR);
    const status = targetStatus(documents.get(source), documents.settingsOf(source), kernelOrigin(source, host));
    target.name = l10n.t("Conntrack target");
    target.text = status.text;
    target.detail = status.detail;
    target.accessibilityInformation = { label: status.label };
    target.command = { command: "conntrack.changeTargetKernel", title: l10n.t("Change"), tooltip: l10n.t("Change the target kernel") };
  };
  const update = (): void => {
    const source = window.activeTextEditor?.document;
    if (!source || !isOurs(source)) bar.hide();
    else
      log.run("status", () => {
        showTable(source);
        showTarget(source);
      });
  };

  const updateIfActive = (source: TextDocument): void => {
    if (source === window.activeTextEditor?.document) update();
  };

  update();
  return Disposable.from(
    bar,
    window.onDidChangeActiveTextEditor(update),
    // A document opens anew when its language changes.
    workspace.onDidOpenTextDocument(updateIfActive),
    watch.onDidSettle(updateIfActive),
    trees.onDidJudge(update),
    new Disposable(() => target?.dispose()),
  );
}

/** Where the kernel of the settings is from, in words. */
function kernelOrigin(source: TextDocument, host: RunningHost): string {
  const settings = workspace.getConfiguration(SECTION, source);
  if (settings.get<unknown>("target.kernel") === AUTO)
    return hostTargetPart("kernel", host.machine()).kernel ? l10n.t("from this host") : l10n.t("from the default: auto needs a Linux host");
  const found = settings.inspect("target.kernel");
  if (found?.workspaceFolderValue !== undefined) return l10n.t("from folder settings");
  if (found?.workspaceValue !== undefined) return l10n.t("from workspace settings");
  return found?.globalValue === undefined ? l10n.t("from default settings") : l10n.t("from user settings");
}
