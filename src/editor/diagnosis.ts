// Everything that ends in a diagnosis page: logs, dumps, this host, and pages of before a reload.
import { type Disposable, type ExtensionContext, l10n, type WebviewPanel, window } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { pageReader, showText } from "./diagnose-text.ts";
import { DiagnosisPanels, type ShownDiagnosis } from "./diagnosis-panel.ts";
import { readHostEvidence } from "./host-evidence.ts";
import type { HostTrees } from "./host-trees.ts";
import type { Language } from "./services.ts";

interface Diagnoses extends Disposable {
  ofHost(): Promise<ShownDiagnosis | undefined>;
  /** `where` is the address of a file; without it the person is asked. */
  ofLog(where: unknown): Promise<ShownDiagnosis | undefined>;
  ofDump(where: unknown): Promise<ShownDiagnosis | undefined>;
  restore(panel: WebviewPanel, state: unknown): void;
}

export function startDiagnosis(context: ExtensionContext, { documents, trees, log }: Language, port: HostPort | undefined): Diagnoses {
  const panels = new DiagnosisPanels(context, documents, log, pageReader(trees, port));
  return {
    ofHost: () => diagnoseHost(port, panels, trees),
    ofLog: (where) => showText(l10n.t("Conntrack: Diagnose Log"), false, where, panels, port, trees),
    ofDump: (where) => showText(l10n.t("Conntrack: Analyze Table Dump"), true, where, panels, port, trees),
    restore: (panel, state) => panels.restore(panel, state),
    dispose: () => panels.dispose(),
  };
}

async function diagnoseHost(port: HostPort | undefined, panels: DiagnosisPanels, trees: HostTrees): Promise<ShownDiagnosis | undefined> {
  if (!port?.linux) {
    void window.showInformationMessage(l10n.t("Conntrack: the extension does not run on a Linux host, so there is no table to read."));
    return undefined;
  }
  const evidence = await readHostEvidence(port, trees);
  if (!evidence?.host || (evidence.host.count === null && evidence.host.statistics === null)) {
    void window.showInformationMessage(l10n.t("Conntrack: nf_conntrack is not loaded on this host, so there is no table to read."));
    return undefined;
  }
  return panels.show(evidence, l10n.t("This host"), "host");
}
