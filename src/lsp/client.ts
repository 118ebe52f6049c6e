// What the client can do, as it said when it came.
import type { ClientCapabilities } from "vscode-languageserver/node";

export interface Client {
  /** It asks for findings; they are not sent to it then. */
  readonly pulls: boolean;
  readonly refreshes: { readonly diagnostics: boolean; readonly codeLens: boolean; readonly inlayHints: boolean };
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly markdown: boolean;
  readonly symbolTree: boolean;
  /** Edits of an action may come once it is chosen. */
  readonly lateEdits: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
}

export function clientOf({ textDocument, workspace, window }: ClientCapabilities): Client {
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      codeLens: workspace?.codeLens?.refreshSupport === true,
      inlayHints: workspace?.inlayHint?.refreshSupport === true,
    },
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") !== false,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    lateEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    configuration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
  };
}
