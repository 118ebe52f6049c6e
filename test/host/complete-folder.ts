// A folder that is there in full or not at all: built aside, sealed with the size of every file, renamed into place.
// A build that was interrupted, or files lost later, are noticed and the folder is built again.
import { accessSync, constants, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { atExit } from "./cleanup.ts";
import { Failure, messageOf } from "./failure.ts";
import { withLock } from "./lock.ts";

const sealName = "complete.json";

export interface Recipe {
  readonly folder: string;
  /** Fills the empty folder `part`. */
  build(part: string): Promise<void>;
  /** Told why an existing folder is built again, or whom we wait for. */
  note(text: string): void;
}

export async function ensureFolder(recipe: Recipe): Promise<void> {
  const { folder, note } = recipe;
  if (findFault(folder) === undefined) {
    return;
  }
  try {
    mkdirSync(dirname(folder), { recursive: true });
    accessSync(dirname(folder), constants.W_OK);
  } catch (error) {
    throw new Failure(`The cache folder ${dirname(folder)} cannot be written: ${messageOf(error)}`);
  }
  const waiting = (holder: string): void => note(`Waiting for ${holder}, which prepares the same folder.`);
  await withLock(`${folder}.lock`, () => rebuild(recipe), waiting);
}

async function rebuild({ folder, build, note }: Recipe): Promise<void> {
  const fault = findFault(folder);
  if (fault === undefined) {
    return;
  }
  if (fault !== "absent") {
    note(`What is in the cache is not whole (${fault}); it is fetched again.`);
  }
  removeLeftovers(folder);
  const part = `${folder}.part-${process.pid}-${Date.now()}`;
  const removePart = (): void => rmSync(part, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const forget = atExit(removePart);
  try {
    mkdirSync(part, { recursive: true });
    await build(part);
    writeFileSync(join(part, sealName), JSON.stringify(Object.fromEntries(listSizes(part))));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    renameSync(part, folder);
  } catch (error) {
    removePart();
    // Another process without sight of our lock may have been faster.
    if (findFault(folder) !== undefined) {
      throw error;
    }
  } finally {
    forget();
  }
}

/** Undefined when the folder is whole, otherwise what is wrong with it. */
function findFault(folder: string): string | undefined {
  let seal: string;
  try {
    lstatSync(folder);
  } catch {
    return "absent";
  }
  try {
    seal = readFileSync(join(folder, sealName), "utf8");
    const wanted = Object.entries(JSON.parse(seal) as Record<string, number>);
    const found = new Map(listSizes(folder));
    const bad = wanted.find(([path, size]) => found.get(path) !== size);
    return bad === undefined ? undefined : `${bad[0]} is ${found.has(bad[0]) ? "damaged" : "missing"}`;
  } catch {
    return "it was never finished";
  }
}

function* listSizes(folder: string, prefix = ""): Generator<readonly [string, number]> {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) {
      yield* listSizes(folder, path);
    } else if (path !== sealName) {
      yield [path, lstatSync(join(folder, path)).size];
    }
  }
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.part-`)) {
      try {
        rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
      } catch {
        // Only disk space is lost; the next run tries again.
      }
    }
  }
}
