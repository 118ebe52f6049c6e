// Connects the features to VS Code. No logic: each adapter is a file beside this one.
import type { ExtensionContext } from "vscode";
import { registerCodeActions } from "./code-actions.ts";
import { registerCompletion } from "./completion.ts";
import { registerDiagnostics } from "./diagnostics.ts";
import { DocumentCache } from "./document-cache.ts";
import { registerHover } from "./hover.ts";
import { registerRulePages } from "./rule-pages.ts";

export function activateEditor(context: ExtensionContext): void {
  const documents = new DocumentCache();
  context.subscriptions.push(
    documents,
    registerDiagnostics(documents),
    registerHover(documents),
    registerCompletion(documents),
    registerCodeActions(documents),
    registerRulePages(),
  );
}
