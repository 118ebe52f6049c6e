// The real command line as a child process: built once a worker, run in folders that go away afterwards.
import { type StdioOptions, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inject } from "vitest";
import { CLI } from "../../../src/package/programs.ts";
import { split } from "../../../src/package/split.ts";
import { holdJson } from "./public-json.ts";

export const VERSION = "1.2.3-test";

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Text piped in; without it, standard input is /dev/null. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes of output after which the reader goes away. */
  readonly readOnly?: number;
}

export interface Cli {
  readonly bundle: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** A new folder with these files in it. */
  folder(files: Readonly<Record<string, string | Uint8Array>>): string;
  remove(): void;
}

let built: Promise<string> | undefined;

export async function buildCli(): Promise<Cli> {
  built ??= bundled();
  const bundle = await built;
  const root = realpathSync(mkdtempSync(join(tmpdir(), "ctp-cli-")));
  let folders = 0;
  return {
    bundle,
    run: async (args, options = {}) => {
      const ran = await run(bundle, args, { cwd: root, ...options });
      // What is printed for programs keeps its promise, whatever else a test looks at.
      if (ran.code !== 2 && options.readOnly === undefined) holdJson(args, ran.stdout);
      return ran;
    },
    folder: (files) => {
      const folder = join(root, `folder-${++folders}`);
      mkdirSync(folder);
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
      return folder;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(inject("scratch"), "cli-"));
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  await build(split(CLI, { root, out: folder, define: { CLI_VERSION: JSON.stringify(VERSION) } }));
  return join(folder, `${CLI.name}.js`);
}

function run(bundle: string, args: readonly string[], { cwd, stdin, env, readOnly }: RunOptions): Promise<Ran> {
  const { FORCE_COLOR: _force, NO_COLOR: _no, GITHUB_WORKSPACE: _workspace, ...clean } = process.env;
  const stdio: StdioOptions = [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"];
  return new Promise((resolve, reject) => {
    // What was compiled once is not compiled again for each of a thousand runs.
    const compiled = { NODE_COMPILE_CACHE: join(dirname(bundle), "compiled") };
    const child = spawn(process.execPath, [bundle, ...args], { cwd, stdio, env: { ...clean, ...compiled, ...env } });
    const pieces: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
    let length = 0;
    child.stdout?.on("data", (piece: Buffer) => {
      pieces.stdout.push(piece);
      length += piece.length;
      if (readOnly !== undefined && length >= readOnly) child.stdout?.destroy();
    });
    child.stderr?.on("data", (piece: Buffer) => pieces.stderr.push(piece));
    // A child that has enough does not read on.
    child.stdin?.on("error", () => {});
    child.stdin?.end(stdin);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: textOf(pieces.stdout), stderr: textOf(pieces.stderr) }));
  });
}

function textOf(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString();
}
