// Settings that are a switch, and the section that all of ours are in.
import { type ConfigurationScope, workspace } from "vscode";

export const SECTION = "conntrack";

/** A switch that is on unless somebody turns it off. */
type Switch =
  | "codeLens.enabled"
  | "format.alignEquals"
  | "inlayHints.enabled"
  | "languageStatus.enabled"
  | "statusBar.enabled"
  | "statusBar.live";

export function isOn(name: Switch, scope?: ConfigurationScope): boolean {
  return workspace.getConfiguration(SECTION, scope).get<unknown>(name) !== false;
}
