// What a namespace is called where it is shown, and the commands that look into it. Names are as the host has them:
// whoever shows them makes them visible.

import { shellWord } from "../../text/shell-word.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Container } from "./container.ts";
import type { NamespaceReading, NamespacesReading } from "./namespace.ts";

/** Prints the table, or the counters, of the namespace that it runs in. Kernels without CONFIG_NF_CONNTRACK_PROCFS, such as Ubuntu's, need conntrack(8). */
export const TABLE = "cat /proc/net/nf_conntrack 2>/dev/null || { conntrack -L -f ipv4; conntrack -L -f ipv6; }";
export const COUNTERS = "cat /proc/net/stat/nf_conntrack 2>/dev/null || conntrack -S";

/** Where ip(8) keeps the names that it gives. */
const NAMED = /^\/(?:var\/)?run\/netns\/([^/]+)$/;
/** Names that a program made up say less than the container does. */
const MADE_UP = /^(?:cni-)?[0-9a-f-]{8,}$/;
/** How many digits of an id people and programs show. */
const SHORT = 12;

/** A noun: "netns web", "pod 1b2c... (container 4f5c6d7e8f90)", "nginx (process 1234)". */
export function namespaceName({
  mounts,
  container,
  process,
  inode,
  own,
}: Pick<NamespaceReading, "mounts" | "container" | "process" | "inode" | "own">): string {
  if (own) return say("this namespace");
  const given = mounts.map((path) => NAMED.exec(path)?.[1]).find((name) => name !== undefined && !MADE_UP.test(name));
  if (given !== undefined) return netnsName(given);
  if (container) return containerName(container);
  const [mount] = mounts;
  if (mount !== undefined) return NAMED.test(mount) ? netnsName(NAMED.exec(mount)?.[1] ?? "") : mount;
  return process ? processName(process) : say("namespace {inode}", { inode: inode ?? "" });
}

/** As ip(8) calls it, in every language. */
function netnsName(name: string): string {
  return `netns ${name}`;
}

function containerName({ id, pod }: Container): string {
  const short = /^[0-9a-f]{64}$/.test(id) ? id.slice(0, SHORT) : id;
  return pod === null ? say("container {id}", { id: short }) : say("pod {pod} (container {id})", { pod, id: short });
}

function processName({ pid, name }: NonNullable<NamespaceReading["process"]>): string {
  return say("{name} (process {pid})", { name, pid });
}

/** Whose it is besides its name: "nginx (process 1234) and 2 more". */
export function namespaceProcesses({ process, processes }: Pick<NamespaceReading, "process" | "processes">): string {
  if (!process) return say("no process");
  const name = processName(process);
  return processes > 1 ? say("{name} and {more} more", { name, more: formatCount(processes - 1) }) : name;
}

/** Shows the counters of one that no process is in. */
export function readCommand({ mounts: [mount = ""] }: Pick<NamespaceReading, "mounts">): string {
  const name = NAMED.exec(mount)?.[1];
  const enter = name === undefined ? `nsenter ${shellWord(`--net=${mount}`)}` : `ip netns exec ${shellWord(name)}`;
  return `sudo ${enter} ${inShell(COUNTERS)}`;
}

/** Shows what fills one that a process is in. */
export function tableCommand({ pid }: NonNullable<NamespaceReading["process"]>): string {
  return `sudo nsenter -t ${pid} -n ${inShell(TABLE)} | conntrack-planner analyze -`;
}

/** What was not read of the namespaces; one sentence each. */
export function unreadNamespaces({ namespaces, unreadable, leftOut, hidden }: NamespacesReading): readonly string[] {
  const partly = namespaces.some(({ inode }) => inode === null);
  const without = namespaces.filter(({ process }) => !process);
  return [
    ...without.slice(0, MOST_SAID).map((one) => unreadSentence(namespaceName(one), readCommand(one), partly)),
    ...(without.length > MOST_SAID ? [withoutProcess(without.length - MOST_SAID)] : []),
    ...(partly ? [say("Only root can read the names and numbers of these namespaces; their counters are read")] : []),
    ...(unreadable > 0
      ? [
          unreadable === 1
            ? say("1 process: the namespace could not be read; run as root to read it")
            : say("{count} processes: the namespace could not be read; run as root to read it", { count: formatCount(unreadable) }),
        ]
      : []),
    ...(hidden ? [say("Processes of other users are hidden (hidepid); run as root to see them")] : []),
    ...(leftOut > 0 ? [skipped(leftOut)] : []),
  ];
}

const MOST_SAID = 5;

function withoutProcess(count: number): string {
  return count === 1
    ? say("1 more namespace without a process, read the same way")
    : say("{count} more namespaces without a process, read the same way", { count: formatCount(count) });
}

function skipped(count: number): string {
  return count === 1
    ? say("1 process was skipped: there are too many")
    : say("{count} processes were skipped: there are too many", { count: formatCount(count) });
}

function unreadSentence(name: string, command: string, partly: boolean): string {
  return partly
    ? say("{name}: it has no readable process, so its counters cannot be read from here. As root: {command}", { name, command })
    : say("{name}: it has no process, so its counters cannot be read from here. As root: {command}", { name, command });
}

export function inShell(command: string): string {
  return `sh -c ${shellWord(command)}`;
}
