// From symptoms to causes: each cause from evidence that has it, silence on what is healthy, and the question it began with.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../../../src/core/diagnosis/diagnosis.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";
import { readDump, tcp, times, udp } from "../evidence/dumps.ts";
import { logOf } from "./situations.ts";

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

function log(text: string): NonNullable<Evidence["log"]> {
  const reader = createLogReader();
  reader.push(text);
  return reader.end();
}

function host(more: Partial<HostReading>): HostReading {
  return {
    kernel: "6.12.107",
    arch: "x86_64",
    hz: 250,
    memory: 8 * 2 ** 30,
    cpus: 4,
    count: 1000,
    max: 262_144,
    buckets: 262_144,
    values: {},
    initialNamespace: true,
    namespace: "4026531840",
    statistics: null,
    slab: null,
    unread: [],
    ...more,
  };
}

const counters = (text: string): NonNullable<Evidence["statistics"]> => {
  const statistics = readStatistics(text);
  if (!statistics) throw new Error("no statistics");
  return statistics;
};

const QUIET = counters("cpu=0 found=1 invalid=0 insert_failed=0 drop=0 early_drop=0 chaintoolong=0");
const ids = ({ causes }: Diagnosis): readonly string[] => causes.map(({ id }) => id);

describe("the question it began with: one line, and 282 held back six seconds later, max unknown", () => {
  const diagnosis = diagnose({
    log: log("[ 1465.133062] nf_conntrack: table full, dropping packet.\n[ 1471.134845] net_ratelimit: 282 callbacks suppressed\n"),
  });

  test("what is known", () => {
    expect(diagnosis.verdict).toBe("The conntrack table was full: at least 1 packet was dropped (estimate: 283)");
    expect(diagnosis.drops).toMatchObject({ atLeast: 1, about: 283, from: "log" });
    expect(diagnosis.severity).toBe("loss");
    expect(diagnosis.since).toBe("[ 1465.133062]");
  });

  test("what is not, and what to read next", () => {
    expect(diagnosis.unknown).toContain("What is the limit?");
    // One command, which writes one file.
    const [gathers] = diagnosis.next.map(({ command }) => command);
    expect(gathers).toMatch(
      /^sudo sh -c '[^']*sysctl net\.netfilter; grep MemTotal[^']*conntrack -S; sleep 10;[^']*conntrack -L[^']*' > conntrack\.txt 2>&1$/,
    );
  });

  test("nothing is made up: no cause, no plan", () => {
    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.plan).toBeNull();
  });
});

