// Connects the features to VS Code. No logic: each adapter is a file beside this one.
import type { ExtensionContext } from "vscode";
import { registerCalculator } from "./calculator.ts";
import { registerCodeActions } from "./code-actions.ts";
import { registerCompletion } from "./completion.ts";
import { Diagnostics } from "./diagnostics.ts";
import { registerDocPages } from "./doc-pages.ts";
import { DocumentCache } from "./document-cache.ts";
import { DocumentWatch } from "./document-watch.ts";
import { registerEffectiveConfiguration } from "./effective-configuration.ts";
import { registerFormatting } from "./formatting.ts";
import { registerHostNavigation } from "./host-navigation.ts";
import { HostTrees, type Machine } from "./host-trees.ts";
import { registerHover } from "./hover.ts";
import { registerInlineFigures } from "./inline-figures.ts";
import { Log } from "./log.ts";
import { registerModuleFiles } from "./module-files.ts";
import { registerStatus } from "./status.ts";
import { registerStructure } from "./structure.ts";
import { registerTargetCommand } from "./target-command.ts";
import { registerValidation } from "./validate-workspace.ts";

/** `machine` reads the files of the machine that this runs on; absent in a browser. */
export function activateEditor(context: ExtensionContext, machine?: Machine): void {
  const log = new Log();
  const trees = new HostTrees(machine, log);
  const documents = new DocumentCache(trees);
  const watch = new DocumentWatch();
  const diagnostics = new Diagnostics(documents, watch, trees, log);
  context.subscriptions.push(
    log,
    trees,
    documents,
    watch,
    diagnostics,
    registerHover(documents, log),
    registerCompletion(documents, log),
    registerCodeActions(documents, trees, log),
    registerHostNavigation(documents, trees, log),
    registerEffectiveConfiguration(trees, log),
    registerStructure(documents, log),
    registerFormatting(documents, log),
    registerInlineFigures(documents, trees, log),
    registerModuleFiles(documents, trees, log),
    registerStatus(documents, watch, trees, log),
    registerDocPages(documents, log),
    registerTargetCommand(documents, log),
    registerValidation(diagnostics, log),
    registerCalculator(context, documents, watch, trees, log),
  );
}
