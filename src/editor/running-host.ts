// The settings of the host that the extension runs on, watched while they are in sight.
import { type Disposable, EventEmitter, type TextDocument, window } from "vscode";
import type { HostMachine, RunningSettings } from "../core/diagnosis/index.ts";
import { FreshSettings } from "../core/language/index.ts";
import type { Log } from "./log.ts";
import type { RunningPort } from "./node-side.ts";

/** Milliseconds between two looks at what is in sight. */
const PACE = 5000;

export class RunningHost extends FreshSettings implements Disposable {
  private readonly port: RunningPort | undefined;
  private readonly log: Log;
  private readonly changed = new EventEmitter<void>();
  /** Values as they were when a change was told: readings in between do not hide one. */
  private told: string | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Values that were shown are others now. */
  readonly onDidChange = this.changed.event;

  /** Without a port, or where it is of no Linux, there is nothing to be read. */
  constructor(port: RunningPort | undefined, log: Log) {
    const linux = port?.linux ? port : undefined;
    super(
      () => linux && log.run("running values", () => linux.settings()),
      () => performance.now(),
    );
    this.port = linux;
    this.log = log;
  }

  /** Undefined where this is no Linux. */
  machine(): HostMachine | undefined {
    return this.log.run("this host", () => this.port?.machine());
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
    const now = valuesOf(this.read());
    if (now === this.told) return;
    this.told = now;
    this.changed.fire();
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
