// What `npm start` does after the build: shows in the terminal what the extension finds in a sample and what its table
// costs, then serves a real VS Code with the extension and the sample until Ctrl-C.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { runScript } from "./failure.ts";
import { projectRoot } from "./project.ts";
import { startServer } from "./server.ts";
import { stageExtension } from "./stage.ts";
import { makeTempFolder } from "./temp.ts";
import { workbenchUrl } from "./workbench-url.ts";
import { makeWorkspace, sampleFile, sampleFolder } from "./workspace.ts";

/** Runs our command line and lets it print. Its exit code is part of what it says, not a failure of ours. */
function show(extensionRoot: string, ...args: readonly string[]): void {
  const cli = join(extensionRoot, "dist", "cli.js");
  if (existsSync(cli)) {
    process.stdout.write(`$ conntrack-planner ${args.join(" ")}\n`);
    spawnSync(process.execPath, [cli, ...args], { cwd: projectRoot, stdio: ["ignore", "inherit", "inherit"] });
    process.stdout.write("\n");
  }
}

await runScript(async () => {
  const extensionRoot = process.env["CONNTRACK_PLANNER_EXTENSION"] ?? projectRoot;
  show(extensionRoot, "check", relative(projectRoot, join(sampleFolder, sampleFile)));
  show(extensionRoot, "size", "--max", "262144");

  const staged = makeTempFolder();
  const extension = join(staged.path, "extension");
  mkdirSync(extension);
  stageExtension("node", extension, extensionRoot);
  // As an installed extension, not one under development: then it survives reloads, and any address opens it.
  const server = await startServer({ token: "random", extensions: [extension] });
  const workspace = makeWorkspace();
  const { origin, token } = server;
  const url = workbenchUrl({ origin, token, folder: workspace.folder, openFile: workspace.file(sampleFile) });
  process.stdout.write(`VS Code with the extension, and a copy of the sample to try it on:\n\n${url}\n\nCtrl-C ends it.\n`);
  // Signals end the process, and with it all that was started here; so does the server's own end.
  const code = await server.ended;
  process.stderr.write(`VS Code ended by itself (${code}).\n${server.log().slice(-2000)}\n`);
  return 1;
});
