// "Collect Settings" of a script: what its commands set for the running system alone, as a file of sysctl.d.
import { l10n, window, workspace } from "vscode";
import { isTooLongToRead, isWorthReading, settingsFile, TOO_MUCH } from "../core/language/index.ts";
import type { LoadReaders } from "./host-trees.ts";
import { LANGUAGE_ID } from "./language.ts";
import { tellNotRead } from "./not-read.ts";
import { otherKind } from "./other-kinds.ts";
import type { SettingsReader } from "./settings.ts";

/**
 * What the commands of the script at hand set, as a new document: a file of sysctl.d that is not saved yet. False where no
 * script is at hand that sets a key of ours for the running system alone, and none that is too long to be read.
 */
export async function collectCommands(loadReaders: LoadReaders, settings: SettingsReader): Promise<boolean> {
  const source = window.activeTextEditor?.document;
  const kind = source && otherKind(source, settings);
  if (!source || !kind) return false;
  const text = source.getText();
  if (isTooLongToRead(text)) {
    tellNotRead(TOO_MUCH.embedded);
    return true;
  }
  if (!isWorthReading(text)) return false;
  const embedded = (await loadReaders()).readEmbedded(text, kind);
  const { text: content, settings: count, computed } = settingsFile(embedded);
  for (const reason of embedded.left) tellNotRead(reason);
  if (count === 0) return false;
  await window.showTextDocument(await workspace.openTextDocument({ language: LANGUAGE_ID, content }));
  void window.showInformationMessage(
    computed === 0
      ? count === 1
        ? l10n.t("Conntrack: save this file in /etc/sysctl.d to keep this setting after a reboot")
        : l10n.t("Conntrack: save this file in /etc/sysctl.d to keep these {count} settings after a reboot", { count })
      : l10n.t(
          "Conntrack: save this file in /etc/sysctl.d to keep its settings after a reboot: {count}. Omitted, as the script computes them: {computed}",
          { count, computed },
        ),
  );
  return true;
}
