// Reads a host: counters, settings, kernel and memory, from its files alone. No process is started, nothing is written.
import { closeSync } from "node:fs";
import { join } from "node:path";
import type { HostReading, Unread } from "../core/diagnosis/index.ts";
import { readCounters, STATISTICS } from "./counters.ts";
import { readIdentity } from "./identity.ts";
import { namespaceOf } from "./namespace-of.ts";
import { errorKind, openFile, type Roots, readSmall } from "./roots.ts";
import { readMachine, readRunningSettings } from "./running.ts";
import { readSlab } from "./slab.ts";

/** Where the table is, the modern name first. */
export const TABLES = ["net/nf_conntrack", "net/ip_conntrack"] as const;

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

const NOT_LOADED = "Connection tracking starts with the first rule, NAT or module that needs it (modprobe nf_conntrack loads it)";
const NO_PROCFS = "The kernel may be built without CONFIG_NF_CONNTRACK_PROCFS; conntrack -S reads the counters over netlink";

function missing(what: string, path: string, gives: string): Unread {
  return { what, path, why: "the file does not exist or cannot be read", gives };
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
    ? { what: "the table", path, why: "only root can read it", gives: "Run as root, or pipe it in: sudo cat /proc/net/nf_conntrack" }
    : {
        what: "the table",
        path,
        why: "the file does not exist",
        gives: "Built without CONFIG_NF_CONNTRACK_PROCFS? conntrack -L also lists it",
      };
}

function slabProblem({ proc }: Roots): Unread {
  const file = readSmall(proc, "slabinfo");
  const why = "error" in file && file.error === "forbidden" ? "only root can read it" : "the file does not show it";
  return { what: "the memory currently used by entries", path: "slabinfo", why, gives: "Run as root" };
}
