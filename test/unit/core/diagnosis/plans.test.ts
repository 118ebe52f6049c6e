// Plans that a kernel would take, that never lower anything, and none where nothing was lost for want of room.
import { describe, expect, test } from "vitest";
import { applyAndUndo } from "../../../../src/core/diagnosis/apply-and-undo.ts";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";
import { readDump, tcp, times } from "../evidence/dumps.ts";

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";
const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";

function log(...lines: readonly string[]): NonNullable<Evidence["log"]> {
  const reader = createLogReader();
  reader.push(lines.map((line) => `${line}\n`).join(""));
  return reader.end();
}

function host(more: Partial<HostReading> = {}): HostReading {
  return {
    ...{ kernel: "6.12.107", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: 4, count: 65_536, max: 65_536, buckets: 65_536 },
    ...{ values: {}, initialNamespace: true, namespace: null, statistics: null, slab: null, unread: [] },
    ...more,
  };
}

const settings = (evidence: Evidence) => Object.fromEntries(diagnose(evidence).plan?.settings.map(({ key, value }) => [key, value]) ?? []);

describe("a plan", () => {
  test("is not made where the limit is not known: it might lower it", () => {
    const table = readDump(times(500, () => tcp()));
    expect(diagnose({ log: log(`[10.0] ${FULL}`, "[15.0] net_ratelimit: 500 callbacks suppressed"), table }).plan).toBeNull();
  });

  test("has no key that the kernel does not take", () => {
    const full = log(`[10.0] ${FULL}`);
    expect(Object.keys(settings({ log: full, host: host() }))).toEqual([BUCKETS, MAX]);
    // nf_conntrack_buckets is read-only before 4.8.
    expect(Object.keys(settings({ log: full, host: host({ kernel: "4.4.302", buckets: 16_384 }) }))).toEqual([MAX]);
    expect(
      diagnose({ log: full, host: host({ kernel: "2.6.18", buckets: null, values: { "net/ipv4/netfilter/ip_conntrack_max": 65_536 } }) })
        .plan,
    ).toBeNull();
    // Both are 0444 outside of the initial namespace, where the plan says so.
    const inside = diagnose({ log: full, host: host({ initialNamespace: false }) }).plan;
    expect(inside?.basis.join(" ")).toContain("set them in the initial network namespace");
  });

  test("goes no further than twice the limit where the memory is not known, and says what that costs and that it will not do", () => {
    const text = log(`[10.0] ${FULL}`, "[15.0] net_ratelimit: 10000000 callbacks suppressed", `${MAX.replaceAll("/", ".")} = 65536`);
    expect(settings({ log: text })).toEqual({ [MAX]: 131_072, [BUCKETS]: 131_072 });
    const diagnosis = diagnose({ log: text });
    expect(diagnosis.plan?.basis.join("\n")).toMatch(/Twice the limit is probably not enough/);
    // The largest entries: 320 bytes and a block of 128 at the least, and a pointer of 8 bytes a bucket.
    const [, mebibytes = ""] = /takes up to ([\d.]+) MiB/.exec(diagnosis.plan?.basis.join("\n") ?? "") ?? [];
    expect(Number(mebibytes)).toBeGreaterThanOrEqual((131_072 * (320 + 128 + 8)) / 2 ** 20 - 1);
    expect(diagnosis.next[0]?.command).toContain("grep MemTotal /proc/meminfo");
  });
});

describe("what was not lost for want of room", () => {
  const raced = readStatistics("cpu=0 found=1 insert_failed=500 drop=500 early_drop=0 chaintoolong=0");

  test("is no reason for a larger table: a lost race counts as drop and as insert_failed", () => {
    const found = diagnose({ host: host({ count: 500 }), ...(raced && { statistics: raced }) });
    expect([found.plan, found.causes.map(({ id }) => id)]).toEqual([null, ["insert-race"]]);
  });

  test("full tables stay full", () => {
    expect(diagnose({ host: host({ count: 65_000 }), ...(raced && { statistics: raced }) }).plan).not.toBeNull();
  });
});

describe("a plan as commands", () => {
  const setting = (key: string, value: number, was: number | null) => ({ key, value, was, why: "", cost: "" });

  test("writes buckets before the limit and the limit only after that, and goes back in the other order", () => {
    const settings = [setting(BUCKETS, 131_072, 16_384), setting(MAX, 131_072, 65_536)];
    expect(applyAndUndo({ settings })).toEqual({
      apply: "sudo sysctl -w net.netfilter.nf_conntrack_buckets=131072 && sudo sysctl -w net.netfilter.nf_conntrack_max=131072",
      undo: "sudo sysctl -w net.netfilter.nf_conntrack_max=65536 && sudo sysctl -w net.netfilter.nf_conntrack_buckets=16384",
    });
  });

  test("has no way back to what is not known", () => {
    expect(applyAndUndo({ settings: [setting(MAX, 8, null)] }).undo).toBeNull();
  });
});

describe("rates of drops", () => {
  test("are those of the worst burst, not of the pause between two", () => {
    const text = log(`[100.0] ${FULL}`, "[105.0] net_ratelimit: 49999 callbacks suppressed", `[2600000.0] ${FULL}`);
    // 50,000 in 5 s.
    expect(diagnose({ log: text }).drops?.perSecond).toBe(10_000);
  });

  test("what is told hours later was not held back then", () => {
    const { tableFull } = log(`[100.0] ${FULL}`, `[104.0] ${FULL}`, "[8158.0] net_ratelimit: 98 callbacks suppressed");
    expect([tableFull.last?.seconds, tableFull.suppressed, tableFull.burstCount]).toEqual([104, 98, 1]);
  });
});

test("connections with data in flight are not called idle", () => {
  const table = readDump(times(500, () => tcp({ left: 250 })));
  const found = diagnose({ table, host: host({ values: { "net/netfilter/nf_conntrack_tcp_timeout_established": 432_000 } }) });
  expect(found.causes.map(({ id }) => id)).not.toContain("idle-established");
});
