// Runs of sysctl in a terminal, each on a private copy that is gone when the run has ended.
import {
  type Disposable,
  l10n,
  ProcessExecution,
  Task,
  type TaskExecution,
  TaskPanelKind,
  TaskRevealKind,
  TaskScope,
  tasks,
  workspace,
} from "vscode";
import type { PrivateCopy, SysctlProgram } from "../core/diagnosis/index.ts";

const TYPE = "conntrack";

export class ApplyTasks implements Disposable {
  private readonly copies = new Map<TaskExecution, PrivateCopy>();
  private readonly listening: Disposable;

  constructor(onEnd: () => void) {
    this.listening = tasks.onDidEndTask(({ execution }) => {
      const copy = this.copies.get(execution);
      if (!copy) return;
      this.copies.delete(execution);
      copy.remove();
      onEnd();
    });
  }

  /** The copy is removed whatever becomes of the run. */
  async start(program: SysctlProgram, copy: PrivateCopy): Promise<void> {
    const [first = "", ...args] = program.command(copy.path);
    const scope = workspace.workspaceFolders ? TaskScope.Workspace : TaskScope.Global;
    const task = new Task({ type: TYPE }, scope, l10n.t("Apply sysctl file"), "Conntrack", new ProcessExecution(first, args), []);
    task.presentationOptions = { reveal: TaskRevealKind.Always, focus: true, panel: TaskPanelKind.Dedicated, clear: true };
    try {
      this.copies.set(await tasks.executeTask(task), copy);
    } catch (error) {
      copy.remove();
      throw error;
    }
  }

  dispose(): void {
    this.listening.dispose();
    for (const copy of this.copies.values()) copy.remove();
  }
}
