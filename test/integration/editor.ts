// What the in-editor tests share: documents with a cursor, and waiting for what the extension publishes.
// Runs in both hosts: nothing of Node here.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";

/** The readers of other languages are a file of their own, which only Node loads. */
export const hasReaders =
  (globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } }).process?.versions?.node !== undefined;

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

/** Diagnostics of a document once they are as wanted. */
export async function diagnostics(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(() => vscode.languages.getDiagnostics(uri), wanted, "diagnostics");
}

/**
 * Diagnostics of a document that should have none: documents are judged in the order in which they are opened and edited, so
 * that nothing more can come once another one, opened and edited later, has its finding.
 */
export async function settled(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  const { document } = await open("# healthy\n");
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(1, 0), "net.netfilter.nf_conntrack_count = 1\n");
  await vscode.workspace.applyEdit(edit);
  await diagnostics(document.uri);
  return vscode.languages.getDiagnostics(uri);
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === "object" ? String(diagnostic.code.value) : String(diagnostic.code);
}

export function fail(message: string): never {
  throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [a, b] = [english(JSON.stringify(actual)), english(JSON.stringify(expected))];
  if (a !== b) fail(`${what}: expected ${b}, got ${a}`);
}

export function includes(text: string, part: string): void {
  if (!english(text).includes(english(part))) fail(`expected ${JSON.stringify(part)} in ${JSON.stringify(text)}`);
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

/** Patience for what comes at once on a machine with nothing else to do; milliseconds, and less than a test has. */
const PATIENCE = 60_000;

/** Waits until something holds; fails with what was seen last. */
export async function eventually<T>(look: () => T | Promise<T>, wanted: (seen: T) => boolean, what: string): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  let seen = await look();
  while (!wanted(seen)) {
    if (Date.now() > deadline) fail(`${what}: still ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen = await look();
  }
  return seen;
}
