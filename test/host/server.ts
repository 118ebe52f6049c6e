// Starts the installed VS Code server on loopback, on a free port, with folders of its own, and ends it without a trace.
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type Child, startChild } from "./child.ts";
import { Failure } from "./failure.ts";
import { ensureServer } from "./install.ts";
import { baseSettings, type Settings } from "./settings.ts";
import { makeTempFolder } from "./temp.ts";

export interface ServerOptions {
  /** 'none' is for tests; anything a person leaves running has a random one. */
  readonly token: "none" | "random";
  /** Lets an address name an extension under development and its tests. */
  readonly smokeTestDriver?: boolean;
  /** True keeps workspace trust, so that folders start in restricted mode. */
  readonly workspaceTrust?: boolean;
  /** Folders of extensions, copied to where installed ones are. */
  readonly extensions?: readonly string[];
  /** The folder in which extensions keep what is theirs, for servers that follow one another: each has an empty one of its own otherwise. */
  readonly globalStorage?: string;
  readonly settings?: Settings;
}

export interface Server {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly token: string | undefined;
  /** Everything the server printed. */
  log(): string;
  /** Resolves when the server has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  /** Replaces the user settings; an open workbench follows at once. */
  writeSettings(settings: Settings): void;
  stop(): Promise<void>;
}

const startTimeoutMs = 90_000;

export async function startServer(options: ServerOptions): Promise<Server> {
  const vscode = await ensureServer();
  const temp = makeTempFolder();
  const token = options.token === "random" ? randomBytes(24).toString("base64url") : undefined;
  const tokenFile = join(temp.path, "token");
  const sockets = join(temp.path, "s");
  mkdirSync(sockets);
  const writeSettings = (settings: Settings): void => {
    const folder = join(temp.path, "data", "User");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...baseSettings, ...settings }, undefined, 2));
  };
  writeSettings(options.settings ?? {});
  if (options.globalStorage !== undefined) symlinkSync(options.globalStorage, join(temp.path, "data", "User", "globalStorage"));
  options.extensions?.forEach((folder, index) => {
    cpSync(folder, join(temp.path, "extensions", `extension-${index}`), { recursive: true });
  });
  if (token !== undefined) {
    // In a file, because other users of the machine can read command lines.
    writeFileSync(tokenFile, token, { mode: 0o600 });
  }
  const child = startChild(
    process.execPath,
    [
      ...["--import", pathToFileURL(join(import.meta.dirname, "tether.ts")).href],
      join(vscode, "out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", "0", "--accept-server-license-terms", "--telemetry-level", "off"],
      ...["--server-data-dir", temp.path, "--extensions-dir", join(temp.path, "extensions")],
      ...(token === undefined ? ["--without-connection-token"] : ["--connection-token-file", tokenFile]),
      ...(options.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
      ...(options.workspaceTrust ? [] : ["--disable-workspace-trust"]),
    ],
    {
      stdio: ["pipe", "pipe", "pipe"],
      // Its sockets go into our folder, so that they go away with it.
      env: {
        ...process.env,
        ...{ TMPDIR: sockets, XDG_RUNTIME_DIR: sockets, CONNTRACK_PLANNER_TETHERED_FOLDER: temp.path },
        ...(options.globalStorage === undefined ? {} : { CONNTRACK_PLANNER_GLOBAL_STORAGE: options.globalStorage }),
      },
    },
  );
  let log = "";
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const stop = async (): Promise<void> => {
    await child.stop();
    temp.remove();
  };
  try {
    const origin = await whenReady(child, () => log);
    return { origin, token, log: () => log, ended: child.ended, writeSettings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function whenReady(child: Child, log: () => string): Promise<string> {
  const deadline = Date.now() + startTimeoutMs;
  let ended = false;
  void child.ended.then(() => {
    ended = true;
  });
  while (!ended && Date.now() < deadline) {
    const port = /agent listening on (\d+)/.exec(log())?.[1];
    if (port !== undefined) {
      const origin = `http://127.0.0.1:${port}`;
      const answer = await fetch(`${origin}/version`).catch(() => undefined);
      if (answer?.ok) {
        return origin;
      }
    }
    await sleep(50);
  }
  throw new Failure(`VS Code did not start${ended ? "" : ` within ${startTimeoutMs / 1000} s`}:\n${log().slice(-2000)}`);
}
