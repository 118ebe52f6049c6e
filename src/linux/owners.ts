// Who is behind addresses and services of this host: the namespace that has the address, and the process whose socket
// waits there. Two small files a namespace, and the open files of processes until all sockets are found.

import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import {
  listeningSockets,
  localIpv4,
  localIpv6,
  type NamespacesReading,
  namespaceName,
  type OwnedService,
  type OwnerQuestion,
  type Owners,
} from "../core/diagnosis/index.ts";
import { formatCount, TOO_MUCH } from "../core/language/index.ts";
import { say } from "../core/words/index.ts";
import { processesOf } from "./processes.ts";
import { errorKind, type Roots, readSmall, smallReader, textOr } from "./roots.ts";

const MOST_NAMESPACES = 1000;
/** Open files that are looked at, of all processes together. */
const MOST_LINKS = 200_000;

type Namespace = NamespacesReading["namespaces"][number];
/** A file of a namespace below net; empty where there is none. */
type ReadFile = (namespace: Namespace, name: string) => string;
type Asked = Omit<OwnedService, "process"> & { readonly inode: string };

export function readOwners(roots: Roots, { addresses, services }: OwnerQuestion, { namespaces }: NamespacesReading): Owners {
  const asked = new Set(addresses);
  const byAddress = new Map<string, Namespace>();
  // This namespace's own come first: it is the one that the table is of.
  const own = [...namespaces].sort((one, other) => Number(other.own) - Number(one.own));
  const files = smallReader();
  const fileOf: ReadFile = ({ process }, name) => (process && textOr(files.read(roots.proc, String(process.pid), "net", name))) ?? "";
  for (const namespace of own.slice(0, MOST_NAMESPACES))
    for (const address of addressesOf(fileOf, namespace, asked)) if (!byAddress.has(address)) byAddress.set(address, namespace);
  const waiting = services.flatMap(({ protocol, address, port }): readonly Asked[] => {
    const namespace = byAddress.get(address);
    const inode = namespace && socketOf(fileOf, namespace, protocol, port);
    return namespace && inode !== undefined ? [{ protocol, address, port, name: namespaceName(namespace), inode }] : [];
  });
  const { found, forbidden, all } = processesWith(roots, new Set(waiting.map(({ inode }) => inode)));
  return {
    addresses: [...byAddress].map(([address, namespace]) => ({ address, name: namespaceName(namespace), own: namespace.own })),
    services: waiting.flatMap(({ inode, ...service }) => {
      const process = found.get(inode);
      return process ? [{ ...service, process }] : [];
    }),
    notes: [
      ...(forbidden ? [say("Only root can see which processes listen on the ports of this host")] : []),
      ...(files.isFull() ? [TOO_MUCH.procTogether] : []),
      ...(all ? [] : [say("Of open files only {count} were examined", { count: formatCount(MOST_LINKS) })]),
    ],
  };
}

function addressesOf(fileOf: ReadFile, namespace: Namespace, asked: ReadonlySet<string>): readonly string[] {
  return [...localIpv4(fileOf(namespace, "fib_trie"), asked), ...localIpv6(fileOf(namespace, "if_inet6"), asked)];
}

function socketOf(fileOf: ReadFile, namespace: Namespace, protocol: string, port: number): string | undefined {
  if (protocol !== "tcp" && protocol !== "udp") return undefined;
  const texts = [protocol, `${protocol}6`].map((name) => fileOf(namespace, name));
  const sockets = texts.map((text) => listeningSockets(text, protocol, new Set([port])).get(port));
  return sockets.find((inode) => inode !== undefined);
}

interface Search {
  readonly found: ReadonlyMap<string, OwnedService["process"]>;
  /** Whether files of some process could not be seen, and not all sockets were found. */
  readonly forbidden: boolean;
  /** Whether all that had to be looked at was. */
  readonly all: boolean;
}

function processesWith(roots: Roots, sockets: ReadonlySet<string>): Search {
  const found = new Map<string, OwnedService["process"]>();
  let [links, forbidden] = [0, false];
  if (sockets.size === 0) return { found, forbidden, all: true };
  for (const pid of processesOf(roots)) {
    const folder = join(roots.proc, String(pid), "fd");
    let names: readonly string[] = [];
    try {
      names = readdirSync(folder);
    } catch (error) {
      forbidden ||= errorKind(error) === "forbidden";
    }
    for (const name of names) {
      if (++links > MOST_LINKS) return { found, forbidden, all: false };
      const inode = socketBehind(join(folder, name));
      if (inode === undefined || !sockets.has(inode) || found.has(inode)) continue;
      found.set(inode, { pid, name: textOr(readSmall(roots.proc, String(pid), "comm"))?.replace(/\n$/, "") ?? "" });
      if (found.size === sockets.size) return { found, forbidden: false, all: true };
    }
  }
  return { found, forbidden, all: true };
}

function socketBehind(path: string): string | undefined {
  try {
    return /^socket:\[(\d{1,20})\]$/.exec(readlinkSync(path))?.[1];
  } catch {
    // Closed meanwhile.
    return undefined;
  }
}
