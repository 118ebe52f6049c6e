// What the editor asks of the machine it runs on again and again: what a target is made of, and the settings as they are now.
import type { HostMachine, HostPort, RunningSettings } from "../core/diagnosis/index.ts";
import { readArch, readHz, readRelease } from "./kernel.ts";
import { readCpus, readPageSize } from "./machine.ts";
import { type Roots, readSmall, THIS_HOST, textOr } from "./roots.ts";
import { readSettings } from "./settings.ts";

/** Where this is no Linux there is nothing to be read. */
export function runningHost(roots: Roots | undefined = THIS_HOST): Pick<HostPort, "linux" | "machine" | "settings"> {
  let known: HostMachine | undefined;
  const machine = (): HostMachine | undefined => {
    known ??= roots && readMachine(roots);
    return known;
  };
  return {
    linux: roots !== undefined,
    machine,
    settings: () => {
      const own = machine();
      return roots && own && readRunningSettings(roots, own);
    },
  };
}

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

function readMemory({ proc }: Roots): number | null {
  const kilobytes = /^MemTotal: +(\d{1,15}) kB/m.exec(textOr(readSmall(proc, "meminfo")) ?? "")?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
