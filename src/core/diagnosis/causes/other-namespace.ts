// Cause: the table that was full is another one. Each network namespace, as a container has, has its own count.

import type { TableFull } from "../../evidence/log/findings.ts";
import { namespaceName, namespaceProcesses, TABLE } from "../../evidence/namespaces/words.ts";
import { version } from "../../kernel/version.ts";
import { formatCount, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { counted } from "../counted.ts";
import type { Found, Step } from "../diagnosis.ts";
import { ALL_NAMESPACES, fullNamespace, SHARED } from "./full-namespace.ts";
import { read } from "./steps.ts";

/** A table that is emptier than this was hardly full a moment ago. */
const ROOMY = 0.5;
/** "table full in netns N": net/netfilter/nf_conntrack_core.c, seen in 6.18.2 and not in 6.14.0 (log/messages.ts). */
const NAMING = version("6.18").release;

export const otherNamespace: FindCause = (context) => fullNamespace(context) ?? loggedNamespace(context);

const loggedNamespace: FindCause = ({ evidence, count, max, fill, target }) => {
  const full = evidence.log?.tableFull;
  if (!full || full.printed === 0) return undefined;
  const own = evidence.host?.namespace;
  if (full.byNamespace.some(({ namespace }) => namespace !== null && namespace === own)) return undefined;
  const named = full.byNamespace.filter(({ namespace }) => namespace !== null);
  const roomy = fill !== undefined && fill < ROOMY && count !== undefined && max !== undefined;
  const untouched = evidence.statistics !== undefined && counted(evidence, "drop") === 0;
  // From 6.18 on the line names every namespace but the initial one.
  if (named.length === 0 && evidence.host?.initialNamespace === true && target && target.kernel.release >= NAMING) return undefined;
  const here = roomy
    ? say("This namespace has {count} of {max} entries, {fill}", {
        count: formatCount(count),
        max: formatCount(max),
        fill: formatShare(fill),
      })
    : undefined;
  if (named.length > 0) {
    const printed = named.reduce((sum, one) => sum + one.printed, 0);
    const container = /^container (.+)$/.exec(named[0]?.namespace ?? "")?.[1];
    if (container !== undefined) return ofContainer(container, named, full.printed);
    const inodes = named.map(({ namespace }) => namespace).slice(0, 3);
    const seen = evidence.namespaces?.namespaces.filter(({ inode }) => inode !== null && inodes.includes(inode)) ?? [];
    return {
      id: "other-namespace",
      title: CAUSE_TITLES["other-namespace"].logged,
      confidence: "certain",
      weight: 0.95 * (printed / full.printed),
      evidence: [
        namingLines(printed, full.printed, inodes.join(", "), named.length - inodes.length),
        ...seen.map((one) => {
          const values = { inode: one.inode ?? "", name: namespaceName(one), processes: namespaceProcesses(one) };
          return one.count === null
            ? say("{inode} is {name}, which has an unknown number of entries now; {processes}", values)
            : say("{inode} is {name}, which has {count} entries now; {processes}", { ...values, count: formatCount(one.count) });
        }),
        ...(here ? [here] : []),
      ],
      steps: [ALL_NAMESPACES, lookInto(inodes[0] ?? ""), SHARED],
    };
  }
  if (!here || (evidence.statistics && !untouched)) return undefined;
  return {
    id: "other-namespace",
    title: CAUSE_TITLES["other-namespace"].perhaps,
    confidence: untouched ? "likely" : "possible",
    weight: untouched ? 0.7 : 0.4,
    evidence: [
      here,
      ...(untouched
        ? [
            evidence.changes
              ? say("No packet was dropped here between the two readings, and kernels before 6.17 do not name the namespace")
              : say("No packet was ever dropped here (drop is 0), and kernels before 6.17 do not name the namespace"),
          ]
        : []),
    ],
    steps: [ALL_NAMESPACES, COUNTS, SHARED],
  };
};

function namingLines(printed: number, lines: number, names: string, more: number): string {
  const values = { printed: formatCount(printed), lines: formatCount(lines), names, more: formatCount(more) };
  if (more > 0) return say("{printed} of {lines} lines name the namespace {names} and {more} others", values);
  if (lines === 1) return say("1 of 1 line names the namespace {names}", values);
  return printed === 1
    ? say("1 of {lines} lines names the namespace {names}", values)
    : say("{printed} of {lines} lines name the namespace {names}", values);
}

/** OpenVZ and Virtuozzo name the container, and no namespace. */
function ofContainer(container: string, named: TableFull["byNamespace"], lines: number): Found {
  const printed = named.reduce((sum, one) => sum + one.printed, 0);
  return {
    id: "other-namespace",
    title: CAUSE_TITLES["other-namespace"].container(container, named.length - 1),
    confidence: "certain",
    weight: 0.95 * (printed / lines),
    evidence: [
      lines === 1
        ? say("{printed} of 1 line names it, as OpenVZ and Virtuozzo kernels do", { printed: formatCount(printed) })
        : say("{printed} of {lines} lines name it, as OpenVZ and Virtuozzo kernels do", {
            printed: formatCount(printed),
            lines: formatCount(lines),
          }),
    ],
    steps: [
      {
        kind: "read",
        id: "find-namespace",
        what: say("Its count and its limit"),
        command: `vzctl exec ${container} 'sysctl -a | grep -E "conntrack_(count|max)"'`,
        why: say(
          "Each container has its own table, and OpenVZ kernels may have a separate limit for each; on Virtuozzo 7 the command is prlctl exec",
        ),
      },
    ],
  };
}

const COUNTS = read(
  "find-namespace",
  say("The count of each namespace, by a process in it"),
  `sudo sh -c 'lsns -t net -nro PID | while read -r p; do echo "$p $(nsenter -t "$p" -n cat /proc/sys/net/netfilter/nf_conntrack_count)"; done'`,
  say("Shows which namespace is full"),
);

/** By its number, as the log has it: a process in it is found first. */
function lookInto(inode: string): Step {
  return read(
    "find-namespace",
    say("What fills namespace {inode}", { inode }),
    `sudo sh -c 'nsenter -t "$(lsns -t net -nro NS,PID | grep "^${inode} " | cut -d " " -f 2)" -n sh -c "${TABLE}"' | conntrack-planner analyze -`,
    say("lsns finds a process in that namespace, and nsenter reads the table there; this namespace's own table does not show the cause"),
  );
}
