// What the editor may ask of the machine it runs on, on request and no sooner.
import { createReadStream } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import type { HostMachine, HostPort, TableFill } from "../core/diagnosis/index.ts";
import { readCounters, readHost, readMachine, readRunningSettings } from "./host.ts";
import { type Roots, RUNNING_HOST, readSmall, textOr } from "./roots.ts";
import { findSysctl, privateCopy } from "./sysctl-program.ts";
import { readTable } from "./table.ts";
import { unpacked } from "./unpacked.ts";

const PIECE = 1 << 18;
const FOLDERS = ["sys/net/netfilter/nf_conntrack_", "sys/net/ipv4/netfilter/ip_conntrack_"] as const;

/** Without roots there is no Linux to be read, only files. */
export function hostPort(roots: Roots | undefined = platform() === "linux" ? RUNNING_HOST : undefined): HostPort {
  let known: HostMachine | undefined;
  const machine = (): HostMachine | undefined => {
    known ??= roots && readMachine(roots);
    return known;
  };
  return {
    pieces: (path) => unpacked(createReadStream(path, { highWaterMark: PIECE })),
    linux: roots !== undefined,
    root: process.getuid?.() === 0,
    counters: () => {
      const fill = roots && readFill(roots);
      return fill && { ...fill, statistics: readCounters(roots) };
    },
    machine,
    settings: () => {
      const own = machine();
      return roots && own && readRunningSettings(roots, own);
    },
    fill: () => (roots ? readFill(roots) : undefined),
    host: () => (roots ? readHost(roots) : undefined),
    sysctl: () => (roots ? findSysctl(process.getuid?.() === 0) : undefined),
    privateCopy,
    table: () => (roots ? readTable(roots) : []),
  };
}

/** Two small files: what may be read every few seconds. */
export function readFill({ proc }: Roots): TableFill | undefined {
  for (const folder of FOLDERS) {
    const [count, max] = ["count", "max"].map((name) => textOr(readSmall(join(proc, `${folder}${name}`)))?.trim() ?? "");
    if (/^\d{1,10}$/.test(count ?? "") && /^\d{1,10}$/.test(max ?? "")) return { count: Number(count), max: Number(max) };
  }
  return undefined;
}
