// Connects the features to VS Code. No logic: each adapter is a file beside this one.
import type { ExtensionContext } from "vscode";
import type { HostPort } from "../core/index.ts";
import { registerApplyCommand } from "./apply-command.ts";
import { registerCalculator } from "./calculator.ts";
import { registerCodeActions } from "./code-actions.ts";
import { registerCompletion } from "./completion.ts";
import { registerDiagnoseCommands } from "./diagnose-commands.ts";
import { DiagnosisPanels } from "./diagnosis-panel.ts";
import { Diagnostics } from "./diagnostics.ts";
import { registerDocPages } from "./doc-pages.ts";
import { DocumentCache } from "./document-cache.ts";
import { DocumentWatch } from "./document-watch.ts";
import { registerFormatting } from "./formatting.ts";
import { registerHostStatus } from "./host-status.ts";
import { registerHover } from "./hover.ts";
import { registerInlineFigures } from "./inline-figures.ts";
import { registerLiveTable } from "./live-panel.ts";
import { Log } from "./log.ts";
import { registerStatus } from "./status.ts";
import { registerStructure } from "./structure.ts";
import { registerTargetCommand } from "./target-command.ts";
import { registerValidation } from "./validate-workspace.ts";

/** `port` reads the machine that the extension runs on; the web worker has none. */
export function activateEditor(context: ExtensionContext, port?: HostPort): void {
  const log = new Log();
  const documents = new DocumentCache();
  const watch = new DocumentWatch();
  const diagnostics = new Diagnostics(documents, watch, log);
  const panels = new DiagnosisPanels(context.extensionUri, documents, log);
  context.subscriptions.push(
    log,
    documents,
    watch,
    diagnostics,
    registerHover(documents, log),
    registerCompletion(documents, log),
    registerCodeActions(documents, log),
    registerStructure(documents, log),
    registerFormatting(documents, log),
    registerInlineFigures(documents, log),
    registerStatus(documents, watch, log),
    registerDocPages(documents, log),
    registerTargetCommand(documents, log),
    registerValidation(diagnostics, log),
    panels,
    registerHostStatus(port, panels, log),
    registerLiveTable(port, context.extensionUri, log),
    registerApplyCommand(port, documents, log),
    registerDiagnoseCommands(panels, port, log),
    registerCalculator(context, documents, watch, log),
  );
}
