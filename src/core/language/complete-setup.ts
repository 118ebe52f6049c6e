// Whole setups at an empty line: settings for a purpose, each with its reason above. They fit the target, and no rule
// of ours minds them.

import type { Purpose } from "../advice/advice.ts";
import { bucketsAreSettable, recommendedBuckets } from "../advice/buckets.ts";
import { recommendedFor } from "../advice/recommended.ts";
import { KUBE_PROXY } from "../boot/other-programs/kube-proxy-figures.ts";
import { keyAt } from "../kernel/at-target.ts";
import { findKey } from "../kernel/catalogue.ts";
import type { Feature } from "../kernel/entry-size.ts";
import { largestDefaultBuckets } from "../kernel/hash-table.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { contextOf } from "../rules/engine/context.ts";
import { featuresOf } from "../rules/engine/table-figures.ts";
import { meanChain } from "../sizing/chains.ts";
import { tableMemory } from "../sizing/memory.ts";
import { dotted } from "../sysctl/key-path.ts";
import { formatBytes } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { CompletionContext, CompletionItem, KeyCursor } from "./completion-item.ts";

const NODE_CORES = 8;

interface Setup {
  readonly label: string;
  readonly purpose: string;
  /** Entries wanted, where the machine has the memory for them. */
  readonly max: number;
  readonly why: string;
  /** What its timeouts are recommended for. */
  readonly timeouts: Purpose;
}

const SETUPS: readonly Setup[] = [
  {
    label: say("NAT gateway"),
    purpose: say("Connection tracking of a NAT gateway"),
    max: 262144,
    why: say("For 4,000 clients with 64 connections each"),
    timeouts: "nat",
  },
  {
    label: say("Web front end"),
    purpose: say("Connection tracking of a web front end: many short connections"),
    max: 524288,
    why: say("For 4,000 new connections per second, each tracked for two minutes"),
    timeouts: "web",
  },
  {
    label: say("Kubernetes node"),
    purpose: say("Connection tracking of a Kubernetes node; kube-proxy sets its own figures when it starts"),
    max: NODE_CORES * KUBE_PROXY.maxPerCore,
    why: say(
      "kube-proxy sets {maxPerCore} per core and at least {min} (--conntrack-max-per-core, --conntrack-min): this is for {nodeCores} cores",
      { maxPerCore: KUBE_PROXY.maxPerCore, min: KUBE_PROXY.min, nodeCores: NODE_CORES },
    ),
    timeouts: "node",
  },
];

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
    detail: say("limits and timeouts, with reasons"),
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
  set(MAX_PATH, max, `${instead ?? why}. ${say("{memory} when full", { memory: formatBytes(memory) })}`);
  if (buckets !== undefined)
    set(BUCKETS_PATH, buckets, say("One per entry, like the kernel's default since 5.15: average chain when full 2.0"));
  for (const { key, seconds, why: reason, risk } of recommendedFor(timeouts)) {
    set(`net/netfilter/${key}`, seconds, `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}${risk === undefined ? "" : `. ${risk}`}`);
  }
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
    instead = fits ? say("As many as this kernel's default number of buckets allows") : say("As many as fit in an eighth of the memory");
  }
}
