// The settings of the host that the extension runs on: read when asked for, kept for a moment, watched while they are in sight.
import { type Disposable, EventEmitter, type TextDocument, window } from "vscode";
import type { HostMachine, HostPort, RunningSettings } from "../core/diagnosis/index.ts";
import type { Log } from "./log.ts";

/** Milliseconds that a reading is good for, and between two looks at what is in sight. */
const FRESH = 1000;
const PACE = 5000;

export class RunningHost implements Disposable {
  private readonly port: HostPort | undefined;
  private readonly log: Log;
  private readonly changed = new EventEmitter<void>();
  private latest: { readonly at: number; readonly settings: RunningSettings | undefined } | undefined;
  /** Values as they were when a change was told: readings in between do not hide one. */
  private told: string | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Values that were shown are others now. */
  readonly onDidChange = this.changed.event;

  constructor(port: HostPort | undefined, log: Log) {
    this.port = port?.linux ? port : undefined;
    this.log = log;
  }

  /** Undefined where this is no Linux. */
  machine(): HostMachine | undefined {
    return this.log.run("this host", () => this.port?.machine());
  }

  /** At most a moment old; undefined where this is no Linux. */
  settings(): RunningSettings | undefined {
    if (!this.port) return undefined;
    if (!this.latest || performance.now() - this.latest.at > FRESH) this.read();
    return this.latest?.settings;
  }

  /** Those to be held against a file: of one that is for another host only where conntrack runs here at all. */
  besides(isForHost: boolean): RunningSettings | undefined {
    const settings = this.settings();
    // A container's view of another machine's file would be no help.
    return isForHost || settings?.initialNamespace === true ? settings : undefined;
  }

  /** Looks after the values from now on, as long as there is a document in sight that they are shown in. */
  watch(showsThem: (source: TextDocument) => boolean): void {
    if (!this.port) return;
    this.timer = setInterval(() => {
      if (window.state.focused && window.visibleTextEditors.some(({ document }) => showsThem(document))) this.refresh();
    }, PACE);
  }

  /** Reads again, and tells where something else runs now than was told last. */
  refresh(): void {
    this.read();
    const now = valuesOf(this.latest?.settings);
    if (now === this.told) return;
    this.told = now;
    this.changed.fire();
  }

  private read(): void {
    this.latest = { at: performance.now(), settings: this.log.run("running values", () => this.port?.settings()) };
  }

  dispose(): void {
    clearInterval(this.timer);
    this.changed.dispose();
  }
}

/** All but the count, which never stands still. */
function valuesOf(settings: RunningSettings | undefined): string {
  const { "net/netfilter/nf_conntrack_count": _, ...values } = settings?.values ?? {};
  return JSON.stringify(values);
}
