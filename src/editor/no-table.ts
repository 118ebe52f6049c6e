// "Live Table" where there is none: in a browser, on another system, or before the module is loaded.
import { l10n, type WebviewPanel, window } from "vscode";

export function tellNoTable(): void {
  void window.showInformationMessage(
    l10n.t("Conntrack: There is no running table, because this is not a Linux host or nf_conntrack is not loaded."),
  );
}

export const NO_TABLES = {
  open: (): boolean => {
    tellNoTable();
    return false;
  },
  restore: (panel: WebviewPanel): void => panel.dispose(),
  dispose: (): void => {},
};