describe("causes", () => {
  const full = log(times(10, (index) => `[ 100.${index}00000] ${FULL}\n`));
  // 1 GiB: this kernel chooses 8,192 by itself, so nobody has lowered the limit.
  const pressed = host({ count: 10_100, max: 10_240, buckets: 10_240, memory: 2 ** 30 });

  test("ended connections", () => {
    const table = readDump(
      times(9000, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })) + times(1000, () => tcp({ left: 431_999 })),
    );
    const [cause] = diagnose({ log: full, table, host: pressed }).causes;
    expect(cause).toMatchObject({ id: "time-wait-heavy", confidence: "likely" });
    expect(cause?.evidence[0]).toContain("90 %");
    // 9,000 entries over 120 s are 75 a second; at 30 s there would be 2,250.
    expect(cause?.evidence.join()).toContain("About 75 connections close per second");
    expect(cause?.steps[0]).toMatchObject({
      kind: "set",
      key: "net/netfilter/nf_conntrack_tcp_timeout_time_wait",
      value: 30,
      why: expect.stringContaining("6,750"),
    });
  });

  test("a container of OpenVZ is asked itself, and no namespace is looked for", () => {
    const [cause] = diagnose({ log: logOf("Nov 24 22:30:22 hn kernel: ip_conntrack: VPS 101 table full, dropping packet.") }).causes;
    expect(cause).toMatchObject({ id: "other-namespace", title: "The full table belongs to container 101" });
    expect(cause?.steps).toEqual([expect.objectContaining({ command: expect.stringContaining("vzctl exec 101 ") })]);
  });

  test("unanswered packets of one source", () => {
    const table = readDump(
      times(8000, (index) =>
        udp({ from: index % 10 === 0 ? `10.1.${index % 250}.${index % 251}` : "203.0.113.9", left: index % 30, unreplied: true }),
      ) + times(2000, () => tcp()),
    );
    const [cause] = diagnose({ log: full, table, host: pressed }).causes;
    expect(cause).toMatchObject({ id: "unreplied-few-sources", confidence: "likely", title: expect.stringContaining("one source") });
    expect(cause?.evidence.join()).toContain("203.0.113.9 (7,200)");
    expect(cause?.steps.at(-1)).toMatchObject({ id: "keep-source-out" });
  });

  test("unanswered packets of many sources", () => {
    const table = readDump(
      times(8000, (index) =>
        tcp({ state: "SYN_SENT", from: `10.${index % 50}.${index % 250}.${index % 251}`, left: index % 120, unreplied: true }),
      ) + times(2000, () => tcp()),
    );
    const [cause] = diagnose({ log: full, table, host: pressed }).causes;
    expect(cause).toMatchObject({ id: "unreplied-many-sources", confidence: "likely" });
    expect(cause?.steps).toContainEqual(expect.objectContaining({ kind: "set", key: "net/netfilter/nf_conntrack_tcp_timeout_syn_sent" }));
  });

  test("idle connections", () => {
    const table = readDump(times(9000, (index) => tcp({ left: 100_000 + index })) + times(1000, () => udp()));
    const values = { "net/netfilter/nf_conntrack_tcp_timeout_established": 432_000 };
    const [cause] = diagnose({ log: full, table, host: host({ ...pressed, values }) }).causes;
    expect(cause).toMatchObject({ id: "idle-established", confidence: "likely" });
    expect(cause?.steps[0]).toMatchObject({ kind: "set", value: 7440 });
    // Busy ones are not the cause.
    const busy = readDump(times(9000, (index) => tcp({ left: 431_990 + (index % 10) })) + times(1000, () => udp()));
    expect(ids(diagnose({ log: full, table: busy, host: host({ ...pressed, values }) }))).not.toContain("idle-established");
  });

  test("hash chains too long, with room in the table", () => {
    const statistics = counters("cpu=0 insert_failed=59446 drop=0 early_drop=0 chaintoolong=59444");
    const diagnosis = diagnose({ statistics, host: host({ count: 40_556, max: 262_144, buckets: 1024 }) });
    expect(diagnosis.verdict).toContain("refuses new connections although the conntrack table is not full");
    expect(diagnosis.causes[0]).toMatchObject({ id: "hash-too-small", confidence: "certain" });
    expect(diagnosis.causes[0]?.steps[0]).toMatchObject({ kind: "set", key: "net/netfilter/nf_conntrack_buckets", value: 262_144 });
    expect(diagnosis.causes[0]?.evidence.join()).toContain("79 nodes in an average chain");
  });

  test("a low limit on a large machine", () => {
    const large = host({ count: 200_000, memory: 64 * 2 ** 30 });
    const diagnosis = diagnose({ log: full, host: large });
    expect(diagnosis.causes[0]).toMatchObject({ id: "max-too-low", confidence: "likely" });
    expect(diagnosis.causes[0]?.evidence.join()).toContain("of the memory");
    // As many entries as the limit, and drops: it was reached.
    expect(diagnose({ log: full, host: host({ count: 262_144 }) }).causes[0]).toMatchObject({ id: "max-too-low", confidence: "certain" });
  });

  test("a limit that was reached comes before races, which are up to so many of the drops", () => {
    const both = counters("cpu=0 insert_failed=90 drop=218 early_drop=36220");
    const [first, second] = diagnose({ statistics: both }).causes;
    expect(first).toMatchObject({ id: "max-too-low", confidence: "certain" });
    expect(second).toMatchObject({ id: "insert-race", confidence: "possible" });
    expect(second?.evidence[0]).toBe("Up to 90 of the drops may be races: they may also be counted in insert_failed");
  });

  test("a limit below the kernel's own choice: who lowered it, and back", () => {
    // 8 GiB: 262,144 since 5.15.
    const [first, ...others] = diagnose({
      log: full,
      host: host({ ...pressed, memory: 8 * 2 ** 30, values: { "net/netfilter/nf_conntrack_max": 10_240 } }),
    }).causes;
    expect(first).toMatchObject({ id: "limit-lowered", confidence: "likely" });
    expect(first?.steps.at(-1)).toMatchObject({ kind: "set", key: "net/netfilter/nf_conntrack_max", value: 262_144 });
    expect(first?.steps[0]).toMatchObject({ kind: "read", command: expect.stringContaining("/var/lib/kube-proxy") });
    expect(others.map(({ id }) => id)).not.toContain("max-too-low");
    // Far below, it comes before the states that there are to see: with an eighth of it on 6.12.118, a shorter TIME_WAIT left
    // a quarter of all tries lost. At a quarter, which many hosts have from older kernels, the states come first.
    const table = readDump(times(10_000, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })));
    const large = host({ ...pressed, memory: 8 * 2 ** 30 });
    expect(ids(diagnose({ log: full, table, host: large }))).toEqual(expect.arrayContaining(["limit-lowered", "time-wait-heavy"]));
    expect(diagnose({ log: full, table, host: large }).causes[0]?.id).toBe("limit-lowered");
    expect(diagnose({ log: full, table, host: { ...large, max: 65_536, count: 65_000 } }).causes[0]?.id).toBe("time-wait-heavy");
    // At the kernel's own choice nobody lowered it.
    expect(ids(diagnose({ log: full, host: host({ count: 262_144 }) }))).not.toContain("limit-lowered");
  });

  test("another namespace, named", () => {
    const named = log("[ 1.0] nf_conntrack: nf_conntrack: table full in netns 4026532177, dropping packet\n");
    const diagnosis = diagnose({ log: named, host: host({ count: 10 }), statistics: QUIET });
    expect(diagnosis.causes[0]).toMatchObject({ id: "other-namespace", confidence: "certain" });
    expect(diagnosis.plan).toBeNull();
    // This one's table, and its limit, are not what was full.
    expect(diagnosis.verdict).toBe("The conntrack table of another network namespace was full: at least 1 packet was dropped");
    expect(ids(diagnosis)).toEqual(["other-namespace"]);
    expect(JSON.stringify(diagnosis.causes[0]?.steps)).toMatch(/live --namespaces.*4026532177/s);
    // Its own namespace is not another one.
    expect(ids(diagnose({ log: named, host: host({ count: 65_000, max: 65_536, namespace: "4026532177" }) }))).not.toContain(
      "other-namespace",
    );
  });

  test("another namespace, by an empty table here that never dropped", () => {
    const diagnosis = diagnose({ log: full, host: host({ count: 10 }), statistics: QUIET });
    expect(diagnosis.causes[0]).toMatchObject({ id: "other-namespace", confidence: "likely" });
  });

  test("expired entries that wait for the collector", () => {
    const table = readDump(times(5000, (index) => udp({ left: index % 30 })));
    expect(ids(diagnose({ log: full, table, host: host({ count: 60_000, max: 65_536 }) }))).toContain("uncollected");
  });

  test("not conntrack at all", () => {
    const diagnosis = diagnose({
      log: log("[ 5.0] neighbour: arp_cache: neighbor table overflow!\n[ 9.0] net_ratelimit: 40 callbacks suppressed\n"),
    });
    expect(diagnosis.verdict).toBe("A limit other than conntrack's was reached");
    expect(diagnosis.causes).toMatchObject([{ id: "not-conntrack", confidence: "certain" }]);
    expect(diagnosis.causes[0]?.steps).toContainEqual(
      expect.objectContaining({ command: "cat /proc/sys/net/ipv4/neigh/default/gc_thresh3" }),
    );
    expect(diagnosis.drops).toBeNull();
  });

  test("the heaviest comes first", () => {
    const table = readDump(
      times(5500, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })) +
        times(3500, (index) => udp({ from: "203.0.113.9", left: index % 30, unreplied: true })) +
        times(1000, () => tcp()),
    );
    expect(ids(diagnose({ log: full, table, host: pressed })).slice(0, 2)).toEqual(["time-wait-heavy", "unreplied-few-sources"]);
  });
});

