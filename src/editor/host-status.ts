// The status-bar item of the running table, and "Diagnose This Host". Only where the extension runs on Linux.
import { commands, Disposable, StatusBarAlignment, ThemeColor, window, workspace } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { fillStatus } from "../core/live/index.ts";
import { DIAGNOSE_HOST, LIVE_TABLE } from "./command-ids.ts";
import type { DiagnosisPanels, ShownDiagnosis } from "./diagnosis-panel.ts";
import { readHostEvidence } from "./host-evidence.ts";
import type { HostTrees } from "./host-trees.ts";
import type { Log } from "./log.ts";
import { isOn, SECTION } from "./settings.ts";

/** Milliseconds between two looks at count and limit. */
const PACE = 5000;

export function registerHostStatus(port: HostPort | undefined, panels: DiagnosisPanels, trees: HostTrees, log: Log): Disposable {
  const bar = window.createStatusBarItem("conntrack.host", StatusBarAlignment.Right, 99);
  bar.name = "Conntrack: the running table";
  bar.command = LIVE_TABLE;
  let timer: ReturnType<typeof setInterval> | undefined;

  const update = (): void => {
    const fill = log.run("running table", () => port?.fill());
    if (!fill) {
      bar.hide();
      return;
    }
    const { text, detail, label, level } = fillStatus(fill);
    bar.text = `$(pulse) conntrack ${text}`;
    bar.tooltip = `The running table: ${detail}`;
    bar.accessibilityInformation = { label };
    bar.backgroundColor = level === "normal" ? undefined : new ThemeColor(`statusBarItem.${level}Background`);
    bar.show();
  };
  const begin = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (!port?.linux || !isOn("statusBar.live")) {
      bar.hide();
      return;
    }
    timer = setInterval(update, PACE);
    update();
  };

  void commands.executeCommand("setContext", "conntrack.linuxHost", port?.linux === true);
  begin();
  return Disposable.from(
    bar,
    new Disposable(() => clearInterval(timer)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.statusBar.live`)) begin();
    }),
    log.command(DIAGNOSE_HOST, () => diagnoseHost(port, panels, trees)),
  );
}

async function diagnoseHost(port: HostPort | undefined, panels: DiagnosisPanels, trees: HostTrees): Promise<ShownDiagnosis | undefined> {
  if (!port?.linux) {
    void window.showInformationMessage("Conntrack: the extension does not run on Linux here, so there is no table to look at.");
    return undefined;
  }
  const evidence = await readHostEvidence(port, trees);
  if (!evidence?.host || (evidence.host.count === null && evidence.host.statistics === null)) {
    void window.showInformationMessage("Conntrack: nf_conntrack is not loaded on this host, so there is no table to look at.");
    return undefined;
  }
  return panels.show(evidence, "this host", "host");
}
