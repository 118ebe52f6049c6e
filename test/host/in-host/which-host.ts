// The first test of every run: the suite and the extension are in the kind of host they were meant for.
// Without it, a run meant for the web could pass in Node and prove nothing.
import * as vscode from "vscode";

const inNode = typeof process === "object" && typeof process.versions?.node === "string";

describe("extension host", () => {
  it(EXPECTED_HOST === "node" ? "is Node" : "is a web worker without Node", () => {
    const found = inNode ? "node" : "web";
    if (found !== EXPECTED_HOST) {
      throw new Error(`the suite runs in the ${found} host`);
    }
    if (EXPECTED_HOST === "web" && vscode.env.uiKind !== vscode.UIKind.Web) {
      throw new Error("the workbench is not a web page");
    }
  });

  it("has the extension under test, and it activates", async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    if (extension === undefined) {
      throw new Error(`${EXTENSION_ID} is not in this host`);
    }
    await extension.activate();
  });
});
