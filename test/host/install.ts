// Ensures a whole VS Code server in the user's cache, made of what the npm registry carries.
// Run as a script it installs and prints the server's folder.
import { spawnSync } from "node:child_process";
import { mkdirSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { ensureFolder } from "./complete-folder.ts";
import { Failure, runScript } from "./failure.ts";
import { runNpm } from "./npm.ts";
import { type Progress, startProgress } from "./progress.ts";
import { requireTools } from "./toolchain.ts";

const codeServerVersion = "4.139.1";

/** Measured on two cores with Linux x64: 600 MB on disk, 50 s. */
const neededMegabytes = 600;
const usualTime = "about a minute";

const vscodeInPackage = join("node_modules", "code-server", "lib", "vscode");
/** Without these two the extension host dies on start; the other native modules come prebuilt or are not needed. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"] as const;

/** Installs the server when it is absent or damaged. Returns the folder that holds `out/server-main.js`. */
export async function ensureServer(): Promise<string> {
  const abi = `abi${process.versions.modules}-${process.platform}-${process.arch}`;
  const folder = cacheFolder("code-server", codeServerVersion, abi);
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  await ensureFolder({ folder, note, build: (part) => install(part, folder, note) });
  return join(folder, vscodeInPackage);
}

async function install(part: string, folder: string, note: (text: string) => void): Promise<void> {
  requireTools();
  requireSpace(part);
  note(`VS Code is downloaded once, to ${folder}: ${neededMegabytes} MB, ${usualTime}.`);
  const progress = startProgress();
  try {
    await steps(part, `${folder}.log`, progress);
    progress.end("VS Code is ready.");
  } catch (error) {
    progress.end();
    throw error;
  }
}

async function steps(part: string, log: string, progress: Progress): Promise<void> {
  writeFileSync(join(part, "package.json"), '{ "private": true }\n');
  const wanted = `code-server@${codeServerVersion}`;
  progress.step("Asking the npm registry for VS Code");
  // A quick question first: npm's own retries would keep a person without network waiting for minutes.
  const impatient = ["--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-timeout=20000"];
  await runNpm(["view", wanted, "version", ...impatient], part, log);
  progress.step("Downloading VS Code (1 of 3)");
  // Its install script builds modules that need Kerberos headers; we need none of them.
  await runNpm(["install", "--ignore-scripts", wanted], part, log);
  const vscode = join(part, vscodeInPackage);
  progress.step("Downloading its modules (2 of 3)");
  await runNpm(["install", "--omit=dev", "--ignore-scripts"], vscode, log);
  progress.step("Compiling its native modules (3 of 3)");
  await runNpm(["rebuild", ...nativeModules, "--ignore-scripts=false"], vscode, log);
  progress.step("Checking that they load");
  const load = nativeModules.map((name) => `require('${name}')`).join(";");
  if (spawnSync(process.execPath, ["-e", load], { cwd: vscode, stdio: "ignore" }).status !== 0) {
    throw new Failure(`VS Code cannot be installed: its native modules were not compiled (log: ${log}).`);
  }
}

function requireSpace(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < neededMegabytes * 1.2) {
    throw new Failure(`VS Code cannot be installed: it needs ${neededMegabytes} MB in ${dirname(folder)}, ${free} MB are free.`);
  }
}

if (import.meta.main) {
  await runScript(async () => {
    process.stdout.write(`${await ensureServer()}\n`);
    return 0;
  });
}
