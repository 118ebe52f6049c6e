// Reads a host: counters, settings, kernel and memory, from its files alone. No process is started, nothing is written.
import { closeSync } from "node:fs";
import { join } from "node:path";
import {
  type HostMachine,
  type HostReading,
  type RunningSettings,
  readStatistics,
  type Statistics,
  type Unread,
} from "../core/diagnosis/index.ts";
import { readIdentity } from "./identity.ts";
import { readArch, readHz, readRelease } from "./kernel.ts";
import { readCpus, readPageSize } from "./machine.ts";
import { namespaceOf } from "./namespace-of.ts";
import { errorKind, openFile, type Roots, readSmall, textOr } from "./roots.ts";
import { readSettings } from "./settings.ts";
import { readSlab } from "./slab.ts";

/** Where the table is, the modern name first. */
export const TABLES = ["net/nf_conntrack", "net/ip_conntrack"] as const;
const STATISTICS = ["net/stat/nf_conntrack", "net/stat/ip_conntrack"] as const;

/** What a target is made of. */
export function readMachine(roots: Roots): HostMachine {
  return {
    kernel: readRelease(roots),
    arch: readArch(roots),
    hz: readHz(roots),
    memory: readMemory(roots),
    cpus: readCpus(roots),
    pageSize: readPageSize(roots),
  };
}

/** The settings as they are now. */
export function readRunningSettings(roots: Roots, machine: HostMachine): RunningSettings {
  const values = readSettings(roots);
  const value = (name: string): number | null =>
    values[`net/netfilter/nf_conntrack_${name}`] ?? values[`net/ipv4/netfilter/ip_conntrack_${name}`] ?? null;
  const [count, max, buckets] = [value("count"), value("max"), value("buckets")];
  return {
    ...machine,
    count,
    max: max ?? values["net/nf_conntrack_max"] ?? null,
    buckets,
    values,
    // The file without "netfilter" is registered in the initial namespace alone.
    initialNamespace:
      (max ?? count) === null ? null : values["net/nf_conntrack_max"] !== undefined || values["net/ipv4/ip_conntrack_max"] !== undefined,
  };
}

export function readHost(roots: Roots): HostReading {
  const settings = readRunningSettings(roots, readMachine(roots));
  const { kernel, arch, hz, memory, initialNamespace } = settings;
  const loaded = initialNamespace !== null;
  const statistics = readCounters(roots);
  const slab = readSlab(roots);
  const unread = [
    loaded ? undefined : missing("the conntrack settings", "sys/net/netfilter", NOT_LOADED),
    statistics === null && loaded ? missing("the counters", STATISTICS[0], NO_PROCFS) : undefined,
    loaded ? tableProblem(roots) : undefined,
    kernel === null ? missing("the kernel's version", "sys/kernel/osrelease", "") : undefined,
    arch === null ? missing("the architecture", "sys/kernel/arch", "The file came with Linux 6.1; say --arch") : undefined,
    memory === null ? missing("the memory", "meminfo", "Say --memory") : undefined,
    hz === null ? missing("HZ", "config.gz", "Say --hz; root may also read timer_list") : undefined,
    slab === null && loaded ? slabProblem(roots) : undefined,
  ];
  return {
    ...settings,
    cpus: settings.cpus ?? null,
    identity: readIdentity(roots),
    namespace: namespaceOf(roots, "self"),
    statistics,
    slab,
    unread: unread.filter((one) => one !== undefined),
  };
}

/** The counters alone: what a reading every second takes. */
export function readCounters({ proc }: Roots): Statistics | null {
  for (const path of STATISTICS) {
    const text = textOr(readSmall(proc, path));
    const statistics = text === undefined ? undefined : readStatistics(text);
    if (statistics) return statistics;
  }
  return null;
}

function readMemory({ proc }: Roots): number | null {
  const kilobytes = /^MemTotal: +(\d{1,15}) kB/m.exec(textOr(readSmall(proc, "meminfo")) ?? "")?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

const NOT_LOADED = "Connection tracking starts with the first rule, NAT or module that needs it (modprobe nf_conntrack)";
const NO_PROCFS = "The kernel may be built without CONFIG_NF_CONNTRACK_PROCFS; conntrack -S asks it otherwise";

function missing(what: string, path: string, gives: string): Unread {
  return { what, path, why: "there is no such file, or it cannot be read", gives };
}

/** Whether the table can be opened; opening reads nothing yet. */
function tableProblem({ proc }: Roots): Unread | undefined {
  let forbidden = false;
  for (const path of TABLES) {
    try {
      const descriptor = openFile(join(proc, path));
      if (descriptor === undefined) continue;
      closeSync(descriptor);
      return undefined;
    } catch (error) {
      forbidden ||= errorKind(error) === "forbidden";
    }
  }
  const [path] = TABLES;
  return forbidden
    ? { what: "the table", path, why: "only root may read it", gives: "Run as root, or pipe it in: sudo cat /proc/net/nf_conntrack" }
    : {
        what: "the table",
        path,
        why: "there is no such file",
        gives: "Built without CONFIG_NF_CONNTRACK_PROCFS? conntrack -L lists it too",
      };
}

function slabProblem({ proc }: Roots): Unread {
  const file = readSmall(proc, "slabinfo");
  const why = "error" in file && file.error === "forbidden" ? "only root may read it" : "it does not tell";
  return { what: "the memory that entries take now", path: "slabinfo", why, gives: "Run as root" };
}