describe("how many packets", () => {
  const few = log(`[ 1.0] ${FULL}\n[ 1.5] ${FULL}\n`);

  test("the counters say more than the log", () => {
    const diagnosis = diagnose({
      log: few,
      statistics: counters("cpu=0 drop=3748 early_drop=252"),
      host: host({ count: 1000, max: 1000 }),
    });
    expect(diagnosis.drops).toMatchObject({ atLeast: 3748, from: "statistics" });
    expect(diagnosis.verdict).toBe("The conntrack table was full: 3,748 packets were dropped, according to the counters");
  });

  test("the counters of this namespace say nothing of another", () => {
    const elsewhere = log("[ 1.0] nf_conntrack: nf_conntrack: table full in netns 4026532177, dropping packet\n");
    expect(diagnose({ log: elsewhere, statistics: counters("cpu=0 drop=9"), host: host({}) }).drops).toMatchObject({
      atLeast: 1,
      from: "log",
    });
  });

  test("entries thrown out early leave no line, and are a loss", () => {
    const diagnosis = diagnose({ statistics: counters("cpu=0 drop=0 early_drop=4002"), host: host({ count: 998, max: 1000 }) });
    expect(diagnosis).toMatchObject({ severity: "loss", drops: null });
    expect(diagnosis.verdict).toContain("4,002 entries were evicted");
  });
});

