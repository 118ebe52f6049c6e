// One calculator page: its panel, what it is filled from, and the messages between them.
import { Disposable, type Uri, type WebviewPanel } from "vscode";
import { visible } from "../core/language/index.ts";
import { type HostMessage, type PlanFile, readPageMessage, type SourceMessage } from "../core/plan/index.ts";
import { act } from "./calculator-actions.ts";
import type { CalculatorSource } from "./calculator-source.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { Log } from "./log.ts";
import { pageFolder, pageHtml } from "./page-html.ts";

export interface PanelParts {
  readonly panel: WebviewPanel;
  readonly extension: Uri;
  readonly source: CalculatorSource;
  /** A plan to begin with. */
  readonly plan?: PlanFile | undefined;
  readonly documents: DocumentCache;
  readonly log: Log;
}

/** Fills a panel, new or restored, and keeps it in step until it is closed. */
export async function fillPanel({ panel, extension, source, plan, documents, log }: PanelParts): Promise<void> {
  const { webview } = panel;
  // A restored panel comes with the folders of the version that made it.
  webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
  panel.title = source.name === undefined ? "Capacity Calculator" : `Capacity: ${visible(source.name)}`;
  let open = true;
  let pending = plan;
  const post = async (message: HostMessage): Promise<void> => {
    if (open) await webview.postMessage(message);
  };
  const refresh = async (): Promise<void> => {
    await source.read().then(post, (error: unknown) => log.report("calculator source", error));
  };
  const hear = async (value: unknown): Promise<void> => {
    const message = readPageMessage(value);
    if (!message) {
      log.report("calculator", "a message of the page was not understood, and nothing was done");
      return;
    }
    if (message.type === "ready") {
      await refresh();
      // Once: a page that is shown again keeps what was done with it.
      const first = pending;
      pending = undefined;
      if (first !== undefined) await post({ type: "plan", name: "the measured workload", plan: first });
      return;
    }
    try {
      const answer = await act(message, source, documents);
      if (answer) await post(answer);
    } catch (error) {
      log.report(`calculator ${message.type}`, error);
      await post({ type: "notice", text: `That failed: ${error instanceof Error ? error.message : String(error)}`, failed: true });
    }
  };
  const listening = Disposable.from(source, source.onDidChange(refresh), webview.onDidReceiveMessage(hear));
  panel.onDidDispose(() => {
    open = false;
    listening.dispose();
  });
  const first: SourceMessage = await source.read();
  if (open)
    webview.html = pageHtml(webview, extension, {
      name: "calculator",
      styles: "calculator",
      title: "Conntrack capacity calculator",
      data: JSON.stringify(first),
    });
}
