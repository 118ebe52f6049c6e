// Entry of the extension where Node runs: the desktop, a remote host, a container.
import type { ExtensionContext } from "vscode";
import { activateEditor } from "./editor/activate.ts";

export function activate(context: ExtensionContext): void {
  activateEditor(context);
}
