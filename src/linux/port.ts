// What the editor may ask of the machine it runs on, on request and no sooner.
import { createReadStream } from "node:fs";
import type { HostPort } from "../core/diagnosis/index.ts";
import { readCounters } from "./counters.ts";
import { readFill } from "./fill.ts";
import { firewallReader } from "./firewall-programs.ts";
import { readHost } from "./host.ts";
import { readNamespaces } from "./namespaces.ts";
import { readOwners } from "./owners.ts";
import { type Roots, THIS_HOST } from "./roots.ts";
import { runningHost } from "./running.ts";
import { findSysctl, privateCopy } from "./sysctl-program.ts";
import { readTable } from "./table.ts";
import { unpacked } from "./unpacked.ts";

const PIECE = 1 << 18;

/** Without roots there is no Linux to be read, only files. */
export function hostPort(roots: Roots | undefined = THIS_HOST): HostPort {
  return {
    ...runningHost(roots),
    pieces: (path) => unpacked(createReadStream(path, { highWaterMark: PIECE })),
    root: process.getuid?.() === 0,
    counters: () => {
      const fill = roots && readFill(roots);
      return fill && { ...fill, statistics: readCounters(roots) };
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
