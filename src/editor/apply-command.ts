// "Apply to This Host": what can be said of the file before anything is asked of the host.
import { l10n, window, workspace } from "vscode";
import { type Applied, refuse } from "./apply-refusal.ts";
import type { ApplyRun } from "./apply-run.ts";
import { isOurs } from "./language.ts";

/** Without a host's side there is none that could be changed. */
export async function apply(hostSide: (() => Promise<ApplyRun>) | undefined): Promise<Applied> {
  // The menu hides it as well; a link or a key binding does not ask the menu.
  if (!workspace.isTrusted) return refuse("untrusted", l10n.t("Conntrack: this workspace is not trusted, so its files cannot be applied."));
  const document = window.activeTextEditor?.document;
  if (!document || !isOurs(document)) return refuse("no-file", l10n.t("Conntrack: open the sysctl file to apply."));
  const { uri } = document;
  if (uri.scheme !== "file" || document.isDirty)
    return refuse("not-saved", l10n.t("Conntrack: save the file first; the saved file is applied."));
  if (!hostSide) return refuse("no-host", l10n.t("Conntrack: the extension does not run on a Linux host."));
  return (await hostSide()).run(uri);
}
