// Keys of patched kernels: recognised, and never one of mainline's.
import { expect, test } from "vitest";
import { allKeys, findKey, findLegacy, findVendor } from "../../../../src/core/kernel/catalogue.ts";
import { LEGACY_KEYS } from "../../../../src/core/kernel/legacy.ts";
import { VENDOR_KEYS } from "../../../../src/core/kernel/vendor.ts";

test("sorted, without doubles", () => {
  const paths = VENDOR_KEYS.map((key) => key.path);
  expect(paths).toEqual([...new Set(paths)].sort());
});

test("no mainline or legacy key is taken for a vendor's", () => {
  for (const key of [...allKeys(), ...LEGACY_KEYS]) expect([key.path, findVendor(key.path)]).toEqual([key.path, undefined]);
});

test("what is offered instead exists", () => {
  for (const key of VENDOR_KEYS) if (key.instead !== undefined) expect(findKey(key.instead)).toBeDefined();
});

test.each([
  ["net/netfilter/nf_conntrack_tcp_no_window_check", /OpenWrt/],
  ["net/netfilter/nf_conntrack_skip_filter", /OpenWrt/],
  ["net/netfilter/nf_conntrack_fastnat", /Keenetic/],
  ["net/netfilter/nf_conntrack_fastnat_xfrm", /Keenetic/],
  ["net/netfilter/nf_conntrack_fastpath_l2tp", /Keenetic/],
  ["net/netfilter/nf_conntrack_public_lockout_time", /Keenetic/],
  ["net/ipv4/netfilter/ip_conntrack_fastnat", /Keenetic/],
])("%s", (path, origin) => {
  expect(findVendor(path)?.origin).toMatch(origin);
});

test.each(["net/netfilter/nf_conntrack_fast", "net/netfilter/nf_conntrack_maxx", "net/ipv4/nf_conntrack_fastnat", "kernel/hostname"])(
  "%s is no vendor's",
  (path) => {
    expect(findVendor(path)).toBeUndefined();
    expect(findLegacy(path)).toBeUndefined();
  },
);
