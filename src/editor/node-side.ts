// What only an extension host with Node has: the machine that the extension runs on.
import type { Disposable, Uri } from "vscode";
import type { HostPort, TableFill } from "../core/diagnosis/index.ts";
import type { ApplyRun } from "./apply-run.ts";
import type { FirewallTask } from "./firewall-task.ts";
import type { HostTrees, Machine } from "./host-trees.ts";
import type { LiveTables } from "./live-panel.ts";
import type { Log } from "./log.ts";
import type { SettingsReader } from "./settings.ts";

/** What runs there; `linux` is false where there is nothing to be read. */
export type RunningPort = Pick<HostPort, "linux" | "machine" | "settings">;

export interface LocalMachine {
  readonly running: RunningPort;
  readonly files: Machine;
}

/** All but the first two is loaded when it is asked for. */
export interface NodeSide {
  readonly linux: boolean;
  /** Count and limit of the table. */
  readonly fill: () => TableFill | undefined;
  readonly machine: () => Promise<LocalMachine>;
  readonly port: () => Promise<HostPort>;
  /** `applied` is called where this host may have changed. */
  readonly apply: (applied: () => void) => Promise<ApplyRun>;
  readonly firewallTask: () => Promise<FirewallTask>;
  readonly liveTables: (extension: Uri, log: Log) => Promise<LiveTables>;
  /** False where no script is at hand that sets a key of ours for the running system alone. */
  readonly collectCommands: (settings: SettingsReader) => Promise<boolean>;
  /** Texts of other languages. */
  readonly others: (settings: SettingsReader, trees: HostTrees, log: Log) => Promise<Disposable>;
}
