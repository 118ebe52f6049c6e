// One page per source of rules: its links and buttons are links to one command, by page and number. Back after a reload.
import { Disposable, type ExtensionContext, l10n, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import {
  editsFor,
  type FirewallAction,
  type FirewallAnswer,
  firewallAnswer,
  firewallFindings,
  firewallPage,
  PortCounts,
  verdict,
} from "../core/firewall/index.ts";
import { visible } from "../core/language/index.ts";
import { type FirewallHands, perform } from "./firewall-actions.ts";
import type { FirewallFindings } from "./firewall-findings.ts";
import { readAgain } from "./firewall-source.ts";
import type { FirewallSource, FirewallText } from "./firewall-texts.ts";
import { FIREWALL_VIEW } from "./ids.ts";
import type { Log } from "./log.ts";
import { pageFolder, pageHtml, pageIcon, uniqueTitle } from "./page-html.ts";

/** Not in the palette. Takes two numbers and nothing else, so that no link can hand over what a rule says. */
const STEP = "conntrack.firewallStep";
/** Longer texts are not kept for a reload. */
const MOST_KEPT = 1_000_000;
/** Milliseconds after the last edit. */
const DELAY = 300;

/** What a page is made of, and is made of again after a reload. */
interface Kept {
  /** Of the extension: another one may keep it in another shape. */
  readonly version: string;
  readonly source: FirewallSource;
  readonly when: string;
  /** Counts of a dump. */
  readonly dump: unknown;
}

/** What the command gives back, for those who run it by program. */
export interface ShownFirewall {
  readonly page: number;
  readonly verdict: string;
  readonly answer: Pick<FirewallAnswer, "tracking" | "because" | "ports" | "rules">;
  readonly actions: readonly FirewallAction[];
}

interface Page {
  readonly panel: WebviewPanel;
  kept: Kept;
  actions: readonly FirewallAction[];
}

export class FirewallPanels implements Disposable {
  private readonly pages = new Map<number, Page>();
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly context: ExtensionContext;
  private readonly findings: FirewallFindings;
  private readonly hands: FirewallHands;
  private readonly log: Log;
  private readonly listening: Disposable;

  constructor(context: ExtensionContext, findings: FirewallFindings, hands: FirewallHands, log: Log) {
    this.context = context;
    this.findings = findings;
    this.hands = hands;
    this.log = log;
    this.listening = Disposable.from(
      log.command(STEP, (page, action) => this.step(Number(page), Number(action))),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (this.pageOf(document.uri)) this.findSoon();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => findings.clear(uri)),
      workspace.onDidOpenTextDocument(({ uri }) => {
        if (this.pageOf(uri)) this.findSoon();
      }),
    );
  }

  /** A page of before a reload. One that cannot be shown again goes, as the editor does where nobody brings it back. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const kept = this.readKept(state);
    const texts = kept && (await readAgain(kept.source.texts));
    if (!texts || !this.log.run("firewall page", () => this.add(panel, { ...kept, source: { ...kept.source, texts } }))) panel.dispose();
  }

  /** In the page of the same document, where there is one. */
  show(source: FirewallSource): ShownFirewall {
    const kept = { version: this.version(), source, when: new Date().toLocaleString(), dump: null };
    const [first] = source.texts;
    const known = first?.uri
      ? [...this.pages].find(([, page]) => page.kept.source.name === source.name && hasText(page, first.uri))
      : undefined;
    if (known) {
      const [number, page] = known;
      page.panel.reveal(undefined, true);
      return this.fill(number, { ...kept, dump: page.kept.dump });
    }
    const column = first?.uri ? ViewColumn.Beside : ViewColumn.Active;
    return this.add(window.createWebviewPanel(FIREWALL_VIEW, l10n.t("Tracking"), column, { enableFindWidget: true }), kept);
  }

  private add(panel: WebviewPanel, kept: Kept): ShownFirewall {
    const number = ++this.last;
    this.pages.set(number, { panel, kept, actions: [] });
    panel.onDidDispose(() => {
      this.pages.delete(number);
      for (const uri of urisOf(kept.source)) if (!this.pageOf(uri)) this.findings.clear(uri);
    });
    return this.fill(number, kept);
  }

  private fill(number: number, kept: Kept): ShownFirewall {
    const page = this.pages.get(number);
    if (!page) throw new Error("the page was closed");
    const dump = PortCounts.from(kept.dump);
    const { texts, name } = kept.source;
    const answer = firewallAnswer({ texts, dump });
    const address = (action: number): string => `command:${STEP}?${encodeURIComponent(JSON.stringify([number, action]))}`;
    const shownTexts = texts.map((one) => ({
      ...one,
      editable: one.whole && one.uri !== null && (editsFor(answer.plan, one)?.length ?? 0) > 0,
    }));
    const parts = {
      answer,
      texts: shownTexts,
      source: l10n.t("{source}, on {when}", { source: name, when: kept.when }),
      counted: dump !== undefined,
    };
    const { html, actions } = firewallPage(parts, address);
    const { panel } = page;
    page.kept = kept;
    page.actions = actions;
    panel.title = uniqueTitle(l10n.t("Tracking: {source}", { source: visible(name) }), panel);
    panel.iconPath = pageIcon(this.context.extensionUri, "firewall");
    // A restored panel comes with the folders of the version that made it.
    panel.webview.options = { enableScripts: true, enableCommandUris: [STEP], localResourceRoots: [pageFolder(this.context.extensionUri)] };
    panel.webview.html = pageHtml(panel.webview, this.context.extensionUri, {
      name: "diagnosis",
      styles: "diagnosis",
      title: l10n.t("Do I need tracking?"),
      data: keptAsJson(kept),
      body: html,
    });
    this.findIn(kept.source.texts, answer);
    return { page: number, verdict: verdict(answer), answer, actions };
  }

  /** Gives back the page where it was made anew. */
  private async step(number: number, index: number): Promise<ShownFirewall | undefined> {
    const page = this.pages.get(number);
    const action = page?.actions[index];
    if (!page || !action) return undefined;
    const { kept } = page;
    if (action.kind === "again") {
      const texts = await readAgain(kept.source.texts);
      if (texts) return this.fill(number, { ...kept, source: { ...kept.source, texts }, when: new Date().toLocaleString() });
      void window.showInformationMessage(l10n.t("Conntrack: the source of the page no longer exists."));
    } else if (action.kind === "dump") {
      const dump = await this.hands.countDump();
      return dump && this.fill(number, { ...kept, dump: dump.toJSON() });
    } else await perform(action, kept.source.texts, this.hands);
    return undefined;
  }

  private pageOf(uri: Uri): Page | undefined {
    return [...this.pages.values()].find((page) => hasText(page, uri.toString()));
  }

  private findSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.log.run("firewall findings", () => this.findAgain()), DELAY);
  }

  /** Texts as they are now; the page itself stays as it was read. */
  private findAgain(): void {
    for (const { kept } of this.pages.values()) {
      const texts = kept.source.texts.map((one) => {
        const open = one.whole ? workspace.textDocuments.find((document) => document.uri.toString() === one.uri) : undefined;
        return open ? { ...one, text: open.getText() } : one;
      });
      this.findIn(texts, firewallAnswer({ texts }));
    }
  }

  private findIn(texts: readonly FirewallText[], answer: FirewallAnswer): void {
    const found = firewallFindings(answer);
    for (const { name, text, uri } of texts)
      if (uri !== null)
        this.findings.show(
          Uri.parse(uri),
          text,
          found.filter(({ file }) => file === name),
        );
  }

  private version(): string {
    return String((this.context.extension.packageJSON as { readonly version?: unknown }).version);
  }

  /** What a page of this version kept; undefined for anything else. */
  private readKept(state: unknown): Kept | undefined {
    if (typeof state !== "object" || state === null) return undefined;
    const { version, source, when, dump } = state as Readonly<Record<string, unknown>>;
    if (version !== this.version() || typeof when !== "string") return undefined;
    return isSource(source) ? { version, source, when, dump } : undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listening.dispose();
    this.pages.clear();
  }
}

function hasText({ kept }: Page, uri: string | null): boolean {
  return kept.source.texts.some((one) => one.uri === uri);
}

function urisOf({ texts }: FirewallSource): readonly Uri[] {
  return texts.flatMap(({ uri }) => (uri === null ? [] : [Uri.parse(uri)]));
}

/** Texts that a file holds are read again, and need not be kept; nothing is kept of what is too long. */
function keptAsJson(kept: Kept): string {
  const texts = kept.source.texts.map((one) =>
    one.whole && one.uri !== null && !one.uri.startsWith("untitled:") ? { ...one, text: "" } : one,
  );
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  return length > MOST_KEPT ? "" : JSON.stringify({ ...kept, source: { ...kept.source, texts } });
}

function isSource(value: unknown): value is FirewallSource {
  const { name, texts } = (value ?? {}) as { readonly name?: unknown; readonly texts?: unknown };
  if (typeof name !== "string" || !Array.isArray(texts)) return false;
  return (texts as readonly Readonly<Record<string, unknown>>[]).every(
    (one) =>
      typeof one?.["name"] === "string" &&
      typeof one["text"] === "string" &&
      typeof one["whole"] === "boolean" &&
      (one["uri"] === null || typeof one["uri"] === "string"),
  );
}
