// Real node_exporters, each on a port of its own, over a /proc that is made for it: what they export is known to the digit.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, untilAnswers } from "./stores.ts";

export interface ProcValues {
  readonly count: number;
  readonly max: number;
  /** Undefined: a kernel without these counters. */
  readonly counters?: { readonly drop: number; readonly early_drop: number; readonly insert_failed: number };
}

export interface Exporter {
  /** As it is scraped: its label "instance". */
  readonly instance: string;
  readonly set: (values: ProcValues) => void;
  readonly stop: () => Promise<void>;
}

/** Of every machine that is made: kibibytes of memory, and CPUs. */
export const MEMORY_KB = 8_192_000;
export const CPUS = 4;

const COLUMNS = [
  "entries searched found new invalid ignore delete delete_list insert insert_failed drop early_drop",
  "icmp_error  expect_new expect_create expect_delete search_restart",
].join(" ");

/** Debian's program. Without `folder` it tells of this machine. */
export async function startExporter(folder: string | undefined, values?: ProcValues): Promise<Exporter> {
  if (folder !== undefined && values) writeProc(folder, values);
  const port = await freePort();
  const collectors = ["conntrack", "meminfo", "cpu", "uname"].map((name) => `--collector.${name}`);
  const child: ChildProcess = spawn(
    "prometheus-node-exporter",
    [
      "--collector.disable-defaults",
      ...collectors,
      ...(folder === undefined ? [] : [`--path.procfs=${folder}`]),
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await untilAnswers(child, "prometheus-node-exporter", `http://127.0.0.1:${port}/metrics`);
  return {
    instance: `127.0.0.1:${port}`,
    set: (next) => {
      if (folder !== undefined) writeProc(folder, next);
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

function writeProc(folder: string, { count, max, counters }: ProcValues): void {
  const files: Record<string, string> = {
    meminfo: `MemTotal:       ${MEMORY_KB} kB\nMemFree:        1000 kB\n`,
    stat: ["", ...Array.from({ length: CPUS }, (_, cpu) => cpu)].map((cpu) => `cpu${cpu} 10 0 10 1000 0 0 0 0 0 0\n`).join(""),
    "sys/net/netfilter/nf_conntrack_count": `${count}\n`,
    "sys/net/netfilter/nf_conntrack_max": `${max}\n`,
  };
  if (counters) files["net/stat/nf_conntrack"] = statistics(count, counters);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }
}

/** As the kernel prints it: hexadecimal, a line for each CPU; what was lost is on the first one. */
function statistics(count: number, { drop, early_drop, insert_failed }: NonNullable<ProcValues["counters"]>): string {
  const line = (values: readonly number[]): string => values.map((value) => value.toString(16).padStart(8, "0")).join(" ");
  const first = [count, 0, 0, 0, 0, 0, 0, 0, 0, insert_failed, drop, early_drop, 0, 0, 0, 0, 0];
  const others = Array.from({ length: CPUS - 1 }, () => [count, ...Array.from({ length: 16 }, () => 0)]);
  return `${[COLUMNS, ...[first, ...others].map(line)].join("\n")}\n`;
}
