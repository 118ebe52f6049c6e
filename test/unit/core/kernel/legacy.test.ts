// The names from before nf_conntrack.
import { describe, expect, test } from "vitest";
import { findKey, findLegacy } from "../../../../src/core/kernel/catalogue.ts";
import { LEGACY_KEYS } from "../../../../src/core/kernel/legacy.ts";
import { possibleAt } from "../../../../src/core/kernel/timeline.ts";
import { version } from "../../../../src/core/kernel/version.ts";

test("31 names, sorted, without doubles, none of them a key of today", () => {
  const paths = LEGACY_KEYS.map((key) => key.path);
  expect(paths).toHaveLength(31);
  expect(paths).toEqual([...new Set(paths)].sort());
  for (const path of paths) expect(findKey(path)).toBeUndefined();
});

test("each leads to a key of today, but one", () => {
  const lost = LEGACY_KEYS.filter((key) => key.modern === undefined || !findKey(key.modern));
  expect(lost.map((key) => key.path)).toEqual(["net/ipv4/netfilter/ip_conntrack_tcp_timeout_syn_sent2"]);
});

describe.each([
  ["net/ipv4/netfilter/ip_conntrack_max", "net/netfilter/nf_conntrack_max", undefined],
  ["net/ipv4/ip_conntrack_max", "net/netfilter/nf_conntrack_max", undefined],
  ["net/ipv4/netfilter/ip_conntrack_tcp_log_invalid", "net/netfilter/nf_conntrack_log_invalid", 6],
  ["net/ipv4/netfilter/ip_conntrack_sctp_timeout_shutdown_recd", "net/netfilter/nf_conntrack_sctp_timeout_shutdown_recd", undefined],
])("%s", (path, modern, modernValue) => {
  test(`is ${modern} today`, () => {
    expect(findLegacy(path)?.modern).toBe(modern);
    expect(findLegacy(path)?.modernValue).toBe(modernValue);
  });
});

test.each([
  ["net/ipv4/netfilter/ip_conntrack_max", "2.4.32", [true]],
  ["net/ipv4/netfilter/ip_conntrack_max", "4.8", [true]],
  ["net/ipv4/netfilter/ip_conntrack_max", "4.9", [false]],
  ["net/ipv4/netfilter/ip_conntrack_max", "6.18", [false]],
  ["net/ipv4/ip_conntrack_max", "2.6.18", [true]],
  ["net/ipv4/ip_conntrack_max", "2.6.22", [true, false]],
  ["net/ipv4/ip_conntrack_max", "2.6.24", [false]],
  ["net/ipv4/netfilter/ip_conntrack_tcp_log_invalid", "2.4.32", [true]],
  ["net/ipv4/netfilter/ip_conntrack_tcp_log_invalid", "2.6.18", [false]],
  ["net/ipv4/netfilter/ip_conntrack_tcp_timeout_syn_sent2", "2.6.30", [false]],
  ["net/ipv4/netfilter/ip_conntrack_tcp_timeout_syn_sent2", "3.10", [true]],
])("%s on %s: %j", (path, kernel, expected) => {
  const key = findLegacy(path);
  expect(key && possibleAt(key.present, version(kernel))).toEqual(expected);
});
