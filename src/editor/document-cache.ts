// Parsed documents by version, so that no feature parses what another has parsed.
import { type Disposable, type TextDocument, workspace } from "vscode";
import { parse, type SysctlDocument } from "../core/index.ts";

export class DocumentCache implements Disposable {
  private readonly parsed = new Map<string, { readonly version: number; readonly document: SysctlDocument }>();
  private readonly closing = workspace.onDidCloseTextDocument((document) => this.parsed.delete(document.uri.toString()));

  get(source: TextDocument): SysctlDocument {
    const key = source.uri.toString();
    const known = this.parsed.get(key);
    if (known?.version === source.version) return known.document;
    const document = parse(source.getText());
    this.parsed.set(key, { version: source.version, document });
    return document;
  }

  dispose(): void {
    this.closing.dispose();
    this.parsed.clear();
  }
}
