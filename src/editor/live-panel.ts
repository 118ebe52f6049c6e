// "Live Table": a page that is told each second what the counters say, while it is in sight. The history is in memory only.
import { commands, Disposable, env, type Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { createDumpReader, diagnose, formatCount, type HostPort, LiveHistory } from "../core/index.ts";
import { pageFolder, pageHtml } from "./calculator-html.ts";
import { DIAGNOSE_HOST, LIVE_TABLE } from "./command-ids.ts";
import type { Log } from "./log.ts";

const PACE = 1000;
/** Milliseconds that reading the table may take for it to be read again unasked, and every so many readings. */
const CHEAP = 50;
const AGAIN = 10;
const SLICE = 8;

export function registerLiveTable(port: HostPort | undefined, extension: Uri, log: Log): Disposable {
  let open: LivePanel | undefined;
  return Disposable.from(
    log.command(LIVE_TABLE, () => {
      if (!port?.fill()) {
        void window.showInformationMessage("Conntrack: there is no running table here: no Linux, or nf_conntrack is not loaded.");
        return false;
      }
      if (open) open.panel.reveal();
      else {
        open = new LivePanel(port, extension, log);
        open.panel.onDidDispose(() => {
          open = undefined;
        });
      }
      return true;
    }),
    new Disposable(() => open?.panel.dispose()),
  );
}

class LivePanel {
  readonly panel: WebviewPanel;
  private readonly history = new LiveHistory();
  private readonly port: HostPort;
  private readonly log: Log;
  private timer: ReturnType<typeof setInterval> | undefined;
  private reading = false;
  /** Undefined until the table was asked for, and once it is too dear to be read unasked. */
  private untilTable: number | undefined;

  constructor(port: HostPort, extension: Uri, log: Log) {
    this.port = port;
    this.log = log;
    this.panel = window.createWebviewPanel("conntrack.live", "Live Table", ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [pageFolder(extension)],
    });
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.hear(message));
    this.panel.onDidChangeViewState(() => this.pace());
    this.panel.onDidDispose(() => clearInterval(this.timer));
    this.panel.webview.html = pageHtml(this.panel.webview, extension, { name: "live", title: "Conntrack live table", data: "" });
    this.pace();
  }

  /** Nothing is read for a page that nobody sees. */
  private pace(): void {
    clearInterval(this.timer);
    this.timer = this.panel.visible ? setInterval(() => this.look(), PACE) : undefined;
  }

  private look(): void {
    const counters = this.log.run("live table", () => this.port.counters());
    if (!counters) return;
    this.history.add(performance.now() / 1000, counters);
    const view = this.history.view();
    if (view) void this.panel.webview.postMessage({ type: "view", view });
    if (this.untilTable !== undefined && --this.untilTable <= 0) void this.readTable();
  }

  private async hear(message: unknown): Promise<void> {
    const { type, text } = message as { readonly type?: unknown; readonly text?: unknown };
    if (type === "ready") this.look();
    else if (type === "read") await this.readTable();
    else if (type === "diagnose") await commands.executeCommand(DIAGNOSE_HOST);
    else if (type === "copy" && typeof text === "string") await env.clipboard.writeText(text);
  }

  /** In slices; what the slices take is what it costs. */
  private async readTable(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      const reader = createDumpReader();
      let [cost, slice] = [0, performance.now()];
      for (const piece of this.port.table()) {
        reader.push(piece);
        if (performance.now() - slice < SLICE) continue;
        cost += performance.now() - slice;
        await new Promise((resolve) => setTimeout(resolve, 0));
        slice = performance.now();
      }
      cost += performance.now() - slice;
      this.untilTable = cost < CHEAP ? AGAIN : undefined;
      const host = this.port.host();
      const table = reader.end({ values: host?.values ?? {} });
      const [cause] = diagnose({ host, statistics: host?.statistics ?? undefined, table }).causes;
      const again = this.untilTable === undefined ? "read again on request only" : `read again every ${AGAIN} s`;
      this.tell(
        `The table lists ${formatCount(table.entries)} entries, ${formatCount(table.unreplied)} unreplied and ${formatCount(table.assured)} assured. ${cause ? `${cause.title}. ` : ""}Reading took ${Math.ceil(cost)} ms; ${again}.`,
      );
    } catch (error) {
      this.untilTable = undefined;
      this.tell(`The table was not read: ${error instanceof Error ? error.message : String(error)}. Only root may read it.`);
    } finally {
      this.reading = false;
    }
  }

  private tell(text: string): void {
    void this.panel.webview.postMessage({ type: "table", text });
  }
}
