// Runs a program to its end, with a time limit, in a group of its own that never outlives us.
import { startChild } from "../host/child.ts";
import { Failure } from "../host/failure.ts";

export interface Run {
  /** null: a signal or the time limit ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly seconds: number;
  /** Ends it early. */
  readonly signal?: AbortSignal;
  /** Called with what has come so far on standard output; true ends the program. */
  readonly isEnough?: (latest: Buffer) => boolean;
}

export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Run> {
  const child = startChild(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: options.env ?? process.env,
    ...(options.cwd ? { cwd: options.cwd } : {}),
  });
  const out: Buffer[] = [];
  let stderr = "";
  let timedOut = false;
  child.process.stdout?.on("data", (data: Buffer) => {
    out.push(data);
    if (options.isEnough?.(data)) void child.stop(1000);
  });
  child.process.stderr?.on("data", (data: Buffer) => {
    stderr = `${stderr}${data}`.slice(-4000);
  });
  options.signal?.addEventListener("abort", () => void child.stop(1000), { once: true });
  const closed = new Promise<void>((resolve) => {
    child.process.once("close", () => resolve());
    child.process.once("error", () => resolve());
  });
  const timer = setTimeout(() => {
    timedOut = true;
    void child.stop(1000);
  }, options.seconds * 1000);
  const code = await child.ended;
  clearTimeout(timer);
  await closed;
  await child.stop(0);
  return { code, stdout: Buffer.concat(out), stderr: stderr.trim(), timedOut };
}

/** Standard output of a program that must succeed. */
export async function output(command: string, args: readonly string[], options: RunOptions): Promise<Buffer> {
  const { code, stdout, stderr, timedOut } = await run(command, args, options);
  if (code === 0) return stdout;
  const why = timedOut ? `took more than ${options.seconds} s` : stderr.split("\n").slice(-3).join(" ") || `ended with ${code}`;
  throw new Failure(`${command} ${args.slice(0, 3).join(" ")}: ${why}`);
}
