// For each cause, what looks like it and is another thing: it is not named wrongly.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { counters, flow, full, host, inside, logOf, outside } from "./situations.ts";

const unanswered = { flag: "UNREPLIED" } as const;
const assured = { flag: "ASSURED" } as const;
const CHAINS = "insert_failed=90 drop=0 early_drop=0 chaintoolong=90";

/** What it is not, what it is, and how it is read. */
const CASES: readonly (readonly [not: string, is: string, about: string, evidence: () => Evidence])[] = [
  [
    "syn-flood",
    "unreplied-many-sources",
    "SYNs that the host does not answer",
    () => full((index) => flow({ state: "SYN_SENT", left: index % 120, from: outside(index), to: "203.0.113.10", ...unanswered })),
  ],
  [
    "reflection",
    "dead-destination",
    "time servers' clients, from port 123 to port 123, of a server that is gone",
    () =>
      full((index) =>
        flow({ protocol: "udp", left: index % 30, from: inside(index % 200), to: "192.0.2.123", sport: 123, dport: 123, ...unanswered }),
      ),
  ],
  [
    "reflection",
    "unreplied-few-sources",
    "late answers of the one resolver that was asked",
    () =>
      full((index) =>
        flow({ protocol: "udp", left: index % 30, from: "192.0.2.53", to: "203.0.113.10", sport: 53, dport: 1024 + index, ...unanswered }),
      ),
  ],
  [
    "icmp-scan",
    "dead-destination",
    "monitors that ping one host that is gone",
    () =>
      full((index) => flow({ protocol: "icmp", left: index % 30, from: inside(index % 40), to: "192.0.2.9", sport: index, ...unanswered })),
  ],
  [
    "picked-up",
    "idle-established",
    "idle connections that were answered",
    () => full((index) => flow({ left: 1000 + index * 200, from: outside(index), to: "203.0.113.10", ...assured })),
  ],
  [
    "dead-destination",
    "unreplied-few-sources",
    "a scan of many ports of one host",
    () =>
      full((index) =>
        flow({ state: "SYN_SENT", left: index % 120, from: "198.51.100.7", to: "203.0.113.10", dport: 1 + index, ...unanswered }),
      ),
  ],
  [
    "dead-destination",
    "unreplied-many-sources",
    "forged sources towards one port",
    () =>
      full((index) => flow({ state: "SYN_SENT", left: index % 120, from: outside(index), to: "203.0.113.10", dport: 80, ...unanswered })),
  ],
  [
    "time-wait-heavy",
    "fin-wait",
    "ends that nobody acknowledges",
    () => full((index) => flow({ state: "LAST_ACK", left: index % 30, from: inside(index), to: outside(index), ...assured })),
  ],
  [
    "half-closed",
    "time-wait-heavy",
    "connections that both sides closed",
    () => full((index) => flow({ state: "TIME_WAIT", left: index % 120, from: inside(index), to: outside(index), ...assured })),
  ],
  [
    "udp-streams",
    "udp-answered",
    "one question and one answer",
    () => full((index) => flow({ protocol: "udp", left: index % 30, from: inside(index), to: "192.0.2.53", dport: 53 })),
  ],
  [
    "udp-answered",
    "dead-destination",
    "questions that nobody answers",
    () =>
      full((index) => flow({ protocol: "udp", left: index % 30, from: inside(index % 90), to: "192.0.2.53", dport: 53, ...unanswered })),
  ],
  [
    "idle-established",
    "max-too-low",
    "connections in use",
    () => full((index) => flow({ left: 431_999 - (index % 20), from: inside(index), to: outside(index), ...assured })),
  ],
  [
    "few-clients",
    "time-wait-heavy",
    "many clients of one server",
    () => full((index) => flow({ state: "TIME_WAIT", left: index % 120, from: outside(index), to: "203.0.113.10", ...assured })),
  ],
  ["insert-race", "hash-too-small", "chains too long, which are not in drop", () => ({ statistics: counters(CHAINS), host: host() })],
  [
    "hash-too-small",
    "insert-race",
    "races, which are in drop",
    () => ({ statistics: counters("insert_failed=90 drop=90 early_drop=0 chaintoolong=0"), host: host() }),
  ],
  [
    "insert-race",
    "max-too-low",
    "a full table: drop without insert_failed",
    () => ({ statistics: counters("insert_failed=0 drop=90 early_drop=12"), host: host({ count: 262_100 }) }),
  ],
  [
    "insert-race",
    "max-too-low",
    "a full table that the log names, with as many failed inserts",
    () => ({
      log: logOf("[ 5.0] nf_conntrack: nf_conntrack: table full, dropping packet"),
      statistics: counters("insert_failed=0 drop=90"),
      host: host({ count: 262_100, memory: 64 * 2 ** 30 }),
    }),
  ],
  [
    "limit-lowered",
    "max-too-low",
    "the kernel's own limit on a machine of 1 GiB",
    // 2^30 / 16384 / 8 buckets, and as many entries.
    () => ({
      log: logOf("[ 5.0] nf_conntrack: nf_conntrack: table full, dropping packet"),
      host: host({ memory: 2 ** 30, max: 8192, count: 8192 }),
    }),
  ],
  [
    "expect-table-full",
    "not-conntrack",
    "another table that is full",
    () => ({ log: logOf("[ 5.0] neighbour: arp_cache: neighbor table overflow!") }),
  ],
];

test.each(CASES)("not %s but %s: %s", (not, is, _, evidence) => {
  const ids = diagnose(evidence()).causes.map(({ id }) => id as string);
  expect(ids).not.toContain(not);
  expect(ids[0]).toBe(is);
});

describe("nothing at all", () => {
  test("is said of a table that is half empty, whatever it holds", () => {
    const quiet = host({ statistics: counters("drop=0 early_drop=0 insert_failed=0 invalid=9") });
    for (const state of ["SYN_RECV", "TIME_WAIT", "CLOSE_WAIT"]) {
      const { table } = full((index) => flow({ state, left: index % 60, from: outside(index), to: "203.0.113.10" }));
      expect(diagnose({ table, host: quiet, statistics: quiet.statistics ?? undefined }).causes).toEqual([]);
    }
  });
});
