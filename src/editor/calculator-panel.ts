// One calculator page: its panel, what it is filled from, and the messages between them.
import { Disposable, l10n, type Uri, type WebviewPanel } from "vscode";
import { visible } from "../core/language/index.ts";
import { type HostMessage, type PlanFile, readPageMessage } from "../core/plan/index.ts";
import { type ActionParts, act } from "./calculator-actions.ts";
import type { CalculatorSource } from "./calculator-source.ts";
import { chooseFile } from "./choose-file.ts";
import type { Log } from "./log.ts";
import { pageFolder, pageHtml, pageIcon, uniqueTitle } from "./page-html.ts";

export interface PanelParts extends Omit<ActionParts, "source"> {
  readonly panel: WebviewPanel;
  readonly extension: Uri;
  readonly sourceOf: (uri: Uri | undefined) => CalculatorSource;
  readonly uri: Uri | undefined;
  /** Measured traffic to begin with, and what it was measured on. */
  readonly plan?: PlanFile | undefined;
  /** The page plans for another file from now on; false: that file has a page, which is shown instead. */
  readonly move: (uri: Uri) => boolean;
  readonly log: Log;
}

/** Fills a panel, new or restored, and keeps it in step until it is closed. */
export async function fillPanel(parts: PanelParts): Promise<void> {
  const { panel, extension, log, plan } = parts;
  const { webview } = panel;
  // A restored panel comes with the folders of the version that made it.
  webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
  panel.iconPath = pageIcon(extension, "calculator");
  let open = true;
  let pending = plan;
  let source = parts.sourceOf(parts.uri);
  let following = Disposable.from();
  const post = async (message: HostMessage): Promise<void> => {
    if (open) await webview.postMessage(message);
  };
  const refresh = async (): Promise<void> => {
    await source.read().then(post, (error: unknown) => log.report("calculator source", error));
  };
  const follow = (): void => {
    following = Disposable.from(source, source.onDidChange(refresh));
    const kind = plan ? l10n.t("Measured Capacity") : source.uri ? l10n.t("Capacity") : l10n.t("Capacity Calculator");
    panel.title = uniqueTitle(source.title === undefined ? kind : `${kind}: ${visible(source.title)}`, panel);
  };
  const chooseAnother = async (): Promise<void> => {
    const document = await chooseFile(parts.documents.trees, {
      title: l10n.t("Conntrack: Capacity"),
      placeHolder: l10n.t("Plan for which file?"),
    });
    if (!document || document.uri.toString() === source.uri?.toString() || !parts.move(document.uri)) return;
    following.dispose();
    source = parts.sourceOf(document.uri);
    follow();
    await refresh();
  };
  const hear = async (value: unknown): Promise<void> => {
    const message = readPageMessage(value);
    if (!message) {
      log.report("calculator", "ignored an unrecognized message from the page");
      return;
    }
    if (message.type === "ready") {
      await refresh();
      // Once: a page that is shown again keeps what was done with it.
      const first = pending;
      pending = undefined;
      if (first !== undefined) await post({ type: "plan", name: l10n.t("the measured workload"), plan: first, over: true });
      return;
    }
    try {
      const answer = message.type === "choose-file" ? await chooseAnother() : await act(message, { ...parts, source });
      if (answer) await post(answer);
    } catch (error) {
      log.report(`calculator ${message.type}`, error);
      await post({
        type: "notice",
        text: l10n.t("That failed: {message}", { message: error instanceof Error ? error.message : String(error) }),
        failed: true,
      });
    }
  };
  follow();
  const listening = webview.onDidReceiveMessage(hear);
  panel.onDidDispose(() => {
    open = false;
    listening.dispose();
    following.dispose();
  });
  const first = await source.read();
  if (open)
    webview.html = pageHtml(webview, extension, {
      name: "calculator",
      styles: "calculator",
      title: l10n.t("Conntrack capacity calculator"),
      data: JSON.stringify(first),
    });
}
