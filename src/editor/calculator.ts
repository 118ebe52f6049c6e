// "Open Capacity Calculator": one page for each file and one without, beside the editor, back again after a reload.
import { Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { type PlanFile, planOfWorkload, readSaved } from "../core/plan/index.ts";
import { fillPanel } from "./calculator-panel.ts";
import { CalculatorSource } from "./calculator-source.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import type { HostTrees } from "./host-trees.ts";
import { isOurs } from "./language.ts";
import type { Log } from "./log.ts";

export const OPEN_CALCULATOR = "conntrack.openCalculator";

/** As package.json has it in the event that brings pages back. */
const VIEW_TYPE = "conntrack.calculator";

export function registerCalculator(
  context: ExtensionContext,
  documents: DocumentCache,
  watch: DocumentWatch,
  trees: HostTrees,
  log: Log,
): Disposable {
  /** By the file's address; empty for the page without a file. */
  const panels = new Map<string, WebviewPanel>();

  /** `plan` is one to begin with. */
  const fill = (panel: WebviewPanel, uri: Uri | undefined, plan?: PlanFile): Promise<void> => {
    const key = uri?.toString() ?? "";
    if (!panels.has(key)) panels.set(key, panel);
    panel.onDidDispose(() => panels.get(key) === panel && panels.delete(key));
    return fillPanel({
      panel,
      extension: context.extensionUri,
      source: new CalculatorSource(uri, documents, watch, trees),
      plan,
      documents,
      log,
    });
  };

  return Disposable.from(
    log.command(OPEN_CALCULATOR, async (where, measured) => {
      // A measured workload gets a page of its own: it must not take the place of what somebody typed.
      const plan = planOfWorkload(measured);
      const uri = where === undefined && plan === undefined ? activeFile() : toUri(where);
      const open = plan === undefined ? panels.get(uri?.toString() ?? "") : undefined;
      if (open) {
        open.reveal();
        return;
      }
      const column = uri ? ViewColumn.Beside : ViewColumn.Active;
      await fill(window.createWebviewPanel(VIEW_TYPE, "Capacity Calculator", column, { enableScripts: true }), uri, plan);
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const source = readSaved(state)?.source ?? null;
        const uri = source === null ? undefined : Uri.parse(source);
        if (panels.has(uri?.toString() ?? "")) panel.dispose();
        else await fill(panel, uri);
      },
    }),
  );
}

function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && isOurs(document) ? document.uri : undefined;
}

/** An address as menus, lenses and other extensions hand it over. */
function toUri(where: unknown): Uri | undefined {
  if (where instanceof Uri) return where;
  return typeof where === "string" && where !== "" ? Uri.parse(where) : undefined;
}
