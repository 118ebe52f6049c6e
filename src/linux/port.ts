// What the editor may ask of the machine it runs on, on request and no sooner.
import { createReadStream } from "node:fs";
import { platform } from "node:os";
import type { HostMachine, HostPort } from "../core/diagnosis/index.ts";
import { readFill } from "./fill.ts";
import { firewallReader } from "./firewall-programs.ts";
import { readCounters, readHost, readMachine, readRunningSettings } from "./host.ts";
import { readNamespaces } from "./namespaces.ts";
import { readOwners } from "./owners.ts";
import { type Roots, RUNNING_HOST } from "./roots.ts";
import { findSysctl, privateCopy } from "./sysctl-program.ts";
import { readTable } from "./table.ts";
import { unpacked } from "./unpacked.ts";

const PIECE = 1 << 18;

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
    owners: (question) => (roots ? readOwners(roots, question, readNamespaces(roots)) : undefined),
    namespaces: () => (roots ? readNamespaces(roots) : undefined),
    sysctl: () => (roots ? findSysctl(process.getuid?.() === 0) : undefined),
    privateCopy,
    firewall: () => (roots ? firewallReader(process.getuid?.() === 0) : undefined),
    table: () => (roots ? readTable(roots) : []),
  };
}
