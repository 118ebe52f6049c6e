// Diagnosis pages: their buttons are links to one command, by page and number. They are there again after a reload.
import { commands, Disposable, type ExtensionContext, env, l10n, type Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import {
  answered,
  type Diagnosis,
  diagnose,
  diagnosisPage,
  type Evidence,
  keepReading,
  MODULE_FILE_TEXT,
  NOTHING_TYPED,
  type PageAction,
  type ProblemMessage,
  readFormMessage,
  withNumbers,
} from "../core/diagnosis/index.ts";
import { visible, visibleMessage } from "../core/language/index.ts";
import { type Kept, type Origin, readKept, withoutLines } from "./diagnosis-kept.ts";
import type { DocumentCache } from "./document-cache.ts";
import { readText } from "./host-text.ts";
import { DIAGNOSIS_VIEW, FIREWALL, OPEN_CALCULATOR } from "./ids.ts";
import type { Log } from "./log.ts";
import { pageFolder, pageHtml, pageIcon, uniqueTitle } from "./page-html.ts";
import { writeToChosenFile } from "./write-settings.ts";

/** Not in the palette. Takes two numbers and nothing else, so that no link can hand over what a log says. */
const STEP = "conntrack.diagnosisStep";

/** How pages come by what they show; `here` says that the texts are from the host at hand. */
export interface PageReader {
  /** Whether a table runs here. */
  readonly hostAtHand: () => boolean;
  /** The same reading later; undefined where it fails, which it has told then. */
  readonly again: (origin: Origin, here: boolean) => Promise<Evidence | undefined>;
  /** The same texts, of this host or another one. */
  readonly moved: (evidence: Evidence, here: boolean) => Promise<Evidence>;
}

interface OpenPage {
  readonly actions: readonly PageAction[];
  readonly panel: WebviewPanel;
  readonly kept: Kept;
}

/** What the commands give back, for those who run them by program. */
export interface ShownDiagnosis {
  readonly page: number;
  readonly diagnosis: Diagnosis;
  readonly actions: readonly PageAction[];
}

export class DiagnosisPanels implements Disposable {
  private readonly pages = new Map<number, OpenPage>();
  /** Of the page that a panel shows now. */
  private readonly listeners = new WeakMap<WebviewPanel, Disposable>();
  private last = 0;
  private readonly extension: Uri;
  private readonly version: string;
  private readonly documents: DocumentCache;
  private readonly reader: PageReader;
  private readonly log: Log;
  private readonly listening: Disposable;

  constructor({ extension, extensionUri }: ExtensionContext, documents: DocumentCache, log: Log, reader: PageReader) {
    this.extension = extensionUri;
    this.version = String((extension.packageJSON as { readonly version?: unknown }).version);
    this.documents = documents;
    this.reader = reader;
    this.log = log;
    this.listening = log.command(STEP, async (page, action) => {
      const open = this.pages.get(Number(page));
      const chosen = open?.actions[Number(action)];
      // Whoever runs it by program is handed what a page that was checked again shows.
      return open && chosen ? await this.act(chosen, Number(page), open) : undefined;
    });
  }

  /** A page of before a reload. One that cannot be shown again goes, as the editor does where nobody brings it back. */
  restore(panel: WebviewPanel, state: unknown): void {
    const kept = readKept(state, this.version);
    if (!kept || !this.log.run("diagnosis page", () => this.fill(panel, kept))) panel.dispose();
  }

  /** `origin` is what it can be read again from. */
  show(evidence: Evidence, source: string, origin?: Origin): ShownDiagnosis {
    const panel = window.createWebviewPanel(DIAGNOSIS_VIEW, l10n.t("Diagnosis"), ViewColumn.Active, { enableFindWidget: true });
    const kept = { version: this.version, source, when: new Date().toLocaleString(), evidence, origin };
    return this.fill(panel, { ...kept, before: undefined, typed: NOTHING_TYPED });
  }

  private fill(panel: WebviewPanel, kept: Kept, answered = false): ShownDiagnosis {
    const page = ++this.last;
    const { source, when, origin, before } = kept;
    const evidence = withNumbers(kept.evidence, kept.typed);
    const diagnosis = diagnose(evidence);
    const address = (action: number): string => `command:${STEP}?${encodeURIComponent(JSON.stringify([page, action]))}`;
    const options = {
      source: l10n.t("{source}, on {when}", { source, when }),
      before,
      canCheck: origin !== undefined,
      hostAtHand: this.reader.hostAtHand(),
    };
    const { html, actions } = diagnosisPage(diagnosis, evidence, options, address);
    const { webview } = panel;
    panel.title = uniqueTitle(l10n.t("Diagnosis: {source}", { source: visible(source) }), panel);
    panel.iconPath = pageIcon(this.extension, "diagnosis");
    // A restored panel comes with the folders of the version that made it.
    webview.options = { enableScripts: true, enableCommandUris: [STEP], localResourceRoots: [pageFolder(this.extension)] };
    webview.html = pageHtml(webview, this.extension, {
      name: "diagnosis",
      styles: "diagnosis",
      title: l10n.t("Conntrack diagnosis"),
      data: JSON.stringify({ ...kept, evidence: withoutLines(kept.evidence) }),
      body: html,
      answered,
    });
    this.pages.set(page, { actions, panel, kept });
    const listening = [
      webview.onDidReceiveMessage((message: unknown) => this.hear(message, page)),
      panel.onDidDispose(() => this.pages.delete(page)),
    ];
    this.listeners.get(panel)?.dispose();
    this.listeners.set(panel, Disposable.from(...listening));
    return { page, diagnosis, actions };
  }

  private async act(action: PageAction, page: number, { panel, kept }: OpenPage): Promise<ShownDiagnosis | undefined> {
    switch (action.kind) {
      case "write": {
        const result = await writeToChosenFile(action.settings, this.documents);
        // Not awaited: the step is done, whether or not somebody closes the message.
        if (!result) return undefined;
        const text = visibleMessage(result.text);
        void (result.failed ? window.showErrorMessage(text) : window.showInformationMessage(text));
        return undefined;
      }
      case "again": {
        const evidence = kept.origin && (await this.reader.again(kept.origin, kept.evidence.host !== undefined));
        if (!evidence || !this.pages.delete(page)) return undefined;
        const seen = withNumbers(kept.evidence, kept.typed);
        const before = keepReading(seen, diagnose(seen));
        return this.fill(panel, { ...kept, when: new Date().toLocaleString(), evidence, before });
      }
      case "machine": {
        // By the timeouts of the host that they are from, entries are read anew where that can be.
        const { origin } = kept;
        const evidence =
          origin && origin !== "host" ? await this.reader.again(origin, action.here) : await this.reader.moved(kept.evidence, action.here);
        return evidence && this.pages.delete(page) ? this.fill(panel, { ...kept, evidence, before: undefined }, true) : undefined;
      }
      case "numbers":
      case "answer":
        // Forms, and no links.
        return undefined;
      case "show":
        await window.showTextDocument(await workspace.openTextDocument({ content: action.text }), ViewColumn.Beside);
        return undefined;
      case "copy":
        await env.clipboard.writeText(action.text);
        window.setStatusBarMessage(l10n.t("Conntrack: copied the command"), 3000);
        return undefined;
      case "calculate":
        await commands.executeCommand(OPEN_CALCULATOR, undefined, action.workload ?? undefined);
        return undefined;
      case "firewall":
        await commands.executeCommand(FIREWALL);
        return undefined;
      case "module":
        await window.showTextDocument(await workspace.openTextDocument({ content: MODULE_FILE_TEXT }), ViewColumn.Beside);
        return undefined;
    }
  }

  /** A form of the page was filled in. */
  private hear(value: unknown, page: number): void {
    const message = readFormMessage(value);
    const open = this.pages.get(page);
    const action = message && open?.actions[message.action];
    const answer = action && open && answered(action, message.texts, open.kept, readText);
    if (!answer) this.log.report("diagnosis page", "ignored an unrecognized message from the page");
    else if (typeof answer === "string") {
      const problem: ProblemMessage = { type: "problem", action: message.action, text: answer };
      void open.panel.webview.postMessage(problem);
    } else if (this.pages.delete(page)) this.fill(open.panel, answer, true);
  }

  dispose(): void {
    this.listening.dispose();
    this.pages.clear();
  }
}
