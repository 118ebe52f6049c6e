// Kernel logs: every wording of a full table, every way to write a time, and what is mistaken for it.
import { describe, expect, test } from "vitest";
import type { LogFindings } from "../../../../src/core/evidence/log/findings.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";

function read(text: string, pieceLength = Number.POSITIVE_INFINITY): LogFindings {
  const reader = createLogReader();
  const length = Math.min(pieceLength, Math.max(1, text.length));
  for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
  return reader.end();
}

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

describe("wordings of a full table", () => {
  test.each([
    ["2.4.0", "ip_conntrack: maximum limit of 16384 entries exceeded", null],
    ["2.4.32 and 2.6.18", "ip_conntrack: table full, dropping packet.", null],
    ["2.6.24", "nf_conntrack: table full, dropping packet.", null],
    ["3.6", "nf_conntrack: table full, dropping packet", null],
    ["4.8 to 6.14", FULL, null],
    ["6.18, in a container", "nf_conntrack: nf_conntrack: table full in netns 4026532177, dropping packet", "4026532177"],
  ])("%s", (_kernel, message, namespace) => {
    const { tableFull, drops } = read(`[  100.000001] ${message}\n`);
    expect(tableFull).toMatchObject({ printed: 1, suppressed: 0, byNamespace: [{ namespace, printed: 1 }], burstCount: 1 });
    expect(drops).toMatchObject({ atLeast: 1, about: 1 });
  });

  test("the limit that 2.4.0 names is known", () => {
    expect(read("ip_conntrack: maximum limit of 16384 entries exceeded").settings).toEqual({ "net/ipv4/ip_conntrack_max": 16384 });
  });

  test("what the module said as it loaded", () => {
    expect(read("[   12.3] nf_conntrack version 0.5.0 (16384 buckets, 65536 max)").loaded).toEqual({ buckets: 16384, max: 65536 });
    expect(read("ip_conntrack version 2.4 (8192 buckets, 65536 max) - 228 bytes per conntrack").loaded).toEqual({
      buckets: 8192,
      max: 65536,
    });
  });

  test("talk about it is no log of it", () => {
    expect(read("conntrack: the table is full of entries\nnf_conntrack: table fuller\n").tableFull.printed).toBe(0);
  });
});

