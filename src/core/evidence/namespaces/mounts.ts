// Where network namespaces are mounted, which keeps them without a process: what `ip netns add`, CNI and Docker do.

const MOST_MOUNTS = 4096;
/** `43 42 0:4 net:[4026532178] /run/netns/web rw shared:2 - nsfs nsfs rw`: the root of the mount, and where it is. */
const MOUNT = /^\d+ \d+ \d+:\d+ net:\[(\d{1,20})\] (\S{1,4096}) .* - nsfs /;

/** By inode, from /proc/PID/mountinfo; several mounts of one are in its order. */
export function namespaceMounts(mountinfo: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of mountinfo.split("\n")) {
    if (!line.includes(" net:[")) continue;
    const [, inode = "", escaped = ""] = MOUNT.exec(line) ?? [];
    if (inode === "") continue;
    const path = unescaped(escaped);
    const known = found.get(inode);
    if (known) {
      if (!known.includes(path)) known.push(path);
    } else if (found.size < MOST_MOUNTS) found.set(inode, [path]);
  }
  return found;
}

/** Blanks, line feeds and backslashes stand there in octal (mangle in fs/proc_namespace.c). */
function unescaped(path: string): string {
  return path.replace(/\\(040|011|012|134|043)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
