// The way of a flow through its states, against the state machines of the kernel, and what versions change in it.
import { describe, expect, it } from "vitest";
import { flowRules } from "../../../../src/core/kernel/flow-rules.ts";
import type { KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { defaultTimeout } from "../../../../src/core/plan/inputs/defaults.ts";
import { lifetime, walk } from "../../../../src/core/sizing/walk.ts";
import { type Ending, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type Timeouts } from "../../../../src/core/sizing/workload.ts";

const target = (kernel: string): KernelTarget => ({ kernel: version(kernel), arch: "x86_64" });

function timeoutsOf(kernel: string, over: Partial<Record<TimeoutKey, number>> = {}): Timeouts {
  const defaults = Object.fromEntries(TIMEOUT_KEYS.map((key) => [key, defaultTimeout(key, target(kernel))]));
  return { ...defaults, ...over } as Timeouts;
}

interface Way {
  readonly protocol: Protocol;
  readonly ends?: Ending;
  readonly duration?: number;
  readonly bothWays?: boolean;
  readonly kernel?: string;
  readonly timeouts?: Partial<Record<TimeoutKey, number>>;
}

/** States with seconds, what is active and what runs out in one state taken together. */
function states({ protocol, ends = "stops", duration = 10, bothWays = true, kernel = "6.18", timeouts = {} }: Way) {
  const stays = walk({ protocol, ends, duration, bothWays }, timeoutsOf(kernel, timeouts), flowRules(target(kernel)));
  const sums = new Map<string, number>();
  for (const { state, seconds } of stays) sums.set(state, (sums.get(state) ?? 0) + seconds);
  expect(lifetime(stays)).toBeCloseTo([...sums.values()].reduce((a, b) => a + b, 0));
  return Object.fromEntries(sums);
}

describe("TCP, with the defaults of 6.18", () => {
  it.each<[Ending, Record<string, number>]>([
    ["closed", { ESTABLISHED: 10, TIME_WAIT: 120 }],
    ["reset", { ESTABLISHED: 10, CLOSE: 10 }],
    ["idle", { ESTABLISHED: 10 + 432000 }],
    ["in-flight", { ESTABLISHED: 10 + 300 }],
    ["fin-unanswered", { ESTABLISHED: 10, FIN_WAIT: 120 }],
    ["half-closed", { ESTABLISHED: 10, CLOSE_WAIT: 60 }],
    ["last-ack-lost", { ESTABLISHED: 10, LAST_ACK: 30 }],
    ["half-open", { SYN_RECV: 10 + 60 }],
    ["unanswered", { SYN_SENT: 120 }],
  ])("%s", (ends, expected) => {
    expect(states({ protocol: "tcp", ends })).toEqual(expected);
  });

  it("lets nothing that is unacknowledged stay longer than the unacknowledged timeout", () => {
    const timeouts = { nf_conntrack_tcp_timeout_unacknowledged: 20 };
    expect(states({ protocol: "tcp", ends: "in-flight", timeouts })).toEqual({ ESTABLISHED: 30 });
    expect(states({ protocol: "tcp", ends: "fin-unanswered", timeouts })).toEqual({ ESTABLISHED: 10, FIN_WAIT: 20 });
    expect(states({ protocol: "tcp", ends: "last-ack-lost", timeouts })).toEqual({ ESTABLISHED: 10, LAST_ACK: 20 });
    // An established timeout that is shorter still decides.
    expect(states({ protocol: "tcp", ends: "in-flight", timeouts: { nf_conntrack_tcp_timeout_established: 5 } })).toEqual({
      ESTABLISHED: 15,
    });
  });

  it("renews an unanswered SYN before 5.15 and not since", () => {
    expect(states({ protocol: "tcp", ends: "unanswered", kernel: "5.4" })).toEqual({ SYN_SENT: 10 + 120 });
    expect(states({ protocol: "tcp", ends: "unanswered", kernel: "5.15" })).toEqual({ SYN_SENT: 120 });
    // SYNs that go on for longer than the timeout keep making entries.
    expect(states({ protocol: "tcp", ends: "unanswered", duration: 127, timeouts: { nf_conntrack_tcp_timeout_syn_sent: 30 } })).toEqual({
      SYN_SENT: 127,
    });
  });

  it("takes a negative timeout as none", () => {
    expect(states({ protocol: "tcp", ends: "closed", timeouts: { nf_conntrack_tcp_timeout_time_wait: -5 } })).toEqual({ ESTABLISHED: 10 });
  });
});

describe("UDP", () => {
  it("stays at udp_timeout one way, and for an exchange that is over in 2 s", () => {
    expect(states({ protocol: "udp", bothWays: false })).toEqual({ "UDP one-way": 10 + 30 });
    expect(states({ protocol: "udp", duration: 0.05 })).toEqual({ "UDP answered": 30.05 });
    expect(states({ protocol: "udp", duration: 2 })).toEqual({ "UDP answered": 32 });
  });

  it("becomes a stream with packets both ways after 2 s", () => {
    expect(states({ protocol: "udp", duration: 10 })).toEqual({ "UDP answered": 2, "UDP stream": 8 + 120 });
  });

  it("was a stream with its third packet, for 3 minutes, up to 4.19", () => {
    expect(states({ protocol: "udp", duration: 10, kernel: "4.19" })).toEqual({ "UDP stream": 10 + 180 });
    // The 2 s came between 4.19.72 and 5.4.124: what keeps entries longer is taken.
    expect(flowRules(target("5.4")).udpStreamAfter).toBe(2);
    expect(flowRules(target("4.19")).udpStreamAfter).toBe(0);
  });
});

describe("other protocols, by formula", () => {
  it.each<[Way, Record<string, number>]>([
    [{ protocol: "icmp", duration: 1 }, { ICMP: 31 }],
    [{ protocol: "icmp", duration: 1, kernel: "2.6.24" }, { ICMP: 1 }],
    [{ protocol: "icmp", duration: 1, bothWays: false, kernel: "2.6.24" }, { ICMP: 31 }],
    [{ protocol: "icmpv6", duration: 1 }, { ICMPv6: 31 }],
    [{ protocol: "gre" }, { "GRE stream": 190 }],
    [{ protocol: "gre", bothWays: false }, { "GRE one-way": 40 }],
    [{ protocol: "generic" }, { Other: 610 }],
    [
      { protocol: "sctp", ends: "closed" },
      { "SCTP ESTABLISHED": 10, "SCTP CLOSED": 10 },
    ],
    [{ protocol: "sctp", ends: "idle" }, { "SCTP ESTABLISHED": 220 }],
    [{ protocol: "sctp", ends: "idle", kernel: "5.4.100" }, { "SCTP ESTABLISHED": 432010 }],
    [{ protocol: "sctp", ends: "unanswered", duration: 0 }, { "SCTP COOKIE_WAIT": 3 }],
  ])("%o", (way, expected) => {
    expect(states(way)).toEqual(expected);
  });
});
