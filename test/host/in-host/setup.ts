// Comes right after mocha's browser build, which runs in both kinds of extension host: gives tests `describe` and `it`.
import * as vscode from "vscode";

mocha.setup({
  ui: "bdd",
  timeout: 120_000,
  // Results are collected from the runner's events; there is no terminal to report to.
  reporter: class {} as unknown as Mocha.ReporterConstructor,
  ...(TEST_GREP === "" ? {} : { grep: TEST_GREP }),
});

if (EXPECTED_HOST === "node") {
  // The browser build listens to `onerror`, which Node lacks. Other extensions' errors are not ours.
  process.on("uncaughtException", (error: Error) => {
    const ours = vscode.extensions.getExtension(EXTENSION_ID)?.extensionPath;
    if (ours !== undefined && error.stack?.includes(ours)) {
      const { process: shim } = Mocha as unknown as { process: NodeJS.EventEmitter };
      for (const listener of shim.listeners("uncaughtException")) {
        listener(error);
      }
    }
  });
}
