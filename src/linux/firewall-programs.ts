// The programs that print this host's firewall rules, and a private folder for what they print. Runs none of them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { FirewallReader, FirewallReading } from "../core/diagnosis/index.ts";
import { shellWord } from "../core/language/index.ts";

/** Where packages put them: what PATH names may be anybody's, and sudo has a path of its own. */
const FOLDERS = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

/** Tables of iptables-legacy are not in nft's list; iptables-save alone is the one or the other. */
const PROGRAMS: readonly { readonly names: readonly (readonly string[])[]; readonly args: readonly string[] }[] = [
  // Not as JSON, in which nft 1.0.6 leaves out that a table is dormant, and in which no rule has a line.
  { names: [["nft"]], args: ["list", "ruleset"] },
  { names: [["iptables-nft-save", "iptables-legacy-save"], ["iptables-save"]], args: [] },
  { names: [["ip6tables-nft-save", "ip6tables-legacy-save"], ["ip6tables-save"]], args: [] },
];

interface Run {
  readonly command: readonly string[];
  readonly file: string;
}

/** Undefined where none of the programs is there. */
export function firewallReader(root: boolean, folders: readonly string[] = FOLDERS): FirewallReader | undefined {
  const runs = PROGRAMS.flatMap(({ names, args }): readonly Run[] => {
    for (const alike of names) {
      const paths = alike.flatMap((name) => folders.map((folder) => join(folder, name)).find(existsSync) ?? []);
      if (paths.length > 0) return paths.map((path) => ({ command: [...(root ? [] : ["sudo"]), path, ...args], file: basename(path) }));
    }
    return [];
  });
  if (runs.length === 0) return undefined;
  return { commands: runs.map(({ command }) => command.join(" ")), begin: () => begin(runs) };
}

/** Into a folder that only this user may enter. Throws what making it throws. */
function begin(runs: readonly Run[]): FirewallReading {
  const folder = mkdtempSync(join(tmpdir(), "conntrack-firewall-"));
  // One that fails says so in the terminal, and leaves no file; the others go on.
  const script = runs
    .map(({ command, file }) => `${command.map(shellWord).join(" ")} > ${shellWord(file)} || rm -f ${shellWord(file)}`)
    .join("\n");
  return {
    command: ["/bin/sh", "-c", `cd "$0" || exit 1\numask 077\n${script}\n`, folder],
    printed: () => {
      const read = runs.map(({ file }) => ({ name: file, path: join(folder, file) }));
      const failed = read.filter(({ path }) => !existsSync(path)).map(({ name }) => name);
      const texts = read.filter(({ path }) => existsSync(path)).map(({ name, path }) => ({ name, text: readFileSync(path, "utf8") }));
      return { texts: texts.filter(({ text }) => text.trim() !== ""), failed };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
