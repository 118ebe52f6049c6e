// The status-bar item of the running table. Only where the extension runs on Linux.
import { Disposable, l10n, StatusBarAlignment, ThemeColor, window, workspace } from "vscode";
import type { TableFill } from "../core/diagnosis/index.ts";
import { fillStatus } from "../core/live/index.ts";
import { LIVE_TABLE } from "./ids.ts";
import type { Log } from "./log.ts";
import { isOn, SECTION } from "./switches.ts";

/** Milliseconds between two looks at count and limit. */
const PACE = 5000;

/** `read` is absent where there is no table. */
export function registerHostBar(read: (() => TableFill | undefined) | undefined, log: Log): Disposable {
  const bar = window.createStatusBarItem("conntrack.host", StatusBarAlignment.Right, 99);
  bar.name = l10n.t("Conntrack: the running table");
  bar.command = LIVE_TABLE;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    timer = setTimeout(update, PACE);
    const fill = log.run("running table", () => read?.());
    if (!fill) {
      bar.hide();
      return;
    }
    const { text, detail, label, level } = fillStatus(fill);
    bar.text = `$(pulse) conntrack ${text}`;
    bar.tooltip = l10n.t("The running table: {detail}", { detail });
    bar.accessibilityInformation = { label };
    bar.backgroundColor = level === "normal" ? undefined : new ThemeColor(`statusBarItem.${level}Background`);
    bar.show();
  };
  const begin = (): void => {
    clearTimeout(timer);
    if (!read || !isOn("statusBar.live")) {
      bar.hide();
      return;
    }
    // Reading takes a millisecond or two, for which the start need not wait.
    timer = setTimeout(update);
  };

  begin();
  return Disposable.from(
    bar,
    new Disposable(() => clearTimeout(timer)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.statusBar.live`)) begin();
    }),
  );
}
