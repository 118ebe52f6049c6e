// Reads this host's rules: a task that the person confirms runs the programs, and what they print is gone once it is read.
import { type Disposable, ProcessExecution, Task, TaskPanelKind, TaskRevealKind, TaskScope, tasks, window, workspace } from "vscode";
import type { FirewallReading, HostPort } from "../core/diagnosis/index.ts";
import { rulesByLine } from "../core/firewall/index.ts";
import type { FirewallSource } from "./firewall-texts.ts";
import { CannotRead } from "./host-text.ts";

const TYPE = "conntrack";

export class FirewallTask implements Disposable {
  private readonly port: HostPort | undefined;
  private readonly readings = new Set<FirewallReading>();

  constructor(port: HostPort | undefined) {
    this.port = port;
  }

  /** Undefined where the person left. Throws CannotRead, and what making a folder throws. */
  async read(): Promise<FirewallSource | undefined> {
    const reader = this.port?.firewall();
    // The list offers it in trusted workspaces alone; trust may be taken back meanwhile.
    if (!reader || !workspace.isTrusted) return undefined;
    const detail = `These commands run in a terminal and change nothing:\n\n${reader.commands.join("\n")}\n\nTheir output goes to a private folder, which is deleted after reading.`;
    const yes = "Read the rules";
    if ((await window.showInformationMessage("Read the firewall rules of this host?", { modal: true, detail }, yes)) !== yes)
      return undefined;
    const reading = reader.begin();
    this.readings.add(reading);
    try {
      await run(reading.command);
      const { texts, failed } = reading.printed();
      if (texts.length === 0 && failed.length > 0) throw new CannotRead(`${failed.join(", ")} failed; see the terminal.`);
      const name = `this host${failed.length > 0 ? `, without ${failed.join(", ")}, which failed` : ""}`;
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
    "Read firewall rules",
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
