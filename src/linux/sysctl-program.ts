// The program that applies a file to this host, and how it is handed a text that nobody can change meanwhile.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { PrivateCopy, SysctlProgram } from "../core/diagnosis/index.ts";

/** Where packages put it: what PATH names may be anybody's, and sudo has a path of its own. */
const FOLDERS = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

export function findSysctl(root: boolean, folders: readonly string[] = FOLDERS): SysctlProgram | undefined {
  for (const folder of folders) {
    const path = join(folder, "sysctl");
    try {
      const applier = basename(realpathSync(path)).startsWith("busybox") ? "busybox" : "procps";
      return { path, applier, command: (copy) => commandFor(path, root, copy) };
    } catch {
      // Not there.
    }
  }
  return undefined;
}

/** On standard input: procps takes the name of a file for a pattern, and both programs know `-`. */
function commandFor(path: string, root: boolean, copy: string): readonly string[] {
  return ["/bin/sh", "-c", 'exec "$@" < "$0"', copy, ...(root ? [] : ["sudo"]), path, "-p", "-"];
}

/** In a folder that only this user may enter. Throws what writing throws. */
export function privateCopy(bytes: Uint8Array): PrivateCopy {
  const folder = mkdtempSync(join(tmpdir(), "conntrack-apply-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "sysctl.conf");
    writeFileSync(path, bytes, { flag: "wx", mode: 0o400 });
    if (!readFileSync(path).equals(bytes)) throw new Error("The copy differs from what was written");
    return { path, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
