// The key tables as a whole: complete, sorted, cited, and true to themselves.
import { describe, expect, test } from "vitest";
import { allKeys, findKey } from "../../../../src/core/kernel/catalogue.ts";
import type { Handler } from "../../../../src/core/kernel/handler.ts";
import { KEY_WORDS, wordsOf } from "../../../../src/core/kernel/key-words.ts";
import { DCCP_KEYS } from "../../../../src/core/kernel/keys/dccp.ts";
import { FLOWTABLE_KEYS } from "../../../../src/core/kernel/keys/flowtable.ts";
import { FRAG6_KEYS } from "../../../../src/core/kernel/keys/frag6.ts";
import { GENERAL_KEYS } from "../../../../src/core/kernel/keys/general.ts";
import { GRE_KEYS } from "../../../../src/core/kernel/keys/gre.ts";
import { ICMP_KEYS } from "../../../../src/core/kernel/keys/icmp.ts";
import { NEIGHBOUR_KEYS } from "../../../../src/core/kernel/keys/neighbours.ts";
import { SCTP_KEYS } from "../../../../src/core/kernel/keys/sctp.ts";
import { TCP_KEYS } from "../../../../src/core/kernel/keys/tcp.ts";
import { UDP_KEYS } from "../../../../src/core/kernel/keys/udp.ts";
import { UDPLITE_KEYS } from "../../../../src/core/kernel/keys/udplite.ts";
import { possibleAt, type Timeline } from "../../../../src/core/kernel/timeline.ts";
import { version } from "../../../../src/core/kernel/version.ts";

const TABLES = {
  DCCP_KEYS,
  FLOWTABLE_KEYS,
  FRAG6_KEYS,
  GENERAL_KEYS,
  GRE_KEYS,
  ICMP_KEYS,
  NEIGHBOUR_KEYS,
  SCTP_KEYS,
  TCP_KEYS,
  UDP_KEYS,
  UDPLITE_KEYS,
};

test.each(Object.entries(TABLES))("%s is sorted by path, without doubles", (_name, table) => {
  const paths = table.map((key) => key.path);
  expect(paths).toEqual([...new Set(paths)].sort());
});

test("each key is explained, and nothing else", () => {
  expect(Object.keys(KEY_WORDS).sort()).toEqual(allKeys().map(({ path }) => path));
});

test("the short name of the limit is the same variable, as every kernel sees it", () => {
  const short = findKey("net/nf_conntrack_max");
  const long = findKey("net/netfilter/nf_conntrack_max");
  expect(short?.sameAs).toBe(long?.path);
  expect(short?.handler).toBe(long?.handler);
  expect(short?.present).toBe(long?.present);
});

describe.each(allKeys().map((key) => [key.path, key, wordsOf(key.path)] as const))("%s", (_path, key, words) => {
  test("cites something and is explained in full sentences", () => {
    expect(words.sources.length).toBeGreaterThan(0);
    for (const sentence of [words.meaning, words.history.since, words.history.removed ?? "-.", ...(words.remarks ?? [])]) {
      expect(sentence).toMatch(/\S\.$/);
    }
    expect(words.meaning.length).toBeLessThanOrEqual(140);
    expect(new Set(words.remarks).size).toBe(words.remarks?.length ?? 0);
  });

  test("has ordered timelines", () => {
    for (const timeline of [key.present, key.handler, key.writable, key.default]) expectOrdered(timeline);
  });

  test("says that it went if and only if it did", () => {
    const newest = possibleAt(key.present, version("7.2.13"));
    expect(newest).toEqual([words.history.removed === undefined]);
  });

  test("takes its own default and named values wherever it exists", () => {
    const newest = KERNELS.findLast((kernel) => possibleAt(key.present, version(kernel)).includes(true));
    if (newest === undefined) throw new Error("in no kernel at all");
    const handlers = possibleAt(key.handler, version(newest));
    const values = (words.named ?? []).map((entry) => entry.value);
    for (const handler of handlers) for (const value of values) expect([value, takes(handler, value)]).toEqual([value, true]);
    for (const kernel of KERNELS.filter((text) => possibleAt(key.present, version(text)).includes(true))) {
      const known = possibleAt(key.default, version(kernel)).filter((value) => value !== "computed");
      for (const value of known) {
        expect(possibleAt(key.handler, version(kernel)).some((handler) => takes(handler, value))).toBe(true);
      }
    }
  });

  test("names no value twice", () => {
    const values = (words.named ?? []).map((entry) => entry.value);
    expect(new Set(values).size).toBe(values.length);
  });

  test("bounds name keys that exist", () => {
    for (const handler of [key.handler.first, ...(key.handler.changes ?? []).map((change) => change.to)]) {
      if (handler.kind !== "ulong" && handler.kind !== "int-order") continue;
      for (const other of [handler.notAbove, handler.notBelow]) if (other !== undefined) expect(findKey(other)).toBeDefined();
    }
  });
});

