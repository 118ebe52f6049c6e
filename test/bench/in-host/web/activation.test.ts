// Runs inside the web worker host, before anything else has called the extension: how long until it is there, which is fetching
// the bundle, evaluating it and activate(); and its evaluation alone, once more.
import * as vscode from "vscode";

/** The host starts its own extensions meanwhile; they would be in the figures. */
const SETTLE = 2000;

let figures: Readonly<Record<string, number>> = {};

before(async () => {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error(`${EXTENSION_ID} is ${extension ? "active already" : "not there"}`);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const start = performance.now();
  await extension.activate();
  const activation = performance.now() - start;
  figures = { activation, evaluation: await evaluation(extension) };
});

describe("latency", () => {
  it("in the worker", function () {
    if (this.test) this.test.title = `figures ${JSON.stringify(figures)}`;
  });
});

/** Milliseconds. A comment of its own keeps the text from being one that was compiled before. */
async function evaluation({ extensionUri, packageJSON }: vscode.Extension<unknown>): Promise<number> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, packageJSON.browser));
  const text = `${new TextDecoder().decode(bytes)}\n// ${performance.now()}`;
  const start = performance.now();
  new Function("module", "exports", "require", text)({ exports: {} }, {}, () => vscode);
  return performance.now() - start;
}
