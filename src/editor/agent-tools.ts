// The command line's MCP server, offered to the agents of VS Code: its tools read the folders of the workspace, and write nothing.
import { Disposable, EventEmitter, type ExtensionContext, lm, McpStdioServerDefinition, Uri, workspace } from "vscode";

/** As package.json has it. */
const PROVIDER = "conntrack-planner.tools";

/** `node` is the program that the extension host runs on. Nothing where the editor knows no such servers. */
export function registerAgentTools({ extensionUri, extension }: ExtensionContext, node: string): Disposable {
  // Editors made from VS Code may be older than what they say of themselves.
  if (typeof lm?.registerMcpServerDefinitionProvider !== "function") return new Disposable(() => {});
  const changed = new EventEmitter<void>();
  const program = Uri.joinPath(extensionUri, "dist", "cli.js").fsPath;
  return Disposable.from(
    changed,
    workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
        const roots = folders.map(({ uri }) => `--root=${uri.fsPath}`);
        // Where the host is Electron, this makes it Node.js.
        const env = { ELECTRON_RUN_AS_NODE: "1" };
        const { version } = extension.packageJSON as { readonly version: string };
        return [new McpStdioServerDefinition("Conntrack Planner", node, [program, "mcp", ...roots], env, version)];
      },
    }),
  );
}
