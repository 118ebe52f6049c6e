// Runs inside the extension host, before anything else has called the extension: how long until it is there, and until
// the first file has its diagnostics; and what of that the host's process worked. The times leave it in the tests' titles,
// which the report carries.
import * as vscode from "vscode";

const PATIENCE = 20_000;
/** The host starts its own extensions meanwhile; they would be in the figures. */
const SETTLE = 2000;

/** Milliseconds that pass, and of work. */
type Spent = readonly [passed: number, worked: number];

let activation: Spent = [Number.NaN, Number.NaN];

// Of the whole run: the suite's own first test activates the extension.
before(async () => {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error(`${EXTENSION_ID} is ${extension ? "active already" : "not there"}`);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const spent = stopwatch();
  await extension.activate();
  activation = spent();
});

describe("latency", () => {
  it("activation", function () {
    tell(this, activation);
  });

  it("diagnostics", async function () {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) throw new Error("no folder is open");
    const file = vscode.Uri.joinPath(folder, "sysctl.conf");
    const there = firstDiagnostics(file, stopwatch());
    await vscode.workspace.openTextDocument(file);
    tell(this, await there);
  });
});

function stopwatch(): () => Spent {
  const [start, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return [performance.now() - start, (user + system) / 1000];
  };
}

function firstDiagnostics(file: vscode.Uri, spent: () => Spent): Promise<Spent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no diagnostics within ${PATIENCE} ms`)), PATIENCE);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((uri) => uri.path === file.path) || vscode.languages.getDiagnostics(file).length === 0) return;
      resolve(spent());
      clearTimeout(timer);
      listener.dispose();
    });
  });
}

function tell({ test }: Mocha.Context, spent: Spent): void {
  if (test) test.title = `${test.title} ${spent.join(" ")}`;
}
