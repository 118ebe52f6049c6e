// One staged machine: what it prints, and the steps that it is told once it has shown itself.
import { startChild } from "../../host/child.ts";
import { Failure } from "../../host/failure.ts";
import { type Boot, machineCommand } from "../boot.ts";
import { ourLines } from "../kept.ts";

/** A machine that has said nothing for so long has stopped: a table is filled for minutes, in silence. */
const SILENCE_SECONDS = 420;

/** From the kernel's complaint on, where it has one. */
function lastWords(console: string): string {
  const at = console.search(/BUG:|Oops:|general protection|kernel BUG/);
  return at < 0 ? console.slice(-300) : console.slice(at, at + 3000);
}

/** Our lines of what it printed. `answer` is given what came until the machine asks, and says what it is to do. */
export async function converse(options: Boot, answer: (soFar: string) => readonly string[]): Promise<string> {
  const [command, args] = machineCommand(options);
  const child = startChild(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const { stdin, stdout, stderr } = child.process;
  let text = "";
  let complaint = "";
  let isTold = false;
  let timer: NodeJS.Timeout | undefined;
  let problem: Error | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void child.stop(1000), SILENCE_SECONDS * 1000);
  };
  watch();
  stderr?.on("data", (data: Buffer) => {
    complaint = `${complaint}${data}`.slice(-2000);
  });
  stdout?.on("data", (data: Buffer) => {
    watch();
    text += data;
    if (!isTold && /@@\{"kind":"ready"[^\n]*\}/.test(text.slice(-2000))) {
      isTold = true;
      try {
        stdin?.write(`${[...answer(text), "go"].join("\n")}\n`);
      } catch (error) {
        problem = error instanceof Error ? error : new Error(String(error));
        void child.stop(1000);
      }
    }
    if (/@@\{"kind":"end"[^\n]*\}/.test(text.slice(-400))) void child.stop(3000);
  });
  await child.ended;
  clearTimeout(timer);
  await child.stop(0);
  if (problem) throw problem;
  const whole = ourLines(text);
  if (!whole.includes('@@{"kind":"end"')) throw new Failure(`the machine did not come to its end: ${complaint || lastWords(text)}`);
  return whole;
}
