// A root of a hundred thousand files, all in the folder of an applier: `check --root` against a program of Node that walks
// the tree and reads every file as safely, both as processes. Processor time of all threads, and the most memory.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { printTable, type Row, wish } from "./table.ts";

const FILES = Number(process.env["FILES"] ?? 100_000);
const ROUNDS = 3;
/** Times reading them. */
const MOST = 3;
/** Megabytes. */
const MOST_MEMORY = 400;

const MAX = "net.netfilter.nf_conntrack_max";
const TREES: Readonly<Record<string, (index: number) => string>> = {
  "nothing to report": () => `${MAX} = 262144\nnet.core.somaxconn = 4096\n`,
  "no key of conntrack": (index) => `net.ipv4.conf.eth${index}.rp_filter = 1\nvm.swappiness = 10\n`,
  "two findings a file": (index) => `${MAX} = ${262_144 + index}\nnet.netfilter.nf_conntrack_tcp_timeout_established = ${86_400 + index}\n`,
};

interface Used {
  /** Milliseconds. */
  readonly work: number;
  /** Megabytes. */
  readonly memory: number;
}

export async function manyFilesBelowRoot(): Promise<void> {
  const temp = makeTempFolder();
  const rows: Row[] = [];
  try {
    for (const [name, text] of Object.entries(TREES)) {
      const root = join(temp.path, name.replaceAll(" ", "-"));
      fill(root, text);
      const reading = leastOf(() => use(join(import.meta.dirname, "read-tree.ts"), root));
      for (const applier of ["systemd", "procps"]) {
        const ours = leastOf(() => use(join(projectRoot, "dist", "cli.js"), "check", "--root", root, "--applier", applier));
        const times = ours.work / reading.work;
        rows.push([
          `${name}, ${applier}`,
          `${reading.work.toFixed(0)} / ${reading.memory.toFixed(0)}`,
          `${ours.work.toFixed(0)} / ${ours.memory.toFixed(0)}`,
          times.toFixed(2),
          wish(times, "at most", MOST),
          wish(ours.memory, "at most", MOST_MEMORY),
        ]);
      }
    }
  } finally {
    temp.remove();
  }
  printTable(
    `A root with ${FILES} files in sysctl.d: milliseconds of work / MB of memory at most, the least of ${ROUNDS} rounds`,
    ["", "reading them", "check --root", "times", "wish", "MB"],
    rows,
  );
}

function fill(root: string, text: (index: number) => string): void {
  const folder = join(root, "etc", "sysctl.d");
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < FILES; index++)
    writeFileSync(join(folder, `${String(index).padStart(6, "0")}-file.conf`), `# File ${index}\n${text(index)}`);
}

/** Tells on the third descriptor what the process has used in the end. */
const TELL = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeSync(3, JSON.stringify({ work: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }));
});`;

function use(script: string, ...args: readonly string[]): Used {
  const told = pathToFileURL(script).href;
  const start = ["--eval", `${TELL} process.argv.splice(1, 0, ${JSON.stringify(script)}); import(${JSON.stringify(told)});`, "--", ...args];
  const { output, status, error } = spawnSync(process.execPath, start, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const used = output?.[3]?.toString() ?? "";
  if (error || used === "") throw new Error(`${script} ended with ${status}`, { cause: error });
  return JSON.parse(used) as Used;
}

/** Others on the machine only ever add to the work; the memory is that of the same round. */
function leastOf(run: () => Used): Used {
  const rounds = Array.from({ length: ROUNDS }, run);
  return rounds.reduce((least, one) => (one.work < least.work ? one : least));
}
