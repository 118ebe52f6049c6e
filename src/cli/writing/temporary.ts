// Temporary files beside the file they are for: never under a name that an applier reads, and known as ours later on, so that
// the next run removes what a run that was killed has left.
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromBytes, reason, toBytes } from "../../linux/index.ts";

/** A file that does not exist under its name for long. */
export class Temporary {
  readonly path: string;
  #descriptor: number | undefined;

  /** Throws an error whose message says that it is about the folder. */
  constructor(folder: string, mode: number) {
    const { pid } = process;
    this.path = join(folder, `.conntrack-planner-${pid}-${startOf(pid) ?? 0}-${randomBytes(8).toString("hex")}.tmp`);
    try {
      this.#descriptor = openSync(toBytes(this.path), "wx", mode);
    } catch (error) {
      throw new Error(`cannot create a file in its folder: ${reason(error)}`);
    }
  }

  get descriptor(): number {
    if (this.#descriptor === undefined) throw new Error("closed");
    return this.#descriptor;
  }

  write(text: string): void {
    writeFileSync(this.descriptor, text);
    fsyncSync(this.descriptor);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

/** Also where it has gone to its place already. */
export function removeTemporary(temporary: Temporary): void {
  temporary.close();
  rmSync(toBytes(temporary.path), { force: true });
}

const NAME = /^\.conntrack-planner-(\d{1,10})-(\d{1,20})-[0-9a-f]{16}\.tmp$/;
const cleaned = new Set<string>();

/** Removes, once a folder, temporary files of runs that are no more. What cannot be removed does no harm. */
export function removeLeftovers(folder: string): void {
  if (cleaned.has(folder)) return;
  cleaned.add(folder);
  try {
    for (const bytes of readdirSync(toBytes(folder), { encoding: "buffer" })) {
      const name = fromBytes(bytes);
      const [, pid, start] = NAME.exec(name) ?? [];
      if (pid === undefined || start === undefined || isAlive(Number(pid), start)) continue;
      const path = toBytes(join(folder, name));
      const stats = lstatSync(path);
      if (stats.isFile() && stats.uid === (process.geteuid?.() ?? stats.uid)) unlinkSync(path);
    }
  } catch {
    // Whether the folder can be used is told by what is done next.
  }
}

/** A renamed file outlasts a loss of power once its folder is on the disk; not every system can be asked for that. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(toBytes(folder), "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // As on Windows.
  }
}

/** Numbers of processes are used again: the time of its start tells a new one from ours. */
function isAlive(pid: number, start: string): boolean {
  if (pid === process.pid && startOf(pid) === start) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = startOf(pid);
  return now === undefined || start === "0" || now === start;
}

/** In clock ticks since the machine came up; undefined where nothing tells. */
function startOf(pid: number): string | undefined {
  try {
    // The name of the program, in parentheses, may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
