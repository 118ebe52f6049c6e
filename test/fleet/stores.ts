// Real stores of metrics, started for one run and stopped by their process alone.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface RunningStore {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", name]).status === 0;
}

/** Resolves once it answers; fails where it ends before. */
export async function startStore(program: string, argumentsFor: (port: number) => readonly string[]): Promise<RunningStore> {
  const port = await freePort();
  const child = spawn(program, argumentsFor(port), { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    if (hasEnded(child)) throw new Error(`${program} ended before it answered`);
    await wait(200);
  }
  return {
    address,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/api/v1/query?query=1`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
