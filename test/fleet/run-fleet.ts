// The built command line, with the time and the memory that it took.
import { spawn } from "node:child_process";

export interface RanFleet {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** The most at any time, in bytes. */
  readonly memory: number;
}

/** Tells its own peak as its last line of standard error. */
const TELL = 'import{writeSync}from"node:fs";process.on("exit",()=>writeSync(2,"\\npeak "+process.resourceUsage().maxRSS))';

export function runFleet(args: readonly string[]): Promise<RanFleet> {
  const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(TELL)}`, cli, "fleet", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pieces: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
  child.stdout.on("data", (piece: Buffer) => pieces.stdout.push(piece));
  child.stderr.on("data", (piece: Buffer) => pieces.stderr.push(piece));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const said = Buffer.concat(pieces.stderr).toString();
      const [, peak = "0"] = /\npeak (\d+)$/.exec(said) ?? [];
      resolve({
        code,
        stdout: Buffer.concat(pieces.stdout).toString(),
        stderr: said.replace(/\npeak \d+$/, ""),
        seconds: (performance.now() - started) / 1000,
        memory: Number(peak) * 1024,
      });
    });
  });
}
