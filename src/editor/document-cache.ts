// Parsed documents by version, so that no feature parses what another has parsed.
import { type Disposable, type TextDocument, workspace } from "vscode";
import { parse, type SysctlDocument } from "../core/index.ts";

export class DocumentCache implements Disposable {
  private readonly parsed = new Map<string, { readonly version: number; readonly encoding: string; readonly document: SysctlDocument }>();
  private readonly closing = workspace.onDidCloseTextDocument((document) => this.parsed.delete(document.uri.toString()));

  get(source: TextDocument): SysctlDocument {
    const key = source.uri.toString();
    const known = this.parsed.get(key);
    const { version, encoding } = source;
    if (known?.version === version && known.encoding === encoding) return known.document;
    // The editor takes a byte-order mark off the text and keeps it in the encoding.
    const document = parse(source.getText(), { byteOrderMark: encoding === "utf8bom" });
    this.parsed.set(key, { version, encoding, document });
    return document;
  }

  dispose(): void {
    this.closing.dispose();
    this.parsed.clear();
  }
}
