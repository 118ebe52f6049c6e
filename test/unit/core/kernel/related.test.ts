// Keys that are often taken for conntrack's.
import { expect, test } from "vitest";
import { findKey, findLegacy, findRelated } from "../../../../src/core/kernel/catalogue.ts";
import { RELATED_KEYS } from "../../../../src/core/kernel/related.ts";
import { RELATED_WORDS } from "../../../../src/core/kernel/related.words.ts";
import { possibleAt } from "../../../../src/core/kernel/timeline.ts";
import { version } from "../../../../src/core/kernel/version.ts";

test("sorted, without doubles, none of them a conntrack key", () => {
  const paths = RELATED_KEYS.map((key) => key.path);
  expect(paths).toEqual([...new Set(paths)].sort());
  expect(Object.keys(RELATED_WORDS)).toEqual(paths);
  for (const path of paths) expect(findKey(path) ?? findLegacy(path)).toBeUndefined();
});

test("each is one sentence that mentions conntrack, and cites something", () => {
  for (const key of RELATED_KEYS) {
    const { meaning = "", sources = [] } = RELATED_WORDS[key.path] ?? {};
    expect(meaning).toMatch(/conntrack/);
    expect(meaning).toMatch(/[^.]\.$/);
    expect(meaning.length).toBeLessThanOrEqual(140);
    expect(sources.length).toBeGreaterThan(0);
    for (const path of key.meant ?? []) expect(findKey(path)).toBeDefined();
  }
});

test.each([
  "net/ipv4/tcp_fin_timeout",
  "net/ipv4/tcp_tw_reuse",
  "net/ipv4/tcp_tw_recycle",
  "net/ipv4/tcp_max_tw_buckets",
  "net/ipv4/tcp_max_syn_backlog",
  "net/ipv4/ip_local_port_range",
  "net/ipv4/tcp_keepalive_time",
  "net/ipv4/neigh/default/gc_thresh3",
  "net/ipv4/ip_forward",
  "net/bridge/bridge-nf-call-iptables",
  "net/core/somaxconn",
  "net/core/netdev_max_backlog",
  "net/core/rmem_max",
  "net/core/wmem_max",
])("%s is known", (path) => {
  expect(findRelated(path)?.path).toBe(path);
});

test("what decides which packets are tracked is marked", () => {
  expect(RELATED_KEYS.filter((key) => key.feeds).map((key) => key.path)).toEqual([
    "net/bridge/bridge-nf-call-ip6tables",
    "net/bridge/bridge-nf-call-iptables",
    "net/ipv4/ip_forward",
  ]);
});

test("tcp_tw_recycle is gone from new kernels", () => {
  const present = findRelated("net/ipv4/tcp_tw_recycle")?.present;
  expect(present && possibleAt(present, version("4.4"))).toEqual([true]);
  expect(present && possibleAt(present, version("6.18"))).toEqual([false]);
});
