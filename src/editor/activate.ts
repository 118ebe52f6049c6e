// Connects the features to VS Code. No logic: each adapter is a file beside this one.
import type { Disposable, ExtensionContext } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { registerApplyCommand } from "./apply-command.ts";
import { registerCalculator } from "./calculator.ts";
import { registerCodeActions } from "./code-actions.ts";
import { registerCompletion } from "./completion.ts";
import { pageReader, registerDiagnoseCommands } from "./diagnose-commands.ts";
import { DiagnosisPanels } from "./diagnosis-panel.ts";
import { Diagnostics } from "./diagnostics.ts";
import { registerDocPages } from "./doc-pages.ts";
import { DocumentCache } from "./document-cache.ts";
import { DocumentWatch } from "./document-watch.ts";
import { registerEffectiveConfiguration } from "./effective-configuration.ts";
import { registerFirewall } from "./firewall-command.ts";
import { registerFormatting } from "./formatting.ts";
import { registerHostNavigation } from "./host-navigation.ts";
import { registerHostStatus } from "./host-status.ts";
import { HostTrees, type Machine } from "./host-trees.ts";
import { registerHover } from "./hover.ts";
import { registerInlineFigures } from "./inline-figures.ts";
import { registerLiveTable } from "./live-panel.ts";
import { Log } from "./log.ts";
import { registerMatchBuckets } from "./match-buckets.ts";
import { registerModuleFiles } from "./module-files.ts";
import { RunningHost } from "./running-host.ts";
import { registerSamples } from "./samples.ts";
import { SettingsReader } from "./settings.ts";
import { registerStatus } from "./status.ts";
import { registerStructure } from "./structure.ts";
import { registerTargetCommand } from "./target-command.ts";
import { registerValidation } from "./validate-workspace.ts";
import { WorkspaceReader } from "./workspace-files.ts";

/** What only Node can do: read the machine that the extension runs on. */
export interface NodeSide {
  /** The running kernel. */
  readonly host: HostPort;
  /** The files. */
  readonly machine: Machine;
  /** Texts of other languages, whose readers are a file beside the bundle. */
  readonly registerOthers: (settings: SettingsReader, log: Log) => Disposable;
}

/** The web worker has no `node`. */
export function activateEditor(context: ExtensionContext, node?: NodeSide): void {
  const log = new Log();
  const host = new RunningHost(node?.host, log);
  const settings = new SettingsReader(() => host.machine());
  const files = new WorkspaceReader(node?.machine.readInside);
  const trees = new HostTrees(node?.machine, files, settings, log);
  const documents = new DocumentCache(trees, settings);
  const watch = new DocumentWatch();
  const diagnostics = new Diagnostics(documents, watch, trees, files, log);
  const panels = new DiagnosisPanels(context, documents, log, pageReader(trees, node?.host));
  host.watch((source) => documents.isForHost(source));
  context.subscriptions.push(
    log,
    host,
    trees,
    documents,
    watch,
    diagnostics,
    registerHover(documents, host, log),
    registerCompletion(documents, log),
    registerCodeActions(documents, trees, files, log),
    registerHostNavigation(documents, trees, log),
    registerEffectiveConfiguration(trees, log),
    registerStructure(documents, log),
    registerFormatting(documents, log),
    registerMatchBuckets(documents, log),
    registerInlineFigures(documents, trees, host, log),
    registerModuleFiles(documents, trees, log),
    ...(node ? [node.registerOthers(settings, log)] : []),
    registerSamples(log),
    registerStatus(documents, watch, trees, host, log),
    registerDocPages(documents, log),
    registerTargetCommand(documents, host, log),
    registerValidation(diagnostics, log),
    panels,
    registerHostStatus(node?.host, panels, trees, log),
    registerLiveTable(node?.host, context.extensionUri, log),
    registerApplyCommand(node?.host, host, log),
    registerDiagnoseCommands(panels, node?.host, trees, log),
    registerFirewall(context, node?.host, log),
    registerCalculator(context, documents, watch, node?.host, log),
  );
}
