// Entry of the extension where Node runs: the desktop, a remote host, a container.
import "./editor/words.ts";
import type { ExtensionContext } from "vscode";
import { activateEditor } from "./editor/activate.ts";
import { registerAgentTools } from "./editor/agent-tools.ts";
import { NODE_PROGRAM, readFill, THIS_HOST } from "./linux/index.ts";

export function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(registerAgentTools(context, NODE_PROGRAM));
  return activateEditor(context, {
    linux: THIS_HOST !== undefined,
    fill: () => THIS_HOST && readFill(THIS_HOST),
    machine: async () => {
      context.subscriptions.push((await import("./editor/load-language.ts")).loadLanguage(context));
      const { MACHINE_ROOT, readInside, rootPort, runningHost } = await import("./linux/local-machine.ts");
      return { running: runningHost(), files: { openRoot: rootPort, readInside, machineRoot: MACHINE_ROOT, loadReaders } };
    },
    port,
    apply: async (applied) => (await import("./editor/apply-run.ts")).applyRun(await port(), applied),
    firewallTask: async () => new (await import("./editor/firewall-task.ts")).FirewallTask(await port()),
    liveTables: async (extension, log) => (await import("./editor/live-panel.ts")).liveTables(extension, await port(), log),
    collectCommands: async (settings) => (await import("./editor/collect-commands.ts")).collectCommands(loadReaders, settings),
    others: async (settings, trees, log) =>
      (await import("./editor/other-languages.ts")).registerOtherLanguages(loadReaders, settings, trees, log),
  });
}

async function port() {
  return (await import("./linux/port.ts")).hostPort();
}

async function loadReaders() {
  return import("./core/embedded/index.ts");
}
