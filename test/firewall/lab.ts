// Talks to lab.py: one order a line, one answer a line.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { atExit } from "../host/cleanup.ts";

/** How each probe ended, by its name: `local-wan tcp 443 v4`. */
export type Endings = Readonly<Record<string, string>>;

export class Lab {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #forget: () => void;

  constructor() {
    const script = fileURLToPath(new URL("lab.py", import.meta.url));
    this.#child = spawn("unshare", ["--net", "python3", script], { stdio: ["pipe", "pipe", "inherit"] });
    if (!this.#child.stdout) throw new Error("no pipe");
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#forget = atExit(() => this.#child.kill("SIGKILL"));
  }

  async ask<T>(order: string, more: object = {}): Promise<T> {
    this.#child.stdin?.write(`${JSON.stringify({ order, ...more })}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error(`the lab ended at ${order}`);
    return JSON.parse(line.value) as T;
  }

  /** Loads rules; throws what the program says where it refuses them. */
  async load(program: string, text: string): Promise<void> {
    const { code, error } = await this.ask<{ readonly code: number; readonly error: string }>("load", { program, text });
    if (code !== 0) throw new Error(`${program}: ${error.slice(0, 400)}\n${text}`);
  }

  async show(...command: readonly string[]): Promise<string> {
    return (await this.ask<{ readonly text: string }>("show", { command })).text;
  }

  end(): void {
    this.#child.stdin?.end();
    this.#forget();
  }
}
