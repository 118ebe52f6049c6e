// Runs inside the web worker host, before anything else has called the extension: how long until it is there, which is fetching
// the bundle, evaluating it and activate().
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
  figures = { activation: performance.now() - start };
});

describe("latency", () => {
  it("in the worker", function () {
    if (this.test) this.test.title = `figures ${JSON.stringify(figures)}`;
  });
});
