// Reads a host: counters, settings, kernel and memory, from its files alone. No process is started, nothing is written.

import { closeSync } from "node:fs";
import { join } from "node:path";
import type { HostReading, Unread } from "../core/diagnosis/index.ts";
import { say } from "../core/words/index.ts";
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
    loaded ? undefined : missing(say("the conntrack settings"), "sys/net/netfilter", NOT_LOADED),
    statistics === null && loaded ? missing(say("the counters"), STATISTICS[0], NO_PROCFS) : undefined,
    loaded ? tableProblem(roots) : undefined,
    kernel === null ? missing(say("the kernel's version"), "sys/kernel/osrelease", "") : undefined,
    arch === null ? missing(say("the architecture"), "sys/kernel/arch", say("The file came with Linux 6.1; say --arch")) : undefined,
    memory === null ? missing(say("the memory"), "meminfo", "Say --memory") : undefined,
    hz === null ? missing("HZ", "config.gz", say("Say --hz; root may also read timer_list")) : undefined,
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

const NOT_LOADED = say("Connection tracking starts with the first rule, NAT or module that needs it (modprobe nf_conntrack loads it)");
const NO_PROCFS = say("The kernel may be built without CONFIG_NF_CONNTRACK_PROCFS; conntrack -S reads the counters over netlink");

function missing(what: string, path: string, gives: string): Unread {
  return { what, path, why: say("the file does not exist or cannot be read"), gives };
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
    ? {
        what: say("the table"),
        path,
        why: say("only root can read it"),
        gives: say("Run as root, or pipe it in: sudo cat /proc/net/nf_conntrack"),
      }
    : {
        what: say("the table"),
        path,
        why: say("the file does not exist"),
        gives: say("Built without CONFIG_NF_CONNTRACK_PROCFS? conntrack -L also lists it"),
      };
}

function slabProblem({ proc }: Roots): Unread {
  const file = readSmall(proc, "slabinfo");
  const why = "error" in file && file.error === "forbidden" ? say("only root can read it") : say("the file does not show it");
  return { what: say("the memory currently used by entries"), path: "slabinfo", why, gives: say("Run as root") };
}
