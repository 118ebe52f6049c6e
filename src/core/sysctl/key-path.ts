// The spellings of a key: dots or slashes, and the one path both mean.

const DOT = 46;
const SLASH = 47;

/** No file has a longer path (PATH_MAX): such a text names none, however it is spelt. */
const LONGEST = 4096;

/**
 * The path below /proc/sys that a spelling names. The first separator met decides: after a dot, dots separate and
 * slashes stand for dots (`net.ipv4.conf.eth0/100.forwarding`); after a slash, slashes separate.
 * Doubled, leading and trailing separators are dropped, as opening the file does.
 */
export function keyPath(text: string): string {
  if (text.length > LONGEST) return text;
  const separator = firstSeparator(text);
  let path = text;
  if (separator === DOT) path = text.includes("/") ? text.replace(/[./]/g, swap) : text.replaceAll(".", "/");
  return /^\/|\/\/|\/$|\/\.\//.test(path)
    ? path
        .split("/")
        .filter((part) => part !== "" && part !== ".")
        .join("/")
    : path;
}

/** The usual spelling of a path: dots between the parts. */
export function dotted(path: string): string {
  return path.includes(".") ? path.replace(/[./]/g, swap) : path.replaceAll("/", ".");
}

/** A path in the same style (dots or slashes) as a key that somebody wrote. */
export function spelledLike(sample: string, path: string): string {
  return firstSeparator(sample) === SLASH ? path : dotted(path);
}

function firstSeparator(text: string): number | undefined {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT || code === SLASH) return code;
  }
  return undefined;
}

function swap(separator: string): string {
  return separator === "." ? "/" : ".";
}
