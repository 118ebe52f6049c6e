// Right names in wrong places, and module parameters written as keys.
import { describe, expect, test } from "vitest";
import { allKeys } from "../../../../src/core/kernel/catalogue.ts";
import { LEGACY_KEYS } from "../../../../src/core/kernel/legacy.ts";
import { moduleParameterOf, rightPlaceOf } from "../../../../src/core/kernel/misplaced.ts";

describe("rightPlaceOf", () => {
  test.each([
    ["net/ipv4/netfilter/nf_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["net/ipv4/nf_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["net/netfilter/ip_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["net/ip_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["net/nf_conntrack_buckets", "net/netfilter/nf_conntrack_buckets"],
    ["net/nf_conntrack_tcp_timeout_established", "net/netfilter/nf_conntrack_tcp_timeout_established"],
    ["net/ipv4/netfilter/nf_conntrack_tcp_timeout_time_wait", "net/netfilter/nf_conntrack_tcp_timeout_time_wait"],
    ["net/ipv6/nf_conntrack_frag6_timeout", "net/netfilter/nf_conntrack_frag6_timeout"],
    ["net/ipv6/netfilter/nf_conntrack_icmpv6_timeout", "net/netfilter/nf_conntrack_icmpv6_timeout"],
    ["net/ipv4/ip_conntrack_udp_timeout", "net/netfilter/nf_conntrack_udp_timeout"],
    ["net/core/nf_conntrack_acct", "net/netfilter/nf_conntrack_acct"],
    ["netfilter/nf_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["nf_conntrack_max", "net/netfilter/nf_conntrack_max"],
    ["net/ipv4/nf_flowtable_udp_timeout", "net/netfilter/nf_flowtable_udp_timeout"],
  ])("%s belongs at %s", (path, right) => {
    expect(rightPlaceOf(path)).toBe(right);
  });

  test.each([
    "net/netfilter/nf_conntrack_tcp_timeout_syn_sent2",
    "net/ipv4/netfilter/ip_conntrack_fastnat",
    "net/ipv4/tcp_fin_timeout",
    "net/netfilter",
    "kernel/max",
    "",
  ])("%j has no other place", (path) => {
    expect(rightPlaceOf(path)).toBeUndefined();
  });

  test("neither have real and legacy keys", () => {
    for (const key of [...allKeys(), ...LEGACY_KEYS]) expect(rightPlaceOf(key.path)).toBeUndefined();
  });
});

describe("moduleParameterOf", () => {
  test.each([
    ["net/netfilter/nf_conntrack_hashsize", "hashsize"],
    ["net/nf_conntrack_hashsize", "hashsize"],
    ["net/ipv4/netfilter/ip_conntrack_hashsize", "hashsize"],
    ["net/netfilter/hashsize", "hashsize"],
    ["nf_conntrack/hashsize", "hashsize"],
    ["module/nf_conntrack/parameters/hashsize", "hashsize"],
    ["nf_conntrack_hashsize", "hashsize"],
    ["net/netfilter/nf_conntrack_expect_hashsize", "expect_hashsize"],
    ["net/netfilter/expect_hashsize", "expect_hashsize"],
    ["net/netfilter/nf_conntrack_tstamp", "tstamp"],
  ])("%s is %s", (path, parameter) => {
    expect(moduleParameterOf(path)?.parameter).toBe(parameter);
  });

  test("the key that does the same is named where there is one", () => {
    expect(moduleParameterOf("net/netfilter/nf_conntrack_hashsize")?.sysctlInstead).toBe("net/netfilter/nf_conntrack_buckets");
    expect(moduleParameterOf("net/netfilter/nf_conntrack_tstamp")?.sysctlInstead).toBe("net/netfilter/nf_conntrack_timestamp");
    expect(moduleParameterOf("net/netfilter/expect_hashsize")?.sysctlInstead).toBeUndefined();
  });

  test.each(["net/core/hashsize", "vm/hashsize", "kernel/expect_hashsize", "net/netfilter/nf_conntrack_max", "hashsize", ""])(
    "%j is none",
    (path) => {
      expect(moduleParameterOf(path)).toBeUndefined();
    },
  );

  test("no real key is taken for a parameter", () => {
    for (const key of [...allKeys(), ...LEGACY_KEYS]) expect(moduleParameterOf(key.path)).toBeUndefined();
  });
});
