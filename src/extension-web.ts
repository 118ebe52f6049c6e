// Entry of the extension in a browser's worker, where there is no Node.
import "./editor/words.ts";
import type { ExtensionContext } from "vscode";
import { activateEditor } from "./editor/activate.ts";

export function activate(context: ExtensionContext): Promise<void> {
  return activateEditor(context);
}
