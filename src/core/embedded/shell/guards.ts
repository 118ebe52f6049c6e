// What a script looks for before it writes: `[ -e /proc/sys/... ]`. Where it does, it knows that a kernel may lack the key.
import type { ShellWord } from "./lexer.ts";

const TESTS: ReadonlySet<string> = new Set(["[", "[[", "test"]);
const FOUND: ReadonlySet<string> = new Set(["-e", "-f", "-r", "-w", "-s", "-d"]);

export class Guards {
  private readonly names = new Set<string>();

  /** Notes what a command tests for. */
  note([command, ...args]: readonly ShellWord[]): void {
    if (!command || !TESTS.has(command.source.text)) return;
    for (const [index, { source }] of args.entries()) {
      const path = args[index + 1]?.source.text;
      if (FOUND.has(source.text) && path?.includes("onntrack")) this.names.add(nameOf(path));
    }
  }

  /** Whether the script has looked for the key, under its name of today or the one before. */
  has(key: string): boolean {
    return this.names.size > 0 && this.names.has(nameOf(key));
  }
}

/** `conntrack_max` of nf_conntrack_max and of ip_conntrack_max, wherever they lie: of two branches one writes the other name. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/^(?:net\.)?(?:[\w]+\.)*(?:nf_|ip_)?/, "");
}
