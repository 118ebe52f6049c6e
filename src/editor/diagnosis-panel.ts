// Diagnosis pages: their buttons are links to one command, by page and number. They are there again after a reload.
import { commands, Disposable, type ExtensionContext, env, type Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import {
  type Diagnosis,
  diagnose,
  diagnosisPage,
  type Evidence,
  type KeptReading,
  keepReading,
  type PageAction,
} from "../core/diagnosis/index.ts";
import { visible, visibleMessage } from "../core/language/index.ts";
import { OPEN_CALCULATOR } from "./calculator.ts";
import { FIREWALL } from "./command-ids.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { Log } from "./log.ts";
import { pageFolder, pageHtml } from "./page-html.ts";
import { writeToChosenFile } from "./write-settings.ts";

/** As package.json has it in the event that brings pages back. */
const VIEW_TYPE = "conntrack.diagnosis";
/** Not in the palette. Takes two numbers and nothing else, so that no link can hand over what a log says. */
const STEP = "conntrack.diagnosisStep";

const MODULE_FILE = [
  "# To be saved as /etc/modules-load.d/nf_conntrack.conf: loads the module at the start, so that its keys are there",
  "# when systemd-sysctl sets them. Not needed where nf_conntrack is built into the kernel.",
  "nf_conntrack",
  "",
].join("\n");

/** What can be read again: this host, or a file by its address. */
export type Origin = "host" | { readonly file: string };

/** The same reading later; undefined where it fails, which it has told then. `before` is what was read before. */
export type ReadAgain = (origin: Origin, before: Evidence) => Promise<Evidence | undefined>;

/** What a page is made of, and is made of again after a reload. */
interface Kept {
  /** Of the extension: another one may know evidence of another shape. */
  readonly version: string;
  /** What was read. */
  readonly source: string;
  /** When, as people of this place write it. */
  readonly when: string;
  readonly evidence: Evidence;
  /** Undefined for what is gone: a selection, the clipboard. */
  readonly origin: Origin | undefined;
  /** The reading before this one, where it was checked again. */
  readonly before: KeptReading | undefined;
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

/** What the editor keeps on disk for a reload: figures and addresses, and no line as it was read. */
function withoutLines({ log, table, ...rest }: Evidence): Evidence {
  return {
    ...rest,
    log: log && { ...log, tableFull: { ...log.tableFull, samples: [] }, lookalikes: log.lookalikes.map((one) => ({ ...one, sample: "" })) },
    table: table && { ...table, badSamples: [] },
  };
}

export class DiagnosisPanels implements Disposable {
  private readonly pages = new Map<number, OpenPage>();
  private last = 0;
  private readonly extension: Uri;
  private readonly version: string;
  private readonly documents: DocumentCache;
  private readonly readAgain: ReadAgain;
  private readonly listening: Disposable;

  constructor({ extension, extensionUri }: ExtensionContext, documents: DocumentCache, log: Log, readAgain: ReadAgain) {
    this.extension = extensionUri;
    this.version = String((extension.packageJSON as { readonly version?: unknown }).version);
    this.documents = documents;
    this.readAgain = readAgain;
    this.listening = Disposable.from(
      log.command(STEP, async (page, action) => {
        const open = this.pages.get(Number(page));
        const chosen = open?.actions[Number(action)];
        // Whoever runs it by program is handed what a page that was checked again shows.
        return open && chosen ? await this.act(chosen, Number(page), open) : undefined;
      }),
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          const kept = this.readKept(state);
          // One that cannot be shown again goes, as the editor does where nobody brings it back.
          if (!kept || !log.run("diagnosis page", () => this.fill(panel, kept))) panel.dispose();
        },
      }),
    );
  }

  /** `origin` is what it can be read again from. */
  show(evidence: Evidence, source: string, origin?: Origin): ShownDiagnosis {
    const panel = window.createWebviewPanel(VIEW_TYPE, "Diagnosis", ViewColumn.Active, { enableFindWidget: true });
    return this.fill(panel, { version: this.version, source, when: new Date().toLocaleString(), evidence, origin, before: undefined });
  }

  private fill(panel: WebviewPanel, kept: Kept): ShownDiagnosis {
    const page = ++this.last;
    const { evidence, source, when, origin, before } = kept;
    const diagnosis = diagnose(evidence);
    const address = (action: number): string => `command:${STEP}?${encodeURIComponent(JSON.stringify([page, action]))}`;
    const { html, actions } = diagnosisPage(diagnosis, evidence, `${source}, on ${when}`, address, {
      before,
      canCheck: origin !== undefined,
    });
    const { webview } = panel;
    panel.title = `Diagnosis: ${visible(source)}`;
    // A restored panel comes with the folders of the version that made it.
    webview.options = { enableScripts: true, enableCommandUris: [STEP], localResourceRoots: [pageFolder(this.extension)] };
    webview.html = pageHtml(webview, this.extension, {
      name: "diagnosis",
      styles: "diagnosis",
      title: "Conntrack diagnosis",
      data: JSON.stringify({ ...kept, evidence: withoutLines(evidence) }),
      body: html,
    });
    this.pages.set(page, { actions, panel, kept });
    panel.onDidDispose(() => this.pages.delete(page));
    return { page, diagnosis, actions };
  }

  /** What a page of this version kept; undefined for anything else. */
  private readKept(state: unknown): Kept | undefined {
    if (typeof state !== "object" || state === null) return undefined;
    const { version, source, when, evidence, origin, before } = state as Readonly<Record<string, unknown>>;
    if (version !== this.version || typeof source !== "string" || typeof when !== "string") return undefined;
    if (typeof evidence !== "object" || evidence === null) return undefined;
    return { version, source, when, evidence, origin: readOrigin(origin), before: (before ?? undefined) as KeptReading | undefined };
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
        const evidence = kept.origin && (await this.readAgain(kept.origin, kept.evidence));
        if (!evidence || !this.pages.delete(page)) return undefined;
        const before = keepReading(kept.evidence, diagnose(kept.evidence));
        return this.fill(panel, { ...kept, when: new Date().toLocaleString(), evidence, before });
      }
      case "show":
        await window.showTextDocument(await workspace.openTextDocument({ content: action.text }), ViewColumn.Beside);
        return undefined;
      case "copy":
        await env.clipboard.writeText(action.text);
        window.setStatusBarMessage("Conntrack: copied the command", 3000);
        return undefined;
      case "calculate":
        await commands.executeCommand(OPEN_CALCULATOR, undefined, action.workload ?? undefined);
        return undefined;
      case "firewall":
        await commands.executeCommand(FIREWALL);
        return undefined;
      case "module":
        await window.showTextDocument(await workspace.openTextDocument({ content: MODULE_FILE }), ViewColumn.Beside);
        return undefined;
    }
  }

  dispose(): void {
    this.listening.dispose();
    this.pages.clear();
  }
}

function readOrigin(value: unknown): Origin | undefined {
  const { file } = (typeof value === "object" && value !== null ? value : {}) as { readonly file?: unknown };
  return value === "host" ? value : typeof file === "string" ? { file } : undefined;
}
