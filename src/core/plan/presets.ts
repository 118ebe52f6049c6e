// Ready-made starting points, each with its source. Where no source gives a number, the source says that it is assumed.

import { recommendedBuckets, tooFewBuckets } from "../advice/buckets.ts";
import { secondsFor } from "../advice/recommended.ts";
import { KUBE_PROXY, KUBE_PROXY_SOURCE } from "../boot/other-programs/kube-proxy-figures.ts";
import type { Feature } from "../kernel/entry-size.ts";
import { defaultBuckets, defaultMax } from "../kernel/hash-table.ts";
import { version } from "../kernel/version.ts";
import type { TimeoutKey, WorkloadClass } from "../sizing/workload.ts";
import { say } from "../words/say.ts";
import { NEW_CLASS } from "./inputs/defaults.ts";
import type { Sourced } from "./inputs/sourced.ts";
import type { CalculatorState } from "./state.ts";

interface PresetParameter {
  readonly id: string;
  readonly label: string;
  /** What the number is: "cores", "GiB". */
  readonly unit: string;
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What it changes, in a sentence. */
  readonly what: string;
  readonly source: string;
  readonly parameters: readonly PresetParameter[];
  /** Takes a value for each parameter, by its id. */
  readonly apply: (state: CalculatorState, values: Readonly<Record<string, number>>) => CalculatorState;
}

const GIB = 1024 ** 3;
const ASSUMED = say("Assumed: a starting point, to be replaced by your own figures");

/** Limits and timeouts, as values that the user chose. */
interface Values {
  readonly max?: number;
  readonly buckets?: number;
  readonly features?: readonly Feature[];
  readonly timeouts?: Readonly<Partial<Record<TimeoutKey, number>>>;
  readonly classes?: readonly WorkloadClass[];
}

function set(state: CalculatorState, { max, buckets, features, timeouts = {}, classes }: Values): CalculatorState {
  const over = <T>(old: Sourced<T>, value: T | undefined): Sourced<T> => {
    if (value === undefined) return old;
    return old.inFile === undefined ? { value, origin: "typed" } : { value, origin: "typed", inFile: old.inFile };
  };
  const changed = Object.entries(timeouts).map(([key, seconds]) => [key, over(state.timeouts[key as TimeoutKey], seconds)]);
  return {
    ...state,
    max: over(state.max, max),
    buckets: over(state.buckets, buckets),
    features: over(state.features, features),
    timeouts: { ...state.timeouts, ...Object.fromEntries(changed) },
    classes: over(state.classes, classes),
  };
}

/** Timeouts no shorter than these; what is longer stays. */
function atLeast(state: CalculatorState, least: Readonly<Partial<Record<TimeoutKey, number>>>): NonNullable<Values["timeouts"]> {
  const entries = Object.entries(least) as [TimeoutKey, number][];
  return Object.fromEntries(entries.filter(([key, seconds]) => state.timeouts[key].value < seconds));
}

function kernelDefaults(state: CalculatorState, release: string, gibibytes: number): CalculatorState {
  const target = { ...state.target, kernel: version(release), memory: gibibytes * GIB };
  const max = defaultMax(target);
  const buckets = defaultBuckets(target);
  return set(state, { ...(max === undefined ? {} : { max }), ...(buckets === undefined ? {} : { buckets }) });
}

const RAM: PresetParameter = { id: "memory", label: say("Memory"), unit: "GiB", usual: 8, min: 0.03125, max: 65536 };

function flow(name: string, parts: Partial<WorkloadClass>): WorkloadClass {
  return { ...NEW_CLASS, name, ...parts };
}

function udp(name: string, parts: Partial<WorkloadClass>): WorkloadClass {
  return flow(name, { protocol: "udp", ends: "stops", ...parts });
}

function perSecond(label: string, usual: number): PresetParameter {
  return { id: "rate", label, unit: say("per second"), usual, min: 0, max: 1e6 };
}

