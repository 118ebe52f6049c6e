// Programs that run another: sudo, env, ip netns exec, sh -c.
import type { Scope } from "../document.ts";
import { isKey } from "../keys.ts";
import type { ShellWord } from "./lexer.ts";

const WRAPPERS: ReadonlySet<string> = new Set(
  "sudo doas env nohup exec command builtin nice ionice timeout setsid busybox ip nsenter chroot unshare stdbuf run retry xargs time then else".split(
    " ",
  ),
);

const RUNNERS: ReadonlySet<string> = new Set(
  "sh bash ash dash zsh ksh su ssh eval vagrant multipass incus lxc machinectl nsenter chroot runuser".split(" "),
);

/** What is looked for behind a wrapper. */
const WANTED: ReadonlySet<string> = new Set(
  "sysctl modprobe insmod tee echo printf cat docker podman nerdctl crictl kubectl oc sh bash ash dash zsh su ssh".split(" "),
);

/** Whether a program runs what it is given as one word. */
export function isRunner(name: string): boolean {
  return RUNNERS.has(name);
}

/** Programs that tell of sysctl, and run nothing. */
const TELLERS: ReadonlySet<string> = new Set(
  "grep egrep sed awk man which type hash apt-get apt yum dnf apk log die warn info error err fatal fail debug note msg print say logger".split(
    " ",
  ),
);

/** Where sysctl stands among the words of a command that its own function or a variable runs: `run_or_warn $SYSCTL -w ...`. */
export function sysctlAt(words: readonly ShellWord[]): number {
  if (TELLERS.has(baseName(words[0]))) return -1;
  const at = words.findIndex(({ source: { text } }) => /^(?:[\w./-]{0,80}\/)?sysctl$|^\$\{?\w{0,40}sysctl\w{0,40}\}?$/i.test(text));
  const sets = words.slice(at + 1).some(({ source: { text } }) => isKey(text.slice(0, Math.max(0, text.indexOf("=")))));
  return sets ? at : -1;
}

/** The words of the command that is run in the end; assignments before it go. */
export function unwrapped(words: readonly ShellWord[]): readonly ShellWord[] {
  let first = 0;
  while (first < words.length && /^[A-Za-z_]\w*=/.test(words[first]?.source.text ?? "")) first++;
  if (!WRAPPERS.has(baseName(words[first]))) return words.slice(first);
  const at = words.findIndex((word, index) => index > first && WANTED.has(baseName(word)));
  return at < 0 ? words.slice(first) : words.slice(at);
}

/** A namespace that is entered on the way. */
export function scopeOfCall(words: readonly ShellWord[], scope: Scope): Scope {
  const texts = words.map(({ source }) => source.text);
  const ip = texts.findIndex((text) => text === "ip" || text.endsWith("/ip"));
  if (ip >= 0 && texts.indexOf("netns", ip) > 0 && texts.indexOf("exec", ip) > 0) return "namespace";
  if (texts.some((text) => text === "nsenter" || text.endsWith("/nsenter"))) return entered(texts);
  return scope;
}

/** nsenter into the first process's network is the machine's; into any other's nobody knows. */
function entered(texts: readonly string[]): Scope {
  const isFirst = texts.some(
    (text, index) => /^(?:-t1|--target=1)$/.test(text) || (/^(?:-t|--target)$/.test(text) && texts[index + 1] === "1"),
  );
  return isFirst ? "machine" : "unknown";
}

function baseName(word: ShellWord | undefined): string {
  const text = word?.source.text ?? "";
  return text.slice(text.lastIndexOf("/") + 1);
}
