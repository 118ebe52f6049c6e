// Every key we know by its path: the one place to ask, whichever table it is in.
import type { KeyFact } from "./key-fact.ts";
import { DCCP_KEYS } from "./keys/dccp.ts";
import { FLOWTABLE_KEYS } from "./keys/flowtable.ts";
import { FRAG6_KEYS } from "./keys/frag6.ts";
import { GENERAL_KEYS } from "./keys/general.ts";
import { GRE_KEYS } from "./keys/gre.ts";
import { ICMP_KEYS } from "./keys/icmp.ts";
import { NEIGHBOUR_KEYS } from "./keys/neighbours.ts";
import { SCTP_KEYS } from "./keys/sctp.ts";
import { TCP_KEYS } from "./keys/tcp.ts";
import { UDP_KEYS } from "./keys/udp.ts";
import { UDPLITE_KEYS } from "./keys/udplite.ts";
import { LEGACY_KEYS, type LegacyKey } from "./legacy.ts";
import { RELATED_KEYS, type RelatedKey } from "./related.ts";
import { VENDOR_KEYS, type VendorKey } from "./vendor.ts";

const facts: readonly KeyFact[] = [
  ...DCCP_KEYS,
  ...FLOWTABLE_KEYS,
  ...FRAG6_KEYS,
  ...GENERAL_KEYS,
  ...GRE_KEYS,
  ...ICMP_KEYS,
  ...NEIGHBOUR_KEYS,
  ...SCTP_KEYS,
  ...TCP_KEYS,
  ...UDP_KEYS,
  ...UDPLITE_KEYS,
].sort((a, b) => (a.path < b.path ? -1 : 1));

const keys = byPath(facts);
// Marked as free of effects, so that a bundle takes only the tables that it asks.
const legacy = /* @__PURE__ */ byPath(LEGACY_KEYS);
const related = /* @__PURE__ */ byPath(RELATED_KEYS);
const vendor = /* @__PURE__ */ byPath(/* @__PURE__ */ VENDOR_KEYS.filter((key) => key.match === "exact"));
const vendorPrefixes = /* @__PURE__ */ VENDOR_KEYS.filter((key) => key.match === "prefix");

/** All keys of the tables in keys/, sorted by path. */
export function allKeys(): readonly KeyFact[] {
  return facts;
}

/** The key with this path below /proc/sys. */
export function findKey(path: string): KeyFact | undefined {
  return keys.get(path);
}

interface UsualKey {
  /** "net.netfilter.nf_conntrack_max" */
  readonly dotted: string;
  readonly path: string;
}

const usual = /* @__PURE__ */ usualKeys();

function usualKeys(): ReadonlyMap<string, UsualKey> {
  return new Map(facts.map(({ path }) => [path.replaceAll("/", "."), { dotted: path.replaceAll("/", "."), path }]));
}

/** A key in the usual spelling: one object, and one string, for all texts that name it. Undefined for any other. */
export function usualKey(dotted: string): UsualKey | undefined {
  return usual.get(dotted);
}

/** The name from before nf_conntrack with this path. */
export function findLegacy(path: string): LegacyKey | undefined {
  return legacy.get(path);
}

/** The patched kernels' key with this path, by name or by family. */
export function findVendor(path: string): VendorKey | undefined {
  return vendor.get(path) ?? vendorPrefixes.find((key) => path.startsWith(key.path));
}

/** The key with this path that is no conntrack key, and is often taken for one. */
export function findRelated(path: string): RelatedKey | undefined {
  return related.get(path);
}

function byPath<T extends { readonly path: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}