describe("times", () => {
  const utc = (...parts: readonly [number, number, number, number, number, number]) => Date.UTC(...parts) / 1000;
  test.each([
    ["dmesg", "[ 1465.133062] ", "uptime", 1465.133062],
    ["dmesg -x", "kern  :warn  : [ 1465.133062] ", "uptime", 1465.133062],
    ["raw", "<4>[    0.500000] ", "uptime", 0.5],
    ["/dev/kmsg", "4,1234,1465133062,-;", "uptime", 1465.133062],
    ["dmesg -T", "[Mon Nov 23 07:33:00 2026] ", "wall", utc(2026, 10, 23, 7, 33, 0)],
    ["dmesg --time-format=iso", "2026-11-23T07:33:00,250000+01:00 ", "wall", utc(2026, 10, 23, 6, 33, 0) + 0.25],
    ["journalctl", "Nov 23 07:33:00 host kernel: ", "year", utc(1972, 10, 23, 7, 33, 0)],
    ["journalctl -o short-precise", "Nov  3 07:33:00.500000 host kernel: ", "year", utc(1972, 10, 3, 7, 33, 0) + 0.5],
    ["journalctl -o short-full", "Mon 2026-11-23 07:33:00 UTC host kernel: ", "wall", utc(2026, 10, 23, 7, 33, 0)],
    ["journalctl -o short-iso", "2026-11-23T07:33:00+0000 host kernel: ", "wall", utc(2026, 10, 23, 7, 33, 0)],
    ["journalctl -o short-unix", "1795420295.500000 host kernel: ", "wall", 1795420295.5],
    ["journalctl -o short-monotonic", "[ 1465.133062] host kernel: ", "uptime", 1465.133062],
    ["syslog with both", "Nov 23 07:33:00 host kernel: [ 1465.133062] ", "year", utc(1972, 10, 23, 7, 33, 0)],
    ["rsyslog", "2026-11-23T07:33:00.250000-05:00 host kernel: [ 1465.133062] ", "wall", utc(2026, 10, 23, 12, 33, 0) + 0.25],
    ["RFC 5424", "<4>1 2026-11-23T07:33:00Z host kernel - - - ", "wall", utc(2026, 10, 23, 7, 33, 0)],
  ])("%s", (_name, head, clock, seconds) => {
    const { first } = read(`${head}${FULL}\n`).tableFull;
    expect(first?.clock).toBe(clock);
    expect(first?.seconds).toBeCloseTo(seconds, 5);
    expect(head).toContain(first?.text.replace(" s after boot", "").slice(0, 6).trim().replace("1465.1", ""));
  });

  test("the journal's JSON", () => {
    const entry = { __REALTIME_TIMESTAMP: "1795420295138061", MESSAGE: FULL, _TRANSPORT: "kernel", PRIORITY: "4" };
    const bytes = { ...entry, MESSAGE: [...FULL].map((character) => character.charCodeAt(0)) };
    const { tableFull } = read(`${JSON.stringify(entry)}\n${JSON.stringify(bytes)}\n{"MESSAGE": cut off table full\n`);
    expect(tableFull).toMatchObject({ printed: 2, first: { clock: "wall", seconds: 1795420295.138061 } });
    expect(tableFull.samples[0]).toBe(FULL);
  });

  test("none", () => {
    expect(read(FULL).tableFull).toMatchObject({ printed: 1, first: null, seconds: null });
  });

  test("over the end of a year that is not named", () => {
    expect(read(`Dec 31 23:59:58 h kernel: ${FULL}\nJan  1 00:00:03 h kernel: ${FULL}\n`).tableFull.seconds).toBe(5);
  });
});

describe("how many packets", () => {
  test("one line, and 282 held back six seconds later", () => {
    const { tableFull, drops } = read(
      "[ 1465.133062] nf_conntrack: table full, dropping packet.\n[ 1471.134845] net_ratelimit: 282 callbacks suppressed\n",
    );
    expect(tableFull).toMatchObject({ printed: 1, suppressed: 282 });
    expect(drops).toMatchObject({ atLeast: 1, about: 283 });
    expect(tableFull.seconds).toBeCloseTo(6, 2);
  });

  test.each([
    ["2.6.33 and later", "net_ratelimit: 282 callbacks suppressed", 282],
    ["2.6.27 to 2.6.32", "__ratelimit: 7 callbacks suppressed", 7],
    ["2.6 before", "printk: 12 messages suppressed.", 12],
    ["2.4", "NET: 3 messages suppressed.", 3],
    ["of something else", "quiet_error: 48 callbacks suppressed", 0],
    ["of the audit", "audit: kauditd_printk_skb: 5 callbacks suppressed", 0],
  ])("held back, %s", (_kernel, message, count) => {
    expect(read(`${FULL}\n${message}\n`).tableFull.suppressed).toBe(count);
  });

  test("what syslog makes of the same line again", () => {
    expect(read(`Nov 23 07:33:00 h kernel: ${FULL}\nNov 23 07:33:09 h last message repeated 9 times\n`).drops?.atLeast).toBe(10);
    expect(read(`Nov 23 07:33:00 h kernel: message repeated 4 times: [ [ 12.5] ${FULL}]\n`).drops?.atLeast).toBe(4);
    expect(read(`${FULL}\nNov 23 07:33:08 h sshd: hello\nNov 23 07:33:09 h last message repeated 9 times\n`).drops?.atLeast).toBe(1);
  });

  test("messages held back belong to what was printed before them", () => {
    const neighbour = "neighbour: arp_cache: neighbor table overflow!";
    const { tableFull, unexplained, drops } = read(
      `${FULL}\nnet_ratelimit: 5 callbacks suppressed\n${neighbour}\nnet_ratelimit: 70 callbacks suppressed\n`,
    );
    expect(tableFull.suppressed).toBe(5);
    expect(unexplained).toBe(70);
    expect(drops?.caveats.join()).toContain("Other log messages share the rate limit");
    // A log that starts in the middle: with what comes next.
    expect(read(`net_ratelimit: 8 callbacks suppressed\n${FULL}\n`).tableFull.suppressed).toBe(8);
    expect(read("net_ratelimit: 8 callbacks suppressed\n")).toMatchObject({ unexplained: 8, drops: null });
  });

  test("bursts", () => {
    const at = (seconds: number): string => `[${seconds.toFixed(6).padStart(12)}] ${FULL}\n`;
    const { tableFull } = read([10, 11, 15, 20, 100, 101, 5000].map(at).join(""));
    expect(tableFull.bursts.map(({ from, to, printed }) => [from?.seconds, to?.seconds, printed])).toEqual([
      [10, 20, 4],
      [100, 101, 2],
      [5000, 5000, 1],
    ]);
    expect(tableFull).toMatchObject({ burstCount: 3, seconds: 4990 });
  });

  test("100,000 bursts are counted, not kept", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `[${(index * 100).toFixed(6)}] ${FULL}\n`).join("");
    const { tableFull } = read(lines);
    expect(tableFull.burstCount).toBe(100_000);
    expect(tableFull.bursts.length).toBeLessThanOrEqual(100);
  });
});

