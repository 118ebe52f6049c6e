// What the in-editor tests share: documents with a cursor, and waiting for what the extension publishes.
// Runs in both hosts: nothing of Node here.
import * as vscode from "vscode";

export interface Opened {
  readonly document: vscode.TextDocument;
  /** Where `|` stood in the text. */
  readonly cursor: vscode.Position;
}

/** Opens text as a sysctl document; `|` marks the cursor and is taken out. */
export async function open(text: string): Promise<Opened> {
  const at = Math.max(0, text.indexOf("|"));
  const content = text.replace("|", "");
  const document = await vscode.workspace.openTextDocument({ language: "sysctl", content });
  return { document, cursor: document.positionAt(at) };
}

/** Diagnostics of a document once they are as wanted; the last ones seen where that never happens. */
export async function diagnostics(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  const deadline = Date.now() + 5000;
  let found = vscode.languages.getDiagnostics(uri);
  while (!wanted(found) && Date.now() < deadline) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, 200);
      const listening = vscode.languages.onDidChangeDiagnostics(done);
      function done(): void {
        clearTimeout(timer);
        listening.dispose();
        resolve();
      }
    });
    found = vscode.languages.getDiagnostics(uri);
  }
  return found;
}

/** Diagnostics after time enough for any to come, for documents that should have none. */
export async function settled(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  await new Promise((resolve) => setTimeout(resolve, 600));
  return vscode.languages.getDiagnostics(uri);
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === "object" ? String(diagnostic.code.value) : String(diagnostic.code);
}

export function fail(message: string): never {
  throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) fail(`${what}: expected ${b}, got ${a}`);
}

export function includes(text: string, part: string): void {
  if (!text.includes(part)) fail(`expected ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
}
