// The status-bar item of the running table, and "Diagnose This Host". Only where the extension runs on Linux.
import { commands, Disposable, StatusBarAlignment, ThemeColor, window, workspace } from "vscode";
import { changesBetween, type HostPort, type HostReading, namespacesSince } from "../core/diagnosis/index.ts";
import { fillStatus } from "../core/live/index.ts";
import { DIAGNOSE_HOST, LIVE_TABLE } from "./command-ids.ts";
import type { DiagnosisPanels, ShownDiagnosis } from "./diagnosis-panel.ts";
import type { Log } from "./log.ts";
import { isOn, SECTION } from "./settings.ts";

/** Milliseconds between two looks at count and limit, and between two at the counters. */
const PACE = 5000;
const APART = 1000;

export function registerHostStatus(port: HostPort | undefined, panels: DiagnosisPanels, log: Log): Disposable {
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
    log.command(DIAGNOSE_HOST, () => diagnoseHost(port, panels)),
  );
}

/** Counters are read twice, so that what is lost now is told from what was lost long ago. */
async function diagnoseHost(port: HostPort | undefined, panels: DiagnosisPanels): Promise<ShownDiagnosis | undefined> {
  const before = port?.host();
  if (!port || !before) {
    void window.showInformationMessage("Conntrack: the extension does not run on Linux here, so there is no table to look at.");
    return undefined;
  }
  if (before.count === null && before.statistics === null) {
    void window.showInformationMessage("Conntrack: nf_conntrack is not loaded on this host, so there is no table to look at.");
    return undefined;
  }
  const spaces = port.namespaces();
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, APART));
  const host: HostReading = port.host() ?? before;
  const seconds = (performance.now() - start) / 1000;
  const changes = before.statistics && host.statistics ? changesBetween(before.statistics, host.statistics, seconds) : undefined;
  const later = spaces && port.namespaces();
  const namespaces = later && namespacesSince(spaces, later, seconds);
  return panels.show({ host, statistics: host.statistics ?? undefined, changes, namespaces }, "this host");
}
