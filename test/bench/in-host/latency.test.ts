// Runs inside the extension host, before anything else has called the extension: how long until it is there, and until
// the first file has its diagnostics. The times leave the host in the tests' titles, which the report carries.
import * as vscode from "vscode";

const PATIENCE = 20_000;
/** The host starts its own extensions meanwhile; they would be in the figures. */
const SETTLE = 2000;

let activation = Number.NaN;

// Of the whole run: the suite's own first test activates the extension.
before(async () => {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error(`${EXTENSION_ID} is ${extension ? "active already" : "not there"}`);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const start = performance.now();
  await extension.activate();
  activation = performance.now() - start;
});

describe("latency", () => {
  it("activation", function () {
    tell(this, activation);
  });

  it("diagnostics", async function () {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error("no folder is open");
    const file = vscode.Uri.joinPath(folder, "sysctl.conf");
    const start = performance.now();
    const there = firstDiagnostics(file);
    await vscode.workspace.openTextDocument(file);
    tell(this, (await there) - start);
  });
});

function firstDiagnostics(file: vscode.Uri): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no diagnostics within ${PATIENCE} ms`)), PATIENCE);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((uri) => uri.path === file.path) || vscode.languages.getDiagnostics(file).length === 0) return;
      resolve(performance.now());
      clearTimeout(timer);
      listener.dispose();
    });
  });
}

function tell({ test }: Mocha.Context, milliseconds: number): void {
  if (test) test.title = `${test.title} ${milliseconds}`;
}