describe("defaults by version", () => {
  test.each([
    ["nf_conntrack_events", "5.18.0", [1]],
    ["nf_conntrack_events", "5.19.0", [2]],
    ["nf_conntrack_helper", "4.4.155", [1]],
    ["nf_conntrack_helper", "4.7.4", [0]],
    ["nf_conntrack_udp_timeout_stream", "4.19.72", [180]],
    ["nf_conntrack_udp_timeout_stream", "5.4.124", [120]],
    ["nf_conntrack_sctp_timeout_established", "5.10.223", [210]],
    ["nf_conntrack_sctp_timeout_established", "5.15.41", [432000]],
    ["nf_conntrack_sctp_timeout_established", "5.15", [432000, 210]],
    ["nf_conntrack_sctp_timeout_established", "6.0.19", [432000]],
    ["nf_conntrack_sctp_timeout_established", "6.2.1", [210]],
    ["nf_conntrack_sctp_timeout_shutdown_sent", "6.2.1", [0]],
    ["nf_conntrack_sctp_timeout_shutdown_sent", "6.6.152", [3]],
    ["nf_conntrack_frag6_high_thresh", "3.6", [262144]],
    ["nf_conntrack_frag6_high_thresh", "3.10", [4194304]],
    ["nf_conntrack_tcp_loose", "2.6.18", [3]],
    ["nf_conntrack_max", "6.18", ["computed"]],
  ])("%s on %s is %j", (name, kernel, expected) => {
    const key = findKey(`net/netfilter/${name}`);
    expect(key && possibleAt(key.default, version(kernel))).toEqual(expected);
  });
});

const KERNELS = [
  "2.6.18",
  "2.6.32",
  "3.6",
  "3.10",
  "4.4",
  "4.12",
  "4.19",
  "5.4",
  "5.10",
  "5.14",
  "5.15",
  "5.18",
  "6.1",
  "6.12",
  "6.18",
  "7.2",
];

function expectOrdered(timeline: Timeline<unknown>): void {
  let before = 0;
  for (const change of timeline.changes ?? []) {
    expect(version(change.after).release).toBeLessThan(version(change.by).release);
    expect(version(change.by).release).toBeGreaterThan(before);
    before = version(change.by).release;
  }
  const branches = (timeline.backports ?? []).map((port) => version(port.branch).release);
  expect(branches).toEqual([...new Set(branches)].sort((a, b) => a - b));
  for (const port of timeline.backports ?? []) if (port.by !== undefined) expect(port.after).toBeLessThan(port.by);
}

/** Bounds that need no other key's value, at the smallest bound any HZ gives. */
function takes(handler: Handler, value: number): boolean {
  switch (handler.kind) {
    case "int-range":
    case "byte":
      return value >= handler.min && value <= handler.max;
    case "seconds":
      return Math.abs(value) <= 2147483;
    case "int":
      return Math.abs(value) <= 2147483647;
    case "buckets":
      return value >= 1;
    case "one-way":
      return value === 0 || value === 1;
    case "ulong":
    case "int-order":
      return value >= 0;
    case "unverified":
      return true;
  }
}
