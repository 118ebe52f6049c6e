// What a program wrote, read from strace(1): one write for each file it opened, as the first write(2) tells it. What
// follows on the same descriptor is the rest of a short write, or a refused one once more.
import { normalize } from "node:path/posix";

export interface ObservedWrite {
  /** As the program's own root names it. */
  readonly path: string;
  /** One character a byte. */
  readonly bytes: string;
  readonly taken: boolean;
}

export const STRACE = ["strace", "-f", "-qq", "-xx", "-s", "65536", "-e", "trace=openat,open,creat,write,close", "-o"];

export function observedWrites(log: string, root: string): readonly ObservedWrite[] {
  const open = new Map<string, { readonly path: string; written: boolean }>();
  const writes: ObservedWrite[] = [];
  // After execve() of the program; what chroot(1) opened before is closed by then.
  for (const line of log.split("\n")) {
    const opened = /^\d+\s+(?:openat\(AT_FDCWD, |open\(|creat\()"((?:\\x[0-9a-f]{2})*)"(.*)\)\s+= (-?\d+)/.exec(line);
    if (opened) {
      const [, path = "", flags = "", descriptor = ""] = opened;
      if (/O_WRONLY|O_RDWR/.test(flags)) open.set(descriptor, { path: absolute(decode(path)), written: false });
      else open.delete(descriptor);
      continue;
    }
    const written = /^\d+\s+write\((\d+), "((?:\\x[0-9a-f]{2})*)"(?:\.\.\.)?, \d+\)\s+= (-?\d+)/.exec(line);
    if (!written) continue;
    const [, descriptor = "", text = "", result = ""] = written;
    const file = open.get(descriptor);
    if (!file || file.written) continue;
    file.written = true;
    writes.push({ path: file.path.replace(root, ""), bytes: decode(text), taken: Number(result) >= 0 });
  }
  return writes;
}

/** BusyBox opens relative to /proc/sys. */
function absolute(path: string): string {
  return normalize(path.startsWith("/") ? path : `/proc/sys/${path}`);
}

function decode(escaped: string): string {
  return escaped.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