describe("what is healthy is left alone", () => {
  const table = readDump(
    times(9000, (index) => tcp({ state: "TIME_WAIT", left: index % 120 })) +
      times(9000, (index) => udp({ left: index % 30, unreplied: true })),
  );

  test("however the table looks, with plenty of room and no drop", () => {
    const diagnosis = diagnose({ table, host: host({ count: 18_000 }), statistics: QUIET });
    expect(diagnosis).toMatchObject({ severity: "fine", causes: [], plan: null, drops: null, unknown: [], next: [] });
    expect(diagnosis.verdict).toContain("6.9 %");
  });

  test("a log without a word of it", () => {
    const diagnosis = diagnose({ log: log("[ 1.0] eth0: link up\n"), host: host({}), statistics: QUIET });
    expect(diagnosis).toMatchObject({ severity: "fine", causes: [] });
  });

  test("nothing at all says nothing", () => {
    expect(diagnose({})).toMatchObject({ severity: "unknown", causes: [], drops: null, plan: null });
  });

  test("no limit cannot be reached", () => {
    expect(diagnose({ host: host({ max: 0, count: 5_000_000 }), statistics: QUIET })).toMatchObject({ severity: "fine", causes: [] });
  });
});

describe("the plan", () => {
  const flood = readDump(times(900, (index) => udp({ from: "203.0.113.9", left: index % 10, unreplied: true })));
  const changes = { drop: { count: 1000, perSecond: 500 }, early_drop: { count: 0, perSecond: 0 } };
  const statistics = counters("cpu=0 drop=1000 early_drop=0");

  test("holds what was turned away for as long as it would stay, and a quarter more", () => {
    const small = host({ count: 1000, max: 1000, buckets: 1024, memory: 2 ** 30 });
    const { plan } = diagnose({ statistics, changes, host: small });
    // 1,000 + 500 a second x (120 s + up to 60 s until it is collected) = 91,000; a quarter more; the next power of two.
    expect(plan?.settings).toMatchObject([
      { key: "net/netfilter/nf_conntrack_buckets", value: 131_072, was: 1024 },
      { key: "net/netfilter/nf_conntrack_max", value: 131_072, was: 1000 },
    ]);
    expect(plan?.memory).toBeGreaterThan(131_072 * 256);
  });

  test("does not grow for a flood, which fills a table of any size", () => {
    const own = host({ count: 262_144, max: 262_144, buckets: 262_144, memory: 8 * 2 ** 30 });
    const { plan, causes } = diagnose({ statistics, changes, table: flood, host: own });
    expect(plan).toBeNull();
    expect(causes[0]?.id).toMatch(/^unreplied-/);
    expect(causes.map(({ id }) => id)).not.toContain("max-too-low");
  });

  test("does not stay below the kernel's own limit, which somebody lowered", () => {
    const lowered = host({ count: 1000, max: 1000, buckets: 1024, memory: 8 * 2 ** 30 });
    const { plan } = diagnose({ statistics, changes, table: flood, host: lowered });
    expect(plan?.settings).toContainEqual(expect.objectContaining({ key: "net/netfilter/nf_conntrack_max", value: 262_144 }));
    expect(plan?.basis.join()).toContain("this kernel's default for this memory");
  });

  test("is cut to a tenth of the memory", () => {
    const { plan } = diagnose({
      statistics,
      changes: { ...changes, drop: { count: 1, perSecond: 1e6 } },
      host: host({ count: 60_000, max: 65_536, memory: 2 ** 30 }),
    });
    expect(plan?.basis.join()).toContain("Limited to");
    expect(plan?.memory).toBeLessThanOrEqual(0.1 * 2 ** 30);
  });
});

test("sentences have no full stop, and no two causes the same words", () => {
  const diagnosis = diagnose({ log: log(`${FULL}\nneighbour: arp_cache: neighbor table overflow!\n`), host: host({ count: 260_000 }) });
  for (const { title, evidence } of diagnosis.causes) for (const line of [title, ...evidence]) expect(line).toMatch(/^.{10,160}[^.]$/);
  expect(new Set(diagnosis.causes.map(({ title }) => title)).size).toBe(diagnosis.causes.length);
});
