// Every input of the calculator that is one value, in the order of the form. A new one is a record here; its id is its
// name in the state and in the plan file, where a dot leads into an object.

import { largestBuckets } from "../../kernel/hash-table.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { say } from "../../words/say.ts";
import type { InputValue, PlanInput } from "./input.ts";
import { BYTES, COUNT, NUMBER, SECONDS, SHARE } from "./number-kinds.ts";
import { ownChoice } from "./own-choice.ts";
import type { Origin, Sourced } from "./sourced.ts";

const INT_MAX = 2 ** 31 - 1;

const chosen = (target: KernelTarget): Origin => (ownChoice(target).taken ? "default" : "target");

const INPUTS = {
  max: {
    type: "number",
    group: "table",
    label: say("Limit"),
    unit: say("entries"),
    kind: COUNT,
    whole: true,
    least: 1,
    most: INT_MAX,
    slider: true,
    initial: (target) => ownChoice(target).max,
    initialOrigin: chosen,
    help: say("nf_conntrack_max: maximum number of entries in each network namespace, such as 262144 or 256k."),
    inPlan: say("nf_conntrack_max: maximum number of entries in each network namespace."),
    option: { name: "max", value: "N", help: say("limit of the table to check (default: the kernel's)") },
  },
  buckets: {
    type: "number",
    group: "table",
    label: say("Buckets"),
    unit: say("buckets"),
    kind: COUNT,
    whole: true,
    least: 1,
    most: largestBuckets,
    slider: true,
    initial: (target) => ownChoice(target).buckets,
    initialOrigin: chosen,
    help: say("nf_conntrack_buckets: size of the hash table; the kernel rounds up to whole pages."),
    option: { name: "buckets", value: "N", help: say("buckets of its hash table (default: the kernel's)") },
  },
  budget: {
    type: "optional-number",
    group: "planning",
    label: say("Memory budget"),
    kind: BYTES,
    whole: false,
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
    initial: () => null,
    help: say("Kernel memory the full table may use, such as 256M; leave empty for no budget."),
    inPlan: say("Kernel memory the full table may use, in bytes; null for no budget."),
    option: { name: "budget", value: "SIZE", help: say("kernel memory the full table may use, such as 256M") },
  },
  namespaces: {
    type: "number",
    group: "planning",
    label: say("Namespaces"),
    unit: say("namespaces"),
    kind: COUNT,
    whole: true,
    least: 1,
    most: 1_000_000,
    initial: () => 1,
    help: say(
      "Number of network namespaces, such as containers, that may each fill up to max: the limit applies to each, memory is shared.",
    ),
    option: { name: "namespaces", value: "N", help: say("network namespaces that may each fill up to max (default 1)") },
  },
  headroom: {
    type: "number",
    group: "planning",
    label: say("Headroom"),
    kind: SHARE,
    whole: false,
    least: 0,
    most: 0.9,
    initial: () => 0.25,
    help: say("Share of max to keep free at the peak, such as 25 %."),
    inPlan: say("Share of max to keep free at the peak."),
    option: { name: "headroom", value: "SHARE", help: say('share of max to keep free at the peak (default "25 %")') },
  },
  meanChain: {
    type: "number",
    group: "planning",
    label: say("Average chain when full"),
    unit: say("nodes"),
    kind: NUMBER,
    whole: false,
    least: 0.01,
    most: 100,
    initial: () => 2,
    help: say("Target for the recommended number of buckets, in nodes."),
    option: { name: "mean-chain", value: "N", help: say("nodes in an average chain of a full table (default 2)") },
  },
  peakFactor: {
    type: "number",
    group: "planning",
    label: say("Peak multiplier"),
    unit: say("times"),
    kind: NUMBER,
    whole: false,
    least: 1,
    most: 1000,
    initial: () => 1,
    help: say("Peak rate of the busiest sustained period, as a multiple of the usual rate."),
    option: { name: "peak", value: "N", help: say("peak rate as a multiple of the usual rate (default 1)") },
  },
  "burst.factor": {
    type: "number",
    group: "planning",
    label: say("Burst multiplier"),
    unit: say("times"),
    kind: NUMBER,
    whole: false,
    least: 1,
    most: 1000,
    initial: () => 3,
    help: say("Rate during a burst, as a multiple of the usual rate."),
  },
  "burst.seconds": {
    type: "number",
    group: "planning",
    label: say("Burst length"),
    kind: SECONDS,
    whole: false,
    least: 0,
    most: INT_MAX,
    initial: () => 60,
    help: say("How long a burst lasts, such as 60 or 2 min."),
    inPlan: say("How long a burst lasts, in seconds."),
  },
  failover: {
    type: "switch",
    group: "planning",
    label: say("Failover"),
    initial: () => false,
    help: say("Whether this machine must take over all connections of an equal partner."),
    option: { name: "failover", help: say("also fit the connections of an equal partner") },
  },
  scenario: {
    type: "choice",
    group: "planning",
    label: say("Over time"),
    choices: { "cold-start": say("from an empty table"), burst: "a burst" },
    initial: () => "cold-start",
    help: say("What the chart over time shows: an empty table that fills up, or a burst on top of the usual traffic."),
  },
  retries: {
    type: "number",
    group: "hosts",
    label: say("Retransmissions"),
    unit: say("times"),
    kind: COUNT,
    whole: true,
    least: 0,
    most: 255,
    initial: () => 15,
    help: say("tcp_retries2 of the sending hosts: how often unacknowledged data is retransmitted, each time refreshing its entry."),
    option: { name: "retries", value: "N", help: say("tcp_retries2 of the sending hosts (default 15)") },
  },
  orphanRetries: {
    type: "number",
    group: "hosts",
    label: say("Retransmitted FINs"),
    unit: say("times"),
    kind: COUNT,
    whole: true,
    least: 0,
    most: 255,
    initial: () => 8,
    help: say("How often a closed socket retransmits its FIN: tcp_orphan_retries, where 0 means 8."),
  },
  "keepalive.time": {
    type: "number",
    group: "hosts",
    label: say("Keepalive after"),
    kind: SECONDS,
    whole: false,
    least: 1,
    most: INT_MAX,
    initial: () => 7200,
    help: say("Idle time before the first keepalive probe: tcp_keepalive_time, or what the program asks for, such as 60 or 2 h."),
    inPlan: say("Idle time before the first keepalive probe, in seconds."),
  },
  "keepalive.interval": {
    type: "number",
    group: "hosts",
    label: say("Keepalive every"),
    kind: SECONDS,
    whole: false,
    least: 1,
    most: INT_MAX,
    initial: () => 75,
    help: say("Time between unanswered keepalive probes: tcp_keepalive_intvl, such as 75 or 10."),
    inPlan: say("Time between unanswered keepalive probes, in seconds."),
  },
  "keepalive.probes": {
    type: "number",
    group: "hosts",
    label: say("Keepalive probes"),
    unit: say("probes"),
    kind: COUNT,
    whole: true,
    least: 1,
    most: 127,
    initial: () => 9,
    help: say("Number of unanswered probes after which a socket gives up: tcp_keepalive_probes."),
  },
  "lookups.names": {
    type: "number",
    group: "hosts",
    label: say("Lookups"),
    unit: say("names per second"),
    kind: NUMBER,
    whole: false,
    least: 0,
    most: 1e6,
    initial: () => 0,
    help: say("DNS names that clients look up per second through this table, in addition to the connections above; 0 for none."),
    option: { name: "lookups", value: "N", help: say("DNS names looked up per second (default 0)") },
  },
  "lookups.tries": {
    type: "number",
    group: "hosts",
    label: say("Suffixes tried"),
    unit: say("names"),
    kind: NUMBER,
    whole: false,
    least: 1,
    most: 64,
    initial: () => 1,
    help: say("Names queried until one is found: in a pod with ndots 5 and a search list of 3, 4 for an external name."),
    option: { name: "lookup-tries", value: "N", help: say("names queried until one is found, depending on ndots and search (default 1)") },
  },
  "lookups.sockets": {
    type: "number",
    group: "hosts",
    label: say("Sockets per query"),
    unit: say("sockets"),
    kind: NUMBER,
    whole: false,
    least: 1,
    most: 16,
    initial: () => 1,
    help: say("Entries per query: 1 if A and AAAA share a socket (glibc), 2 if each has its own."),
    option: { name: "lookup-sockets", value: "N", help: say("sockets per query, for A and AAAA (default 1)") },
  },
  "checks.targets": {
    type: "number",
    group: "hosts",
    label: say("Health checks"),
    unit: say("targets"),
    kind: COUNT,
    whole: true,
    least: 0,
    most: 1e6,
    initial: () => 0,
    help: say("Targets of health checks with a new connection each time: servers times checkers; 0 for none."),
    option: { name: "checks", value: "N", help: say("targets of health checks, servers times checkers (default 0)") },
  },
  "checks.interval": {
    type: "number",
    group: "hosts",
    label: say("Checked every"),
    kind: SECONDS,
    whole: false,
    least: 0.1,
    most: INT_MAX,
    initial: () => 10,
    help: say("Time between two checks of one target, such as 2 or 10."),
    inPlan: say("Time between two checks of one target, in seconds."),
    option: { name: "check-interval", value: "TIME", help: say("time between two checks of one target (default 10)") },
  },
} as const satisfies Readonly<Record<string, PlanInput>>;

export type InputId = keyof typeof INPUTS;

/** The part of the state that the inputs make. */
export type InputStates = { readonly [I in InputId]: Sourced<InputValue<(typeof INPUTS)[I]>> };

export const INPUT_IDS = Object.keys(INPUTS) as readonly InputId[];

/** The record of an input, as any of its kind. */
export function inputOf(id: InputId): PlanInput {
  return INPUTS[id];
}

/** Undefined for the id of something else. */
export function inputNamed(id: string): InputId | undefined {
  return INPUT_IDS.find((name) => name === id);
}

/** Every input before anybody has said anything. */
export function initialInputs(target: KernelTarget): InputStates {
  const entries = INPUT_IDS.map((id) => {
    const { initial, initialOrigin }: PlanInput = inputOf(id);
    return [id, { value: initial(target), origin: initialOrigin?.(target) ?? "default" }];
  });
  return Object.fromEntries(entries);
}
