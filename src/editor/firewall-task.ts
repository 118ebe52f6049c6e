// Reads this host's rules: a task that the person confirms runs the programs, and what they print is gone once it is read.
import { type Disposable, l10n, ProcessExecution, Task, TaskPanelKind, TaskRevealKind, TaskScope, tasks, window, workspace } from "vscode";
import type { FirewallReading, HostPort } from "../core/diagnosis/index.ts";
import { rulesByLine } from "../core/firewall/index.ts";
import type { FirewallSource } from "./firewall-texts.ts";
import { CannotRead } from "./host-text.ts";

const TYPE = "conntrack";

export class FirewallTask implements Disposable {
  private readonly port: HostPort;
  private readonly readings = new Set<FirewallReading>();

  constructor(port: HostPort) {
    this.port = port;
  }

  /** Whether there is one that could be run. */
  hasPrograms(): boolean {
    return this.port.firewall() !== undefined;
  }

  /** Undefined where the person left. Throws CannotRead, and what making a folder throws. */
  async read(): Promise<FirewallSource | undefined> {
    const reader = this.port.firewall();
    // The list offers it in trusted workspaces alone; trust may be taken back meanwhile.
    if (!reader || !workspace.isTrusted) return undefined;
    const detail = [
      l10n.t("These commands run in a terminal and change nothing:"),
      reader.commands.join("\n"),
      l10n.t("Their output goes to a private folder, which is deleted after reading."),
    ].join("\n\n");
    const yes = l10n.t("Read the rules");
    if ((await window.showInformationMessage(l10n.t("Read the firewall rules of this host?"), { modal: true, detail }, yes)) !== yes)
      return undefined;
    const reading = reader.begin();
    this.readings.add(reading);
    try {
      await run(reading.command);
      const { texts, failed } = reading.printed();
      if (texts.length === 0 && failed.length > 0)
        throw new CannotRead(l10n.t("{failed} failed; see the terminal.", { failed: failed.join(", ") }));
      const name =
        failed.length > 0 ? l10n.t("This host, without {failed}, which failed", { failed: failed.join(", ") }) : l10n.t("This host");
      return { name, texts: texts.map((one) => ({ name: one.name, text: rulesByLine(one.text), uri: null, whole: false })) };
    } finally {
      this.readings.delete(reading);
      reading.remove();
    }
  }

  dispose(): void {
    for (const reading of this.readings) reading.remove();
  }
}

/** Ends when the task does, however that ends. */
async function run([program = "", ...args]: readonly string[]): Promise<void> {
  const scope = workspace.workspaceFolders ? TaskScope.Workspace : TaskScope.Global;
  const task = new Task(
    { type: TYPE, task: "firewall" },
    scope,
    l10n.t("Read firewall rules"),
    "Conntrack",
    new ProcessExecution(program, args),
    [],
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, focus: true, panel: TaskPanelKind.Dedicated, clear: true };
  const ended = new Promise<void>((resolve) => {
    const listening = tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name !== task.name || execution.task.source !== task.source) return;
      listening.dispose();
      resolve();
    });
  });
  await tasks.executeTask(task);
  await ended;
}