export const PRESETS: readonly Preset[] = [
  {
    id: "kernel-5.14",
    title: say("Kernel defaults up to 5.14"),
    what: say("Max and buckets that kernels before 5.15 derive from memory: max is 4 times the buckets."),
    source: "net/netfilter/nf_conntrack_core.c of 4.4.155 to 5.10.223",
    parameters: [RAM],
    apply: (state, { memory = RAM.usual }) => kernelDefaults(state, "5.10", memory),
  },
  {
    id: "kernel-5.15",
    title: say("Kernel defaults since 5.15"),
    what: say("Max and buckets that kernels since 5.15 derive from memory: one bucket per entry."),
    source: "net/netfilter/nf_conntrack_core.c of 5.15.41 to 7.2.13, commit d532bcd0b269",
    parameters: [RAM],
    apply: (state, { memory = RAM.usual }) => kernelDefaults(state, "5.15", memory),
  },
  {
    id: "kube-proxy",
    title: "kube-proxy",
    what: say(
      "The settings of kube-proxy on a node: its max and timeouts, and enough buckets for them. Some versions also lower a higher max; this preset does not.",
    ),
    source: `${KUBE_PROXY_SOURCE}: ${KUBE_PROXY.maxPerCore} per core, ${KUBE_PROXY.min} minimum, hashsize at least max / ${KUBE_PROXY.entriesPerBucket}, established 24 h, close_wait 1 h`,
    parameters: [{ id: "cores", label: say("Cores"), unit: "cores", usual: 4, min: 1, max: 4096 }],
    apply: (state, { cores = 4 }) => {
      const max = Math.max(state.max.value, KUBE_PROXY.min, KUBE_PROXY.maxPerCore * cores);
      const given = Math.max(state.buckets.value, Math.floor(max / KUBE_PROXY.entriesPerBucket));
      // It leaves a larger hash table alone, and some kernels refuse inserts at four entries a bucket.
      const buckets = tooFewBuckets(state.target, max, given) ? recommendedBuckets(state.target, max) : given;
      return set(state, { max, buckets, timeouts: secondsFor("node") });
    },
  },
  {
    id: "openwrt",
    title: "OpenWrt",
    what: say("The timeouts of OpenWrt's firewall, with counters on every entry."),
    source: "OpenWrt package/kernel/linux/files/sysctl-nf-conntrack.conf",
    parameters: [],
    apply: (state) =>
      set(state, {
        features: [...new Set<Feature>([...state.features.value, "acct"])],
        timeouts: secondsFor("openwrt"),
      }),
  },
  {
    id: "rfc-nat",
    title: say("Minimums for a NAT"),
    what: say("Raises timeouts to the minimums for a NAT in RFC 5382, 4787 and 5508, and shortens none."),
    source: "RFC 5382 REQ-5 (2 h 4 min established, 4 min opening and closing), RFC 4787 REQ-5 (2 min), RFC 5508 REQ-2 (1 min)",
    parameters: [],
    apply: (state) =>
      set(state, {
        timeouts: atLeast(state, secondsFor("rfc-nat")),
      }),
  },
  {
    id: "haproxy",
    title: say("Web front end behind HAProxy"),
    what: say("Each request is tracked twice, from the client and to a server, and ephemeral ports towards the servers set a limit."),
    source: `${ASSUMED}; 28,232 ports towards each server are Linux's default ip_local_port_range`,
    parameters: [
      perSecond(say("Client connections"), 1000),
      { id: "servers", label: say("Servers"), unit: "servers", usual: 4, min: 1, max: 10000 },
    ],
    apply: (state, { rate = 1000, servers = 4 }) =>
      set(state, {
        classes: [
          flow(say("Clients to proxy"), { rate: rate * 0.95, duration: 15, port: 443 }),
          flow(say("Clients that disappear"), { rate: rate * 0.0001, duration: 15, ends: "idle", port: 443 }),
          flow(say("Clients that reset"), { rate: rate * 0.0499, duration: 5, ends: "reset", port: 443 }),
          flow(say("Proxy to servers"), { rate, duration: 0.5, pairs: Math.round(servers) }),
        ],
      }),
  },
  {
    id: "nat-gateway",
    title: say("NAT gateway"),
    what: say("Homes or offices behind one address: web, DNS, calls, and the connections that laptops leave open when they sleep."),
    source: ASSUMED,
    parameters: [{ id: "clients", label: say("Active clients"), unit: "clients", usual: 500, min: 1, max: 1e6 }],
    apply: (state, { clients = 500 }) =>
      set(state, {
        features: [...new Set<Feature>([...state.features.value, "nat"])],
        classes: [
          flow(say("Web over TCP"), { rate: clients * 0.3, duration: 20, nat: true }),
          flow(say("Left open"), { rate: clients * 0.001, duration: 60, ends: "idle", nat: true }),
          flow(say("Never answered"), { rate: clients * 0.01, duration: 3, ends: "unanswered", nat: true }),
          udp("DNS", { rate: clients * 0.3, duration: 0.05, packets: 2, nat: true }),
          udp("QUIC", { rate: clients * 0.1, duration: 30, nat: true }),
          flow(say("Pings"), { protocol: "icmp", ends: "stops", rate: clients * 0.01, duration: 1, nat: true }),
        ],
      }),
  },
  {
    id: "dns-resolver",
    title: say("DNS resolver"),
    what: say("Queries from clients, and the resolver's own queries to authoritative servers; both are short."),
    source: `${ASSUMED}; exchanges within 2 s keep udp_timeout (measured on 6.18.44)`,
    parameters: [perSecond(say("Queries"), 5000)],
    apply: (state, { rate = 5000 }) =>
      set(state, {
        classes: [
          udp(say("Queries from clients"), { rate, duration: 0.02, packets: 2, port: 53 }),
          udp(say("Queries to servers"), { rate: rate * 0.2, duration: 0.05, packets: 2 }),
          udp(say("Servers that do not reply"), { rate: rate * 0.01, duration: 1, bothWays: false }),
          flow(say("Over TCP"), { rate: rate * 0.01, duration: 0.1, port: 53 }),
        ],
      }),
  },
  {
    id: "voip",
    title: "VoIP",
    what: say("Calls of three minutes with two streams in each direction, and phones that register repeatedly."),
    source: ASSUMED,
    parameters: [{ id: "calls", label: say("Concurrent calls"), unit: "calls", usual: 500, min: 0, max: 1e6 }],
    apply: (state, { calls = 500 }) =>
      set(state, {
        classes: [
          udp(say("Audio and its control"), { rate: (calls * 2) / 180, duration: 180 }),
          udp(say("Signalling"), { rate: calls / 30, duration: 10, port: 5060 }),
        ],
      }),
  },
  {
    id: "quic",
    title: say("QUIC server"),
    what: say("UDP connections that last half a minute; the kernel does not see when they end."),
    source: ASSUMED,
    parameters: [perSecond(say("Connections"), 1000)],
    apply: (state, { rate = 1000 }) => set(state, { classes: [udp(say("QUIC connections"), { rate, duration: 30, port: 443 })] }),
  },
];

/** The state with a preset applied; parameters that are missing have their usual value, others are kept in bounds. */
export function applyPreset(state: CalculatorState, id: string, values: Readonly<Record<string, number>> = {}): CalculatorState {
  const preset = PRESETS.find((one) => one.id === id);
  if (!preset) return state;
  const bounded = preset.parameters.map((parameter) => {
    const value = values[parameter.id] ?? parameter.usual;
    return [parameter.id, Math.min(parameter.max, Math.max(parameter.min, Number.isNaN(value) ? parameter.usual : value))] as const;
  });
  return { ...preset.apply(state, Object.fromEntries(bounded)), preset: id };
}
