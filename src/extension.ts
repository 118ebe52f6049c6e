// Entry of the extension where Node runs: the desktop, a remote host, a container.
import type { ExtensionContext } from "vscode";
import { activateEditor } from "./editor/activate.ts";
import { registerAgentTools } from "./editor/agent-tools.ts";
import { registerOtherLanguages } from "./editor/other-languages.ts";
import { hostPort, MACHINE_ROOT, NODE_PROGRAM, readInside, rootPort } from "./linux/index.ts";

export function activate(context: ExtensionContext): void {
  activateEditor(context, {
    host: hostPort(),
    machine: { openRoot: rootPort, readInside, machineRoot: MACHINE_ROOT, kubeProxyReader },
    registerOthers: (settings, log) => registerOtherLanguages(() => import("./core/embedded/index.ts"), settings, log),
  });
  context.subscriptions.push(registerAgentTools(context, NODE_PROGRAM));
}

async function kubeProxyReader() {
  return (await import("./core/embedded/index.ts")).kubeProxyConfiguration;
}
