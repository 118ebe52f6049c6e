// "Apply to This Host": shows what would change, asks, and lets a terminal run sysctl. Nothing is written from here.
import { Disposable, ProcessExecution, Task, TaskPanelKind, TaskRevealKind, TaskScope, tasks, window, workspace } from "vscode";
import { applyPreview, applyPreviewText, type HostPort, visibleMessage } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isOurs } from "./language.ts";
import type { Log } from "./log.ts";
import type { RunningHost } from "./running-host.ts";

const TASK = "conntrack";

/** How it ended, for those who run it by program. */
export type Applied = "started" | "left" | "untrusted" | "no-file" | "not-saved" | "no-host" | "nothing-to-do";

export function registerApplyCommand(port: HostPort | undefined, running: RunningHost, documents: DocumentCache, log: Log): Disposable {
  return Disposable.from(
    log.command("conntrack.applyToHost", () => apply(port, documents)),
    tasks.onDidEndTask(({ execution }) => {
      if (execution.task.definition.type === TASK) running.refresh();
    }),
  );
}

async function apply(port: HostPort | undefined, documents: DocumentCache): Promise<Applied> {
  // The menu hides it as well; a link or a key binding does not ask the menu.
  if (!workspace.isTrusted) return refuse("untrusted", "this workspace is not trusted, so nothing of it is applied.");
  const document = window.activeTextEditor?.document;
  if (!document || !isOurs(document)) return refuse("no-file", "open the sysctl file that is to be applied.");
  if (document.uri.scheme !== "file" || document.isDirty)
    return refuse("not-saved", "save the file first: sysctl reads it from the disk of this host.");
  const host = port?.host();
  const preview = host && applyPreview(documents.get(document), host);
  if (!preview) return refuse("no-host", "the extension does not run on Linux here, or its kernel cannot be told.");
  const { changes, cannot } = preview;
  const text = applyPreviewText(preview);
  if (changes.length === 0) {
    const why =
      cannot.length === 0 ? "the running values are those of the file already." : `no value would change. ${text.replaceAll("\n", " ")}`;
    return refuse("nothing-to-do", why);
  }
  const command = [...(port?.root ? [] : ["sudo"]), "sysctl", "-p"];
  const yes = `Run ${command.join(" ")} in a Terminal`;
  const title = `Apply ${changes.length === 1 ? "1 value" : `${changes.length} values`} to this host?`;
  if ((await window.showWarningMessage(title, { modal: true, detail: text }, yes)) !== yes) return "left";
  // No shell: the path is one argument, whatever stands in it.
  const [program = "", ...args] = [...command, document.uri.fsPath];
  const run = new ProcessExecution(program, args);
  const task = new Task(
    { type: TASK },
    workspace.workspaceFolders ? TaskScope.Workspace : TaskScope.Global,
    "Apply sysctl file",
    "Conntrack",
    run,
    [],
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, focus: true, panel: TaskPanelKind.Dedicated, clear: true };
  await tasks.executeTask(task);
  return "started";
}

function refuse(how: Applied, why: string): Applied {
  void window.showInformationMessage(visibleMessage(`Conntrack: ${why}`));
  return how;
}
