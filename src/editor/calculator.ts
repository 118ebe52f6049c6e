// "Open Capacity Calculator": one page for each file and one without, beside the editor, back again after a reload.
import { type Disposable, type ExtensionContext, l10n, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { type PlanFile, planOfWorkload, readSaved } from "../core/plan/index.ts";
import { fillPanel } from "./calculator-panel.ts";
import { CalculatorSource } from "./calculator-source.ts";
import { CALCULATOR_VIEW } from "./ids.ts";
import { isJudged, isOurs } from "./language.ts";
import type { Language } from "./services.ts";
import { findSysctlFiles } from "./workspace-files.ts";
import { PlannedText } from "./write-settings.ts";

interface Calculator extends Disposable {
  /** `where` is the address of a file; without it, the active one. `measured` is a workload to begin with. */
  open(where: unknown, measured: unknown): Promise<void>;
  restore(panel: WebviewPanel, state: unknown): Promise<void>;
}

export function startCalculator(
  context: ExtensionContext,
  { documents, watch, trees, log }: Language,
  port: HostPort | undefined,
): Calculator {
  /** By the file's address; empty for the page without a file. */
  const panels = new Map<string, WebviewPanel>();
  const planned = new PlannedText();

  const forget = (panel: WebviewPanel): void => {
    for (const [key, known] of panels) if (known === panel) panels.delete(key);
  };
  /** `plan` is one to begin with. */
  const fill = (panel: WebviewPanel, uri: Uri | undefined, plan?: PlanFile): Promise<void> => {
    const key = uri?.toString() ?? "";
    // A measured workload has a page of its own.
    if (!panels.has(key) && plan === undefined) panels.set(key, panel);
    panel.onDidDispose(() => forget(panel));
    return fillPanel({
      panel,
      extension: context.extensionUri,
      sourceOf: (where) => new CalculatorSource(where, documents, watch, trees, port),
      uri,
      plan,
      documents,
      port,
      planned,
      move: (to) => {
        const other = panels.get(to.toString());
        other?.reveal();
        if (other) return false;
        forget(panel);
        panels.set(to.toString(), panel);
        return true;
      },
      log,
    });
  };

  return {
    async open(where, measured) {
      const plan = planOfWorkload(measured);
      const uri = where !== undefined ? toUri(where) : plan === undefined ? activeFile() : await fileAtHand();
      const open = plan === undefined ? panels.get(uri?.toString() ?? "") : undefined;
      if (open) {
        open.reveal();
        return;
      }
      const column = uri && plan === undefined ? ViewColumn.Beside : ViewColumn.Active;
      await fill(window.createWebviewPanel(CALCULATOR_VIEW, l10n.t("Capacity Calculator"), column, { enableScripts: true }), uri, plan);
    },
    async restore(panel, state) {
      const source = readSaved(state)?.source ?? null;
      const uri = source === null ? undefined : Uri.parse(source);
      if (panels.has(uri?.toString() ?? "")) panel.dispose();
      else await fill(panel, uri);
    },
    // The pages stay: after a reload of the window they are there again.
    dispose: () => planned.dispose(),
  };
}

function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && isOurs(document) ? document.uri : undefined;
}

/** What measured traffic is held against: a file in sight, or the only one of the workspace. Otherwise the page asks. */
async function fileAtHand(): Promise<Uri | undefined> {
  const visible = window.visibleTextEditors.find(({ document }) => isJudged(document));
  if (visible) return visible.document.uri;
  const files = await findSysctlFiles();
  return files.length === 1 ? files[0] : undefined;
}

/** An address as menus, lenses and other extensions hand it over. */
function toUri(where: unknown): Uri | undefined {
  if (where instanceof Uri) return where;
  return typeof where === "string" && where !== "" ? Uri.parse(where) : undefined;
}
