// The way of a flow through its states, against the state machines of the kernel, and what versions change in it.
import { describe, expect, it } from "vitest";
import { flowRules } from "../../../../src/core/kernel/flow-rules.ts";
import type { KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { defaultTimeout } from "../../../../src/core/plan/inputs/defaults.ts";
import { keptBy, type Peers, pauses } from "../../../../src/core/sizing/retransmissions.ts";
import { lifetime, walk } from "../../../../src/core/sizing/walk.ts";
import { type Ending, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type Timeouts } from "../../../../src/core/sizing/workload.ts";

const target = (kernel: string): KernelTarget => ({ kernel: version(kernel), arch: "x86_64" });

function timeoutsOf(kernel: string, over: Partial<Record<TimeoutKey, number>> = {}): Timeouts {
  const defaults = Object.fromEntries(TIMEOUT_KEYS.map((key) => [key, defaultTimeout(key, target(kernel))]));
  return { ...defaults, ...over } as Timeouts;
}

/** tcp_retries2, tcp_orphan_retries and keepalive as Linux has them. */
const PEERS: Peers = { retries: 15, orphanRetries: 8, keepalive: { time: 7200, interval: 75, probes: 9 } };
const SILENT: Peers = { ...PEERS, retries: 0, orphanRetries: 0 };

interface Way {
  readonly protocol: Protocol;
  readonly ends?: Ending;
  readonly duration?: number;
  readonly bothWays?: boolean;
  readonly kernel?: string;
  readonly timeouts?: Partial<Record<TimeoutKey, number>>;
  readonly packets?: number | null;
  readonly peers?: Peers;
}

/** States with seconds, what is active and what runs out in one state taken together. */
function states(way: Way) {
  const { protocol, ends = "stops", duration = 10, bothWays = true, kernel = "6.18", timeouts = {}, packets = null, peers = PEERS } = way;
  const stays = walk({ protocol, ends, duration, bothWays, packets }, timeoutsOf(kernel, timeouts), flowRules(target(kernel)), peers);
  const sums = new Map<string, number>();
  for (const { state, seconds } of stays) sums.set(state, (sums.get(state) ?? 0) + seconds);
  expect(lifetime(stays)).toBeCloseTo([...sums.values()].reduce((a, b) => a + b, 0));
  return Object.fromEntries([...sums].map(([state, seconds]) => [state, Math.round(seconds * 1000) / 1000]));
}

describe("what is sent again", () => {
  it("is so after 0.2 s, then after twice the time each, up to 120 s", () => {
    expect(pauses(12)).toEqual([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 120, 120]);
    // As Linux documents it of tcp_retries2: 924.6 s with the wait after the last one.
    expect(pauses(15).reduce((sum, pause) => sum + pause, 0)).toBeCloseTo(804.6);
  });

  it("keeps an entry until one comes too late for its timeout", () => {
    expect(keptBy([1, 2, 4, 8], () => 4)).toBe(7);
    expect(keptBy([1, 2, 4, 8], (sent) => (sent < 2 ? 1 : 9))).toBe(1);
  });
});

describe("TCP, with the defaults of 6.18", () => {
  it.each<[Ending, Record<string, number>]>([
    ["closed", { ESTABLISHED: 10, TIME_WAIT: 120 }],
    ["reset", { ESTABLISHED: 10, CLOSE: 10 }],
    ["idle", { ESTABLISHED: 10 + 432000 }],
    // 10 a second of 60 s leave 11,646 entries: each lasts 60 + 804.6 + 300 s.
    ["in-flight", { ESTABLISHED: 10 + 804.6 + 300 }],
    // The last of 8 FINs goes out after 51 s; the second one looks like the other side's.
    ["fin-unanswered", { ESTABLISHED: 10, FIN_WAIT: 0.2, LAST_ACK: 50.8 + 30 }],
    ["half-closed", { ESTABLISHED: 10, CLOSE_WAIT: 60 }],
    ["last-ack-lost", { ESTABLISHED: 10, LAST_ACK: 51 + 30 }],
    ["half-open", { SYN_RECV: 60 }],
    ["unanswered", { SYN_SENT: 120 }],
    ["refused", {}],
    ["picked-up", { ESTABLISHED: 10 + 300 }],
    ["keepalive", { ESTABLISHED: 10 + 7200 + 9 * 75, CLOSE: 10 }],
    ["zero-window", { ESTABLISHED: 10 + 300 }],
    ["reset-ignored", { ESTABLISHED: 10 + 432000 }],
    ["offloaded", { ESTABLISHED: 10 + 432000 }],
  ])("%s", (ends, expected) => {
    expect(states({ protocol: "tcp", ends })).toEqual(expected);
  });

  it("lets nothing that is unacknowledged stay longer than the unacknowledged timeout", () => {
    const timeouts = { nf_conntrack_tcp_timeout_unacknowledged: 20 };
    const peers = SILENT;
    expect(states({ protocol: "tcp", ends: "in-flight", timeouts, peers })).toEqual({ ESTABLISHED: 30 });
    expect(states({ protocol: "tcp", ends: "fin-unanswered", timeouts, peers })).toEqual({ ESTABLISHED: 10, FIN_WAIT: 20 });
    expect(states({ protocol: "tcp", ends: "last-ack-lost", timeouts, peers })).toEqual({ ESTABLISHED: 10, LAST_ACK: 20 });
    // An established timeout that is shorter still decides.
    expect(states({ protocol: "tcp", ends: "in-flight", timeouts: { nf_conntrack_tcp_timeout_established: 5 }, peers })).toEqual({
      ESTABLISHED: 15,
    });
  });

  it("gives what came three times the timeout of retransmissions, whatever that of unacknowledged data", () => {
    const timeouts = { nf_conntrack_tcp_timeout_unacknowledged: 20, nf_conntrack_tcp_timeout_max_retrans: 50 };
    // Pauses of 51.2 s and more outlast 50 s: six of them (102.4, 5 times 120, 51.2) count for 50 each.
    expect(states({ protocol: "tcp", ends: "in-flight", timeouts })).toEqual({ ESTABLISHED: 10 + 51 + 7 * 50 + 50 });
  });

  it("loses sight of a FIN that comes too late", () => {
    const timeouts = { nf_conntrack_tcp_timeout_last_ack: 5 };
    // After 0.2, 0.6, 1.4, 3 and 6.2 s, and no more after 12.6.
    expect(states({ protocol: "tcp", ends: "fin-unanswered", timeouts })).toEqual({ ESTABLISHED: 10, FIN_WAIT: 0.2, LAST_ACK: 6 + 5 });
  });

  it("does not end a silent connection by keepalive where the entry went before the first probe", () => {
    const timeouts = { nf_conntrack_tcp_timeout_established: 3600 };
    expect(states({ protocol: "tcp", ends: "keepalive", timeouts })).toEqual({ ESTABLISHED: 10 + 3600 + 9 * 75 });
  });

  it("does not look at the window up to 4.19", () => {
    expect(states({ protocol: "tcp", ends: "zero-window", kernel: "4.19" })).toEqual({ ESTABLISHED: 10 + 432000 });
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

  it("is none with an answer alone, however late that comes", () => {
    expect(states({ protocol: "udp", duration: 10, packets: 2 })).toEqual({ "UDP answered": 10 + 30 });
  });

  it("was a stream with its third packet, for 3 minutes, up to 4.19", () => {
    expect(states({ protocol: "udp", duration: 10, kernel: "4.19" })).toEqual({ "UDP stream": 10 + 180 });
    // A question and its answer are no stream, and any third packet makes one.
    expect(states({ protocol: "udp", duration: 0.05, packets: 2, kernel: "4.19" })).toEqual({ "UDP answered": 30.05 });
    expect(states({ protocol: "udp", duration: 1, kernel: "4.14" })).toEqual({ "UDP stream": 1 + 180 });
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
