// A tree that the real programs are run on: files as texts, with U+DC80 to U+DCFF for bytes that are no UTF-8.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { MemoryFile } from "../../src/core/boot/tree/memory-port.ts";
import type { Applier } from "../../src/core/sysctl/applier.ts";
import { utf8 } from "../../src/core/text/bytes.ts";

/** One start of a program: without files it finds them itself. */
export interface ProgramRun {
  readonly program: Applier;
  readonly files?: readonly string[];
}

export interface TreeSpec {
  readonly name: string;
  readonly files: Readonly<Record<string, MemoryFile>>;
  readonly runs: readonly ProgramRun[];
}

export const CREDENTIAL_FOLDER = "/run/credentials/systemd-sysctl.service";

export function runName({ program, files }: ProgramRun): string {
  return files ? `${program} ${files.join(" ")}` : program;
}

/** Puts the files below a folder that is there and empty. */
export function build({ files }: TreeSpec, root: string): void {
  for (const [path, file] of Object.entries(files)) {
    const place = bytes(root + path);
    mkdirSync(bytes(root + dirname(path)), { recursive: true });
    if (typeof file === "string") writeFileSync(place, bytes(file));
    else if ("link" in file) symlinkSync(bytes(file.link), place);
    else if ("folder" in file) mkdirSync(place, { recursive: true });
    else {
      writeFileSync(place, "");
      chmodSync(place, 0);
    }
  }
}

function bytes(text: string): Buffer {
  return Buffer.from(utf8(text));
}
