// The tools that installing the server needs from the machine: npm, a C++ tool chain, and headers of this very Node.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { Failure } from "./failure.ts";
import { projectRoot } from "./project.ts";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** How to start npm. Inside an npm script it is the npm that runs the script. */
export function npmCommand(env: NodeJS.ProcessEnv = process.env): Command {
  const script = env["npm_execpath"];
  if (script && basename(script) === "npm-cli.js" && existsSync(script)) {
    return { command: process.execPath, args: [script], shell: false };
  }
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/** This Node first on PATH, so that npm, node-gyp and the server agree on one. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = [dirname(process.execPath), env[pathName]].filter(Boolean).join(delimiter);
  const headers = nodeHeaders();
  if (headers !== undefined) {
    // Otherwise node-gyp fetches them from nodejs.org, which may be out of reach where the npm registry is not.
    env["npm_config_nodedir"] = headers;
  }
  return env;
}

/** The folder with include/node of the running Node: beside its binary, or in the npm package that brought it. */
function nodeHeaders(): string | undefined {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const packaged = `node-${platform}-${process.arch}`;
  return [
    dirname(dirname(process.execPath)),
    join(projectRoot, "node_modules", "node", "node_modules", packaged),
    join(projectRoot, "node_modules", packaged),
  ].find((folder) => existsSync(join(folder, "include", "node", "node_api.h")));
}

/** Throws one sentence naming every tool that is missing. */
export function requireTools(): void {
  const missing: string[] = [];
  const npm = npmCommand();
  const compiler = process.env["CXX"] ?? (process.platform === "darwin" ? "c++" : "g++");
  const probes: readonly (readonly [string, Command])[] = [
    ["npm", npm],
    ...(process.platform === "win32" ? [] : [tool("python3"), tool("make"), tool(compiler)]),
  ];
  for (const [name, { command, args, shell }] of probes) {
    if (spawnSync(command, [...args, "--version"], { stdio: "ignore", shell, env: toolEnvironment() }).status !== 0) {
      missing.push(name);
    }
  }
  if (missing.length > 0) {
    const list = missing.join(", ");
    throw new Failure(`VS Code cannot be installed: ${list} not found; install python3, make, g++ and npm, then retry.`);
  }
}

function tool(name: string): readonly [string, Command] {
  return [name, { command: name, args: [], shell: false }];
}