describe("what is mistaken for it", () => {
  test.each([
    ["neighbours", "neighbour: arp_cache: neighbor table overflow!"],
    ["neighbours", "neighbour: ndisc_cache: neighbor table overflow!"],
    ["neighbours", "Neighbour table overflow."],
    ["neighbours", "ipv4: Neighbour table overflow"],
    ["expectations", "nf_conntrack: expectation table full"],
    ["route-cache", "Route cache is full: consider increasing sysctl net.ipv6.route.max_size."],
    ["route-cache", "dst cache overflow"],
    ["time-wait-sockets", "TCP: time wait bucket table overflow"],
    ["orphans", "TCP: too many orphaned sockets"],
    ["syn-flood", "TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters."],
  ])("%s: %s", (id, message) => {
    const { lookalikes, tableFull } = read(`[  1.0] ${message}\n[  2.0] ${message}\n`);
    expect(lookalikes).toMatchObject([{ id, lines: 2 }]);
    expect(lookalikes[0]?.keys.length).toBeGreaterThan(0);
    expect(tableFull.printed).toBe(0);
  });
});

test("settings pasted beside the log", () => {
  const text = `${FULL}\nnet.netfilter.nf_conntrack_max = 65536\n/proc/sys/net/netfilter/nf_conntrack_count:65530\nnet.nf_conntrack_max=1\n`;
  expect(read(text).settings).toEqual({
    "net/netfilter/nf_conntrack_max": 65536,
    "net/netfilter/nf_conntrack_count": 65530,
    "net/nf_conntrack_max": 1,
  });
});

test("colours of dmesg are no part of it", () => {
  expect(read(`\x1b[32m[  100.000001] \x1b[0m\x1b[33mnf_conntrack: \x1b[0m${FULL}\n`).tableFull).toMatchObject({
    printed: 1,
    first: { seconds: 100.000001 },
  });
});

test("in pieces of any length the same", () => {
  const text = `[ 1.0] ${FULL}\n[ 2.0] net_ratelimit: 282 callbacks suppressed\r\n[ 99.0] ${FULL}\nlast line ${FULL}`;
  for (const length of [1, 2, 5, 30]) expect(read(text, length)).toEqual(read(text));
});
