// Starts a part of in-namespace.ts in a network namespace of its own, and reads what it says line by line.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { atExit } from "../../host/cleanup.ts";
import { FLAGS } from "../namespace.ts";

const SCRIPT = fileURLToPath(new URL("in-namespace.ts", import.meta.url));

export interface Part<T> {
  next(): Promise<T>;
  tell(order: object): void;
  /** Lets it end, and its namespace with it. */
  end(): Promise<void>;
}

/** `enter` is the command that enters the namespace; without it, one is made. */
export function startPart<T>(part: string, outside: string, enter: readonly string[] = ["unshare", ...FLAGS]): Part<T> {
  const [program = "", ...args] = enter;
  const child: ChildProcess = spawn(program, [...args, process.execPath, SCRIPT, part, outside], { stdio: ["pipe", "pipe", "inherit"] });
  if (!child.stdin || !child.stdout) throw new Error("no pipes");
  const { stdin } = child;
  stdin.on("error", () => {});
  const forget = atExit(() => child.kill("SIGKILL"));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code));
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`${part}: the run in the namespace ended with ${await ended}`);
      return JSON.parse(line.value) as T;
    },
    tell: (order) => void stdin.write(`${JSON.stringify(order)}\n`),
    end: async () => {
      stdin.end();
      await ended;
      forget();
    },
  };
}
