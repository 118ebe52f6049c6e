// Diagnosis pages: without scripts; their buttons are links to one command, by page and number.
import { commands, type Disposable, env, Uri, ViewColumn, window, workspace } from "vscode";
import { type Diagnosis, diagnose, diagnosisPage, type Evidence, escapeHtml, type PageAction } from "../core/index.ts";
import { OPEN_CALCULATOR } from "./calculator.ts";
import { pageFolder } from "./calculator-html.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { Log } from "./log.ts";
import { writeToChosenFile } from "./write-settings.ts";

/** Not in the palette. Takes two numbers and nothing else, so that no link can hand over what a log says. */
const STEP = "conntrack.diagnosisStep";

const MODULE_FILE = [
  "# To be saved as /etc/modules-load.d/nf_conntrack.conf: loads the module at the start, so that its keys are there",
  "# when systemd-sysctl sets them. Not needed where nf_conntrack is built into the kernel.",
  "nf_conntrack",
  "",
].join("\n");

/** What the commands give back, for those who run them by program. */
export interface ShownDiagnosis {
  readonly page: number;
  readonly diagnosis: Diagnosis;
  readonly actions: readonly PageAction[];
}

export class DiagnosisPanels implements Disposable {
  private readonly pages = new Map<number, readonly PageAction[]>();
  private last = 0;
  private readonly extension: Uri;
  private readonly documents: DocumentCache;
  private readonly listening: Disposable;

  constructor(extension: Uri, documents: DocumentCache, log: Log) {
    this.extension = extension;
    this.documents = documents;
    this.listening = log.command(STEP, async (page, action) => {
      const chosen = this.pages.get(Number(page))?.[Number(action)];
      if (chosen) await this.act(chosen);
    });
  }

  show(evidence: Evidence, source: string): ShownDiagnosis {
    const page = ++this.last;
    const diagnosis = diagnose(evidence);
    const address = (action: number): string => `command:${STEP}?${encodeURIComponent(JSON.stringify([page, action]))}`;
    const { html, actions } = diagnosisPage(diagnosis, evidence, source, address);
    const folder = pageFolder(this.extension);
    const panel = window.createWebviewPanel("conntrack.diagnosis", `Diagnosis: ${source}`, ViewColumn.Active, {
      enableCommandUris: [STEP],
      enableFindWidget: true,
      localResourceRoots: [folder],
    });
    const { webview } = panel;
    const styles = webview.asWebviewUri(Uri.joinPath(folder, "diagnosis.css")).toString();
    this.pages.set(page, actions);
    panel.onDidDispose(() => this.pages.delete(page));
    webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(`default-src 'none'; style-src ${webview.cspSource}`)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(styles)}">
<title>Conntrack diagnosis</title>
</head>
<body>
<main>
${html}
</main>
</body>
</html>
`;
    return { page, diagnosis, actions };
  }

  private async act(action: PageAction): Promise<void> {
    switch (action.kind) {
      case "write": {
        const result = await writeToChosenFile(action.settings, this.documents);
        // Not awaited: the step is done, whether or not somebody closes the message.
        if (result) void (result.failed ? window.showErrorMessage(result.text) : window.showInformationMessage(result.text));
        return;
      }
      case "show":
        await window.showTextDocument(await workspace.openTextDocument({ content: action.text }), ViewColumn.Beside);
        return;
      case "copy":
        await env.clipboard.writeText(action.text);
        window.setStatusBarMessage("Conntrack: copied the command", 3000);
        return;
      case "calculate":
        await commands.executeCommand(OPEN_CALCULATOR, undefined, action.plan ?? undefined);
        return;
      case "module":
        await window.showTextDocument(await workspace.openTextDocument({ content: MODULE_FILE }), ViewColumn.Beside);
        return;
    }
  }

  dispose(): void {
    this.listening.dispose();
    this.pages.clear();
  }
}
