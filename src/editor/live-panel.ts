// "Live Table": a page that is told each second what the counters say, while it is in sight. The history is in memory only.
import { commands, type Disposable, env, l10n, type Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import {
  type HostPort,
  type NamespacesReading,
  type NamespaceTable,
  namespacesSince,
  namespaceTable,
  ownerQuestion,
} from "../core/diagnosis/index.ts";
import { LiveHistory, type LiveHostMessage, liveTable, readLivePageMessage } from "../core/live/index.ts";
import { readHostTable } from "./host-table.ts";
import { DIAGNOSE_HOST, LIVE_VIEW } from "./ids.ts";
import type { Log } from "./log.ts";
import { tellNoTable } from "./no-table.ts";
import { pageFolder, pageHtml, pageIcon } from "./page-html.ts";

const PACE = 1000;
/** Milliseconds that reading the table may take for it to be read again unasked, and every so many readings. */
const CHEAP = 50;
const AGAIN = 10;
/** Milliseconds between two looks at the namespaces, and how many times longer they wait than they take. */
const NAMESPACE_PACE = 5000;
const NAMESPACE_REST = 100;
const MOST_NAMESPACES = 50;

export interface LiveTables extends Disposable {
  /** False where there is no table here, which it tells. */
  open(): boolean;
  restore(panel: WebviewPanel, state: unknown): void;
}

export function liveTables(extension: Uri, port: HostPort, log: Log): LiveTables {
  let shown: LivePanel | undefined;
  const fill = (host: HostPort, panel: WebviewPanel): void => {
    shown = new LivePanel(host, panel, extension, log);
    panel.onDidDispose(() => {
      shown = undefined;
    });
  };
  return {
    open() {
      if (!port.fill()) {
        tellNoTable();
        return false;
      }
      if (shown) shown.panel.reveal();
      else fill(port, window.createWebviewPanel(LIVE_VIEW, l10n.t("Live Table"), ViewColumn.Active, { enableScripts: true }));
      return true;
    },
    restore(panel) {
      if (port.fill() && !shown) fill(port, panel);
      else panel.dispose();
    },
    // The page itself stays: after a reload of the window it is there again.
    dispose: () => shown?.stop(),
  };
}

class LivePanel {
  readonly panel: WebviewPanel;
  private readonly history = new LiveHistory();
  private readonly port: HostPort;
  private readonly log: Log;
  private timer: ReturnType<typeof setInterval> | undefined;
  private reading = false;
  private stopped = false;
  /** What was read of the table last; a page that is shown again has forgotten it. */
  private table: LiveHostMessage | undefined;
  /** Undefined until the table was asked for, and once it is too dear to be read unasked. */
  private untilTable: number | undefined;
  private namespaces: { readonly at: number; readonly reading: NamespacesReading } | undefined;
  private namespacesDue = 0;
  private others: NamespaceTable | undefined;

  constructor(port: HostPort, panel: WebviewPanel, extension: Uri, log: Log) {
    this.port = port;
    this.log = log;
    this.panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extension)] };
    panel.iconPath = pageIcon(extension, "live");
    panel.webview.onDidReceiveMessage((message: unknown) => this.hear(message));
    panel.onDidChangeViewState(() => this.pace());
    panel.onDidDispose(() => this.stop());
    const title = l10n.t("Conntrack live table");
    panel.webview.html = pageHtml(panel.webview, extension, { name: "live", styles: "calculator", title, data: "" });
    this.pace();
  }

  stop(): void {
    clearInterval(this.timer);
    this.stopped = true;
  }

  /** Nothing is read for a page that nobody sees. */
  private pace(): void {
    clearInterval(this.timer);
    this.timer = this.panel.visible && !this.stopped ? setInterval(() => this.look(), PACE) : undefined;
  }

  private look(): void {
    const counters = this.log.run("live table", () => this.port.counters());
    if (!counters) return;
    this.history.add(performance.now() / 1000, counters);
    this.lookAtNamespaces();
    const view = this.history.view(this.others);
    if (view) this.tell({ type: "view", view });
    if (this.untilTable !== undefined && --this.untilTable <= 0) void this.readTable();
  }

  /** One more look a second after the first tells what is lost a second. */
  private lookAtNamespaces(): void {
    const at = performance.now();
    if (at < this.namespacesDue) return;
    const reading = this.log.run("network namespaces", () => this.port.namespaces());
    if (!reading) return;
    const before = this.namespaces;
    const cost = performance.now() - at;
    this.namespacesDue = at + Math.max(before ? NAMESPACE_PACE : PACE / 2, NAMESPACE_REST * cost);
    this.namespaces = { at, reading };
    const since = before ? namespacesSince(before.reading, reading, (at - before.at) / 1000) : reading;
    if (since.namespaces.length <= 1 && since.unreadable === 0) return;
    this.others = namespaceTable(since, MOST_NAMESPACES);
    this.tell({ type: "namespaces", namespaces: this.others });
  }

  private async hear(value: unknown): Promise<void> {
    const message = readLivePageMessage(value);
    switch (message?.type) {
      case "ready":
        // A page that is shown again has forgotten them.
        this.namespacesDue = 0;
        this.look();
        if (this.table) this.tell(this.table);
        return;
      case "read-table":
        return this.readTable();
      case "diagnose":
        await commands.executeCommand(DIAGNOSE_HOST);
        return;
      case "copy":
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(l10n.t("Conntrack: copied the table"), 3000);
        return;
      case undefined:
        this.log.report("live table", "ignored an unrecognized message from the page");
    }
  }

  /** In slices; what the slices take is what it costs. */
  private async readTable(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const read = await readHostTable(this.port, () => this.stopped);
      if (!read) return;
      const { summary, cost } = read;
      this.untilTable = cost < CHEAP ? AGAIN : undefined;
      const owners = this.log.run("owners of addresses", () => this.port.owners(ownerQuestion(summary)));
      const table = liveTable(summary, owners);
      const values = { cost: Math.ceil(cost), seconds: AGAIN };
      const note =
        this.untilTable === undefined
          ? l10n.t("Reading it took {cost} ms; refreshed only on request.", values)
          : l10n.t("Reading it took {cost} ms; refreshed every {seconds} s.", values);
      this.table = { type: "table", table, note };
    } catch (error) {
      this.untilTable = undefined;
      this.table = undefined;
      this.tell({ type: "notice", text: l10n.t("The table was not read: {error}", { error: reasonOf(error) }) });
    } finally {
      this.reading = false;
    }
    if (this.table) this.tell(this.table);
  }

  private tell(message: LiveHostMessage): void {
    if (!this.stopped) void this.panel.webview.postMessage(message);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  if (code === "EACCES" || code === "EPERM")
    return l10n.t("only root can read it. Run sudo cat /proc/net/nf_conntrack > FILE, then Analyze Table Dump.");
  if (code === "ENOENT")
    return l10n.t("the kernel does not show it (CONFIG_NF_CONNTRACK_PROCFS). Run sudo conntrack -L > FILE, then Analyze Table Dump.");
  return message ?? String(error);
}
