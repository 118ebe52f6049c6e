// The timelines against what source trees show: each tree must be among the possible states, and a mainline tree the only one.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allKeys, findVendor } from "../../../../src/core/kernel/catalogue.ts";
import type { Handler } from "../../../../src/core/kernel/handler.ts";
import { LEGACY_KEYS } from "../../../../src/core/kernel/legacy.ts";
import { possibleAt } from "../../../../src/core/kernel/timeline.ts";
import { version } from "../../../../src/core/kernel/version.ts";

interface Tree {
  /** A distribution's or router's tree: it proves what may be, not what must be. */
  readonly vendor?: boolean;
  /** A release candidate: the release is another state, so only what both share is compared. */
  readonly candidate?: boolean;
  /** Looked at for names with this beginning only. */
  readonly only?: string;
  /** "handler mode" to names, separated by spaces. */
  readonly keys: Readonly<Record<string, string>>;
}

const trees: Readonly<Record<string, Tree>> = JSON.parse(
  readFileSync(new URL("../../../fixtures/key-presence-by-tree.json", import.meta.url), "utf8"),
);

/** nf_conntrack_helper went between the candidate and the release. */
const AFTER_CANDIDATE = new Set(["nf_conntrack_helper"]);

test("there are 36 trees, from 2.4.32 to 7.2.13", () => {
  expect(Object.keys(trees)).toHaveLength(36);
});

describe.each(Object.entries(trees))("%s", (text, tree) => {
  const kernel = version(text);
  const seen = new Map<string, { readonly handler: string; readonly mode: string }>();
  for (const [kind, names] of Object.entries(tree.keys)) {
    const cut = kind.lastIndexOf(" ");
    for (const name of names.split(" ")) seen.set(name, { handler: kind.slice(0, cut), mode: kind.slice(cut + 1) });
  }
  const skipped = (name: string) =>
    (tree.only !== undefined && !name.startsWith(tree.only)) || (tree.candidate && AFTER_CANDIDATE.has(name));

  function expectState<T extends string | boolean>(name: string, possible: readonly T[], observed: T): void {
    expect(possible, name).toContain(observed);
    if (!tree.vendor) expect(possible, name).toEqual([observed]);
  }

  test("keys are there or not, as in the tables", () => {
    for (const key of allKeys()) {
      const name = nameOf(key.path);
      if (!skipped(name)) expectState(name, possibleAt(key.present, kernel), seen.has(name));
    }
  });

  test("handlers and modes are those of the tables", () => {
    for (const key of allKeys()) {
      const name = nameOf(key.path);
      const observed = seen.get(name);
      if (!observed || skipped(name)) continue;
      expectState(name, [...new Set(possibleAt(key.handler, kernel).map(compact))], observed.handler);
      expectState(name, possibleAt(key.writable, kernel), observed.mode === "0644");
    }
  });

  test("legacy names are there or not, as in the table", () => {
    if (tree.only !== undefined) return;
    for (const key of LEGACY_KEYS.filter((entry) => entry.path.startsWith("net/ipv4/netfilter/"))) {
      expectState(key.path, possibleAt(key.present, kernel), seen.has(nameOf(key.path)));
    }
  });

  test("every other name is a known vendor's", () => {
    const ours = new Set([...allKeys(), ...LEGACY_KEYS].map((key) => nameOf(key.path)));
    for (const name of seen.keys()) {
      if (ours.has(name)) continue;
      const directory = name.startsWith("ip_") ? "net/ipv4/netfilter" : "net/netfilter";
      expect([name, findVendor(`${directory}/${name}`)]).toEqual([name, expect.anything()]);
      expect([name, tree.vendor]).toEqual([name, true]);
    }
  });
});

describe("between the trees", () => {
  test.each([
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "6.0.19", [true]],
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "6.1.0", [true, false]],
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "6.1", [true, false]],
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "5.4.124", [true]],
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "5.4.200", [true, false]],
    ["nf_conntrack_sctp_timeout_heartbeat_acked", "5.10.224", [false]],
    ["nf_conntrack_helper", "6.0.19", [false]],
    ["nf_conntrack_default_on", "4.8.15", [false]],
    ["nf_conntrack_default_on", "4.9", [false, true]],
    ["nf_conntrack_default_on", "4.13", [true, false]],
    ["nf_conntrack_default_on", "4.14", [false]],
    ["nf_flowtable_tcp_pickup", "5.12", [false, true]],
    ["nf_flowtable_tcp_pickup", "5.14", [true, false]],
    ["nf_flowtable_tcp_pickup", "5.15", [false]],
    ["nf_conntrack_dccp_loose", "6.16", [true]],
    ["nf_conntrack_dccp_loose", "6.17", [false]],
  ])("%s on %s: %j", (name, kernel, expected) => {
    const key = allKeys().find((entry) => nameOf(entry.path) === name);
    expect(key && possibleAt(key.present, version(kernel))).toEqual(expected);
  });

  test.each([
    ["nf_conntrack_max", "6.18", ["int 0..max"]],
    ["nf_conntrack_max", "6.1", ["int", "int 0..max"]],
    ["nf_conntrack_max", "6.6.152", ["int 0..max"]],
    ["nf_conntrack_max", "6.14.0", ["int"]],
    ["nf_conntrack_max", "7.0.0", ["int 1..max"]],
    ["nf_conntrack_expect_max", "6.12.107", ["int 1..max"]],
    ["nf_conntrack_expect_max", "5.10.223", ["int"]],
    ["nf_conntrack_frag6_low_thresh", "4.14.67", ["int ordered"]],
    ["nf_conntrack_frag6_low_thresh", "4.14.300", ["int ordered", "ulong"]],
  ])("%s on %s is read as %j", (name, kernel, expected) => {
    const key = allKeys().find((entry) => nameOf(entry.path) === name);
    expect(key && possibleAt(key.handler, version(kernel)).map(compact)).toEqual(expected);
  });
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function compact(handler: Handler): string {
  switch (handler.kind) {
    case "int-range":
      return `int ${handler.min}..${handler.max === 2147483647 ? "max" : handler.max}`;
    case "byte":
      return `byte ${handler.min}..${handler.max}`;
    case "int-order":
      return "int ordered";
    default:
      return handler.kind;
  }
}
