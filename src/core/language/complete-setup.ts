// Whole setups at an empty line: settings for a purpose, each with its reason above. They fit the target, and no rule
// of ours minds them.
import { bucketsAreSettable, recommendedBuckets } from "../advice/buckets.ts";
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import type { Feature } from "../kernel/entry-size.ts";
import { largestDefaultBuckets } from "../kernel/hash-table.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { contextOf } from "../rules/engine/context.ts";
import { featuresOf } from "../rules/engine/table-figures.ts";
import { meanChain } from "../sizing/chains.ts";
import { tableMemory } from "../sizing/memory.ts";
import { dotted } from "../sysctl/key-path.ts";
import { formatBytes } from "../units/units.ts";
import type { CompletionContext, CompletionItem, KeyCursor } from "./completion-item.ts";

interface Setup {
  readonly label: string;
  readonly purpose: string;
  /** Entries wanted, where the machine has the memory for them. */
  readonly max: number;
  readonly why: string;
  /** The last part of the key, its value, and the reason with its source. */
  readonly timeouts: readonly (readonly [name: string, seconds: number, why: string])[];
}

const SETUPS: readonly Setup[] = [
  {
    label: "NAT gateway",
    purpose: "Connection tracking of a NAT gateway",
    max: 262144,
    why: "Room for 4,000 clients with 64 flows each",
    timeouts: [
      ["nf_conntrack_tcp_timeout_established", 86400, "A silent day, not five: RFC 5382 asks a NAT for 2 h 4 min at least"],
      ["nf_conntrack_udp_timeout_stream", 300, "Calls and tunnels: RFC 4787 (REQ-5) recommends five minutes for a NAT"],
    ],
  },
  {
    label: "Web front end",
    purpose: "Connection tracking of a web front end: many short connections",
    max: 524288,
    why: "Room for 4,000 new connections a second, each tracked for two minutes",
    timeouts: [
      [
        "nf_conntrack_tcp_timeout_established",
        7440,
        "Clients that vanish: just longer than the first keepalive of 7200 s (RFC 5382, REQ-5: 2 h 4 min)",
      ],
      ["nf_conntrack_tcp_timeout_time_wait", 60, "As long as the host's own sockets stay in TIME-WAIT (TCP_TIMEWAIT_LEN, 60 s)"],
    ],
  },
  {
    label: "Kubernetes node",
    purpose: "Connection tracking of a Kubernetes node; kube-proxy raises lower values to its own",
    max: 262144,
    why: "kube-proxy asks for 32768 a core and 131072 at least (--conntrack-max-per-core, --conntrack-min): this is for 8 cores",
    timeouts: [
      ["nf_conntrack_tcp_timeout_established", 86400, "kube-proxy's default (--conntrack-tcp-timeout-established): a day"],
      ["nf_conntrack_tcp_timeout_close_wait", 3600, "kube-proxy's default (--conntrack-tcp-timeout-close-wait): an hour"],
    ],
  },
];

const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";

/** Where a setting could begin: not within a key, nor in front of a value. */
export function completeSetup(cursor: KeyCursor, context: CompletionContext): readonly CompletionItem[] {
  const { document, target } = context;
  const { line, start, end } = cursor;
  const free = line.kind === "blank" || (line.kind === "malformed" && /^[a-z]*$/i.test(document.text.slice(start, end)));
  if (!free) return [];
  const features = featuresOf(contextOf(document, context));
  return SETUPS.map((setup, rank) => ({
    label: setup.label,
    kind: "setup",
    insert: snippet(setup, target, features),
    replace: { start, end },
    detail: "limits and timeouts, with reasons",
    documentation: () => `\`\`\`sysctl\n${plain(snippet(setup, target, features))}\n\`\`\``,
    rank,
    goesOn: false,
  }));
}

/** The text that stands there when every tab stop keeps its value. */
export function plain(insert: string): string {
  return insert.replace(/\$\{\d{1,2}:([^${}]*)\}/g, "$1").replace(/\$\d+/g, "");
}

function snippet({ purpose, max: wanted, why, timeouts }: Setup, target: KernelTarget, features: readonly Feature[]): string {
  const { max, buckets, memory, instead } = affordable(wanted, target, features);
  const lines = [`# ${purpose}`];
  let stop = 0;
  const set = (path: string, value: number, reason: string): void => {
    const fact = findKey(path);
    if (!fact || keyAt(fact, target).present !== "yes") return;
    stop++;
    lines.push(`# ${reason}`, `${dotted(path)} = \${${stop}:${value}}`);
  };
  set(MAX, max, `${instead ?? why}; full, the table takes ${formatBytes(memory)}`);
  if (buckets !== undefined) set(BUCKETS, buckets, "One for each entry, as the kernel itself does since 5.15: average chain when full 2.0");
  for (const [name, seconds, reason] of timeouts) set(`net/netfilter/${name}`, seconds, reason);
  return `${lines.join("\n")}\n$0`;
}

interface Affordable {
  readonly max: number;
  /** Undefined where the target does not let them be set. */
  readonly buckets: number | undefined;
  /** Of the full table, in bytes. */
  readonly memory: number;
  /** Why it is less than was wanted. */
  readonly instead: string | undefined;
}

/** Our own measures of a table that fits: an eighth of the memory, and chains of eight where the buckets are given. */
const MEMORY_SHARE = 1 / 8;
const MEAN_CHAIN = 8;
const SMALLEST = 1024;

/** Halves a limit until its table fits the machine. */
function affordable(wanted: number, target: KernelTarget, features: readonly Feature[]): Affordable {
  const settable = bucketsAreSettable(target);
  let instead: string | undefined;
  for (let max = wanted; ; max = Math.floor(max / 2)) {
    const given = settable ? recommendedBuckets(target, max) : largestDefaultBuckets(target);
    const buckets = settable ? given : undefined;
    const { bytes } = tableMemory({ target, entries: max, buckets: given, features });
    const fits = target.memory === undefined || bytes.total <= target.memory * MEMORY_SHARE;
    if ((fits && meanChain(max, given) <= MEAN_CHAIN) || max <= SMALLEST) return { max, buckets, memory: bytes.total, instead };
    instead = fits ? "As many as this kernel's own number of buckets bears" : "As many as an eighth of the memory holds";
  }
}
