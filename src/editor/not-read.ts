// Tells what was too much to be read, where no file shows it.
import { l10n, window } from "vscode";
import { LIMITS, TOO_MUCH, visibleMessage } from "../core/language/index.ts";

/** `reason` is in a few words. */
export function tellNotRead(reason: string): void {
  void window.showWarningMessage(visibleMessage(l10n.t("Conntrack did not read everything: {reason}", { reason })));
}

let isTold = false;

/** Of files that were searched for: that there are more is told once. */
export function tellCut(found: readonly unknown[]): void {
  if (found.length < LIMITS.treeFiles || isTold) return;
  isTold = true;
  tellNotRead(TOO_MUCH.treeFiles);
}
