// A tree of a thousand files, one of which changes: what it takes to judge them all anew, as the editor does it.

import { effective } from "../../src/core/boot/effective.ts";
import { memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { readTree, type Tree, withText } from "../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { lintHost } from "../../src/core/rules/engine/lint-host.ts";
import { measure, spread, WORK } from "./measure.ts";
import { milliseconds, printTable, wish } from "./table.ts";

const FILES = 1000;
/** Milliseconds of work. */
const MOST = 25;

const KEYS = ["udp_timeout", "udp_timeout_stream", "icmp_timeout", "generic_timeout", "tcp_timeout_syn_sent", "max", "buckets", "acct"];

export async function manyFiles(): Promise<void> {
  const files: Record<string, string> = { "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n" };
  for (let index = 0; index < FILES; index++) {
    const name = `/etc/sysctl.d/${String(index).padStart(4, "0")}-file.conf`;
    const keys = [0, 3, 5].map((step) => KEYS[(index + step) % KEYS.length] ?? "");
    files[name] =
      `# File ${index}\n${keys.map((key) => `net.netfilter.nf_conntrack_${key} = ${key === "acct" ? 1 : 1024 + index}\n`).join("")}`;
  }
  let tree: Tree = await readTree(memoryPort(files));
  let turn = 0;
  const change = (name: string, line: (turn: number) => string, path = "/etc/sysctl.d/0500-file.conf") => ({
    name,
    run: () => {
      tree = withText(tree, path, `${files[path]}${line(++turn)}\n`);
      return lintHost(effective(tree, { target: DEFAULT_TARGET, applier: "systemd" }));
    },
  });
  const times = await measure(
    [
      change("a comment", (count) => `# ${count}`),
      change("a key that no other file sets", (count) => `net.netfilter.nf_conntrack_gre_timeout = ${count}`),
      change("a key that hundreds of files set", (count) => `net.netfilter.nf_conntrack_max = ${1_000_000 + count}`),
      change(
        "the limit, in the file that wins",
        (count) => `net.netfilter.nf_conntrack_max = ${1_000_000 + count}`,
        "/etc/sysctl.d/0999-file.conf",
      ),
    ],
    { clock: WORK, rounds: 9, sampleMs: 200, warmUpMs: 1000 },
  );
  printTable(
    `A change in one of ${FILES} files in sysctl.d, until all of them are judged anew (work in ms)`,
    ["", "ms", "wish"],
    ["a comment", "a key of its own", "a key of hundreds", "the limit, where it wins"].map((name, index) => {
      const samples = times[index] ?? [];
      return [name, milliseconds(samples), wish(spread(samples).median, "at most", MOST)];
    }),
  );
}
