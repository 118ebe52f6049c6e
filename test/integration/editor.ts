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
  for (let attempt = 0; attempt < 5; attempt++) {
    const document = await vscode.workspace.openTextDocument({ language: "sysctl", content });
    // The editor gives the name of an untitled document again while the text of the one before may still be there.
    if (document.getText() === content) return { document, cursor: document.positionAt(at) };
  }
  fail("the editor gives no new document its text");
}

/** Diagnostics of a document once they are as wanted; the last ones seen where that never happens. */
export async function diagnostics(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  const deadline = Date.now() + 15_000;
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

/** Puts settings of ours into the workspace while some work is done, and takes them out again. */
export async function withSettings(settings: Readonly<Record<string, unknown>>, work: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("conntrack");
  try {
    for (const [name, value] of Object.entries(settings)) await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
    await work();
  } finally {
    for (const name of Object.keys(settings)) await configuration.update(name, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

/** Files in the workspace folder while some work is done; they are gone afterwards. */
export async function withFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (uri: (name: string) => vscode.Uri) => Promise<void>,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail("no workspace folder");
  const uri = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  try {
    for (const [name, content] of Object.entries(files))
      await vscode.workspace.fs.writeFile(uri(name), typeof content === "string" ? new TextEncoder().encode(content) : content);
    await work(uri);
  } finally {
    const paths = new Set(Object.keys(files).map((name) => uri(name).path));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vscode.TabInputText && paths.has(input.uri.path)));
    for (const name of Object.keys(files)) {
      await vscode.workspace.fs.delete(uri(name)).then(undefined, () => undefined);
    }
  }
}

/** Waits until something holds; fails with what was seen last. */
export async function eventually<T>(look: () => T, wanted: (seen: T) => boolean, what: string): Promise<T> {
  const deadline = Date.now() + 8000;
  let seen = look();
  while (!wanted(seen)) {
    if (Date.now() > deadline) fail(`${what}: still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = look();
  }
  return seen;
}
