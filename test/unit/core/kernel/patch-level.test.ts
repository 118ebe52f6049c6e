// Facts that change at a patch level of a branch, each as a booted kernel of that version answered.
import { describe, expect, test } from "vitest";
import { keyAt } from "../../../../src/core/kernel/at-target.ts";
import { findKey } from "../../../../src/core/kernel/catalogue.ts";
import { defaultOf } from "../../../../src/core/kernel/default-value.ts";
import { type CurrentValue, judge, type Outcome } from "../../../../src/core/kernel/judge.ts";
import type { KernelTarget } from "../../../../src/core/kernel/target.ts";
import { possibleAt, type Timeline } from "../../../../src/core/kernel/timeline.ts";
import { version } from "../../../../src/core/kernel/version.ts";

function targetOf(kernel: string): KernelTarget {
  return { kernel: version(kernel), arch: "x86_64", hz: 250 };
}

function key(name: string, kernel: string) {
  const fact = findKey(`net/netfilter/${name}`);
  if (!fact) throw new Error(`no such key: ${name}`);
  return keyAt(fact, targetOf(kernel));
}

/** The defaults: nothing was written yet. */
function currentIn(target: KernelTarget): CurrentValue {
  return (path) => {
    const value = defaultOf(path, target);
    return value === undefined ? undefined : BigInt(value);
  };
}

/** What a fresh machine makes of one write. */
function write(name: string, text: string, kernel: string) {
  const target = targetOf(kernel);
  return judge(key(name, kernel), text, target, currentIn(target));
}

describe("a write, by patch level", () => {
  test.each<[kernel: string, key: string, text: string, outcome: Outcome]>([
    // Booted: 37 numbers above 4194304 were refused by the first three, and taken by the others.
    ["5.10.218", "nf_conntrack_frag6_high_thresh", "8388608", "refuses"],
    ["5.10.262", "nf_conntrack_frag6_high_thresh", "8388608", "refuses"],
    ["5.19.0", "nf_conntrack_frag6_high_thresh", "8388608", "refuses"],
    ["6.1.176", "nf_conntrack_frag6_high_thresh", "8388608", "accepts"],
    ["6.5.10", "nf_conntrack_frag6_high_thresh", "8388608", "accepts"],
    ["5.10.262", "nf_conntrack_frag6_high_thresh", "3500000", "accepts"],
    ["5.10.262", "nf_conntrack_frag6_high_thresh", "4194304", "accepts"],
    // The fix is of August 2022: what 5.15 and 5.19 of later took is not known.
    ["5.15.41", "nf_conntrack_frag6_high_thresh", "8388608", "refuses"],
    ["5.15.160", "nf_conntrack_frag6_high_thresh", "8388608", "unknown"],
    ["5.19.17", "nf_conntrack_frag6_high_thresh", "8388608", "unknown"],
    // Bounds of the limits, commit 8b6861390ffe.
    ["5.10.218", "nf_conntrack_expect_max", "0", "accepts"],
    ["5.10.240", "nf_conntrack_expect_max", "0", "unknown"],
    ["5.10.262", "nf_conntrack_expect_max", "0", "refuses"],
    ["6.5.10", "nf_conntrack_expect_max", "0", "accepts"],
    ["6.6.92", "nf_conntrack_expect_max", "0", "accepts"],
    ["6.6.93", "nf_conntrack_expect_max", "0", "refuses"],
    ["6.12.43", "nf_conntrack_expect_max", "0", "refuses"],
    ["6.12.43", "nf_conntrack_max", "-1", "refuses"],
    ["6.16.3", "nf_conntrack_max", "-1", "refuses"],
    ["6.17.13", "nf_conntrack_max", "-1", "refuses"],
    ["6.5.10", "nf_conntrack_max", "-1", "accepts"],
    ["5.19.0", "nf_conntrack_max", "-1", "accepts"],
    ["6.18.15", "nf_conntrack_max", "0", "accepts"],
    ["7.2.12", "nf_conntrack_max", "0", "refuses"],
    // A negative fragment threshold: still skipped in silence by the newest 5.10.
    ["5.10.262", "nf_conntrack_frag6_low_thresh", "-1", "ignores"],
    ["6.1.176", "nf_conntrack_frag6_low_thresh", "-1", "refuses"],
    // 73786976294838207 x 250 wraps to 134; a kernel that compares first refuses it.
    ["6.18.15", "nf_conntrack_udp_timeout", "73786976294838207", "refuses"],
    ["6.19.14", "nf_conntrack_udp_timeout", "73786976294838207", "alters"],
    ["7.1.13", "nf_conntrack_udp_timeout", "73786976294838207", "alters"],
    ["7.2.12", "nf_conntrack_udp_timeout", "73786976294838207", "refuses"],
  ])("%s: %s = %s: %s", (kernel, name, text, outcome) => {
    expect(write(name, text, kernel).outcome).toBe(outcome);
  });

  test.each<[kernel: string, text: string, shown: bigint | undefined]>([
    ["6.18.15", "-1", undefined],
    ["6.19.14", "-1", -18372957097414713411n],
    ["7.0.4", "-2", -18372957097414713412n],
    ["7.0.13", "-255", -18372957097414713665n],
    ["7.1.13", "-8589934", -18372957097423303344n],
    ["7.2.12", "-1", undefined],
  ])("%s keeps %s seconds and shows %s", (kernel, text, shown) => {
    expect(write("nf_conntrack_generic_timeout", text, kernel)).toMatchObject({ outcome: "accepts", value: BigInt(text) });
    expect(write("nf_conntrack_generic_timeout", text, kernel).shown).toBe(shown);
  });
});

test("what is shown depends on HZ, so nothing is said of it where that is not known", () => {
  const target: KernelTarget = { kernel: version("7.0.13"), arch: "x86_64" };
  const verdict = judge(key("nf_conntrack_generic_timeout", "7.0.13"), "-1", target);
  expect([verdict.outcome, verdict.value, verdict.shown]).toEqual(["accepts", -1n, undefined]);
});

describe("a key, by patch level", () => {
  test.each<[kernel: string, key: string, present: string]>([
    ["6.16.3", "nf_conntrack_dccp_timeout_open", "yes"],
    ["6.16.12", "nf_conntrack_dccp_timeout_open", "yes"],
    ["6.17.13", "nf_conntrack_dccp_timeout_open", "no"],
    ["5.10.218", "nf_conntrack_sctp_timeout_heartbeat_acked", "no"],
    ["5.10.262", "nf_conntrack_sctp_timeout_heartbeat_acked", "no"],
    ["6.5.10", "nf_conntrack_sctp_timeout_heartbeat_acked", "no"],
    ["5.19.0", "nf_conntrack_sctp_timeout_heartbeat_acked", "yes"],
  ])("%s: %s: %s", (kernel, name, present) => {
    expect(key(name, kernel).present).toBe(present);
  });

  test.each<[kernel: string, key: string, defaults: readonly number[]]>([
    ["5.10.218", "nf_conntrack_sctp_timeout_established", [210]],
    ["5.10.218", "nf_conntrack_sctp_timeout_shutdown_sent", [3]],
    ["6.5.10", "nf_conntrack_sctp_timeout_shutdown_recd", [3]],
    ["5.19.0", "nf_conntrack_sctp_timeout_shutdown_recd", [0]],
    ["5.19.0", "nf_conntrack_sctp_timeout_established", [432000]],
  ])("%s: %s begins with %j", (kernel, name, defaults) => {
    expect(key(name, kernel).defaults).toEqual(defaults);
  });
});

describe("a timeline with patch levels", () => {
  const FACT: Timeline<string> = {
    first: "old",
    changes: [{ after: "6.14.2", by: "6.16.3", to: "new" }],
    backports: [{ branch: "6.12", after: 40, by: 43, to: "new" }],
  };
  test.each([
    ["6.12", ["old", "new"]],
    ["6.12.40", ["old"]],
    ["6.12.41", ["old", "new"]],
    ["6.12.43", ["new"]],
    ["6.13", ["old"]],
    ["6.14.2", ["old"]],
    ["6.14.3", ["old", "new"]],
    ["6.14", ["old", "new"]],
    ["6.15.1", ["old", "new"]],
    ["6.16.2", ["old", "new"]],
    ["6.16.3", ["new"]],
    ["6.16", ["old", "new"]],
    ["6.17", ["new"]],
  ])("%s: %j", (kernel, expected) => {
    expect(possibleAt(FACT, version(kernel))).toEqual(expected);
  });
});

describe("the upper threshold of fragments up to 5.19", () => {
  const [target, name] = [targetOf("5.10.262"), "nf_conntrack_frag6_high_thresh"];
  const above = (text: string, own: bigint, initial?: bigint): Outcome => {
    const current: CurrentValue = (path, where) => {
      if (!path.endsWith("high_thresh")) return 0n;
      return where === "initial" ? initial : own;
    };
    return judge(key(name, "5.10.262"), text, target, current).outcome;
  };

  // As 5.10.262 answered, with the initial namespace lowered to 4193304.
  test.each([
    ["3000", 2000n, "accepts"],
    ["4193304", 4194304n, "accepts"],
    ["4193305", 2000n, "refuses"],
    ["4193305", 4194304n, "refuses"],
  ] as const)("%s in a namespace at %s, below the initial one's 4193304: %s", (text, own, outcome) => {
    expect(above(text, own, 4193304n)).toBe(outcome);
  });

  test("beyond a lowered value is open where the initial namespace's is not known, and refused beyond what it began with", () => {
    expect(above("3000", 2000n)).toBe("unknown");
    expect(above("2000", 2000n)).toBe("accepts");
    expect(above("4194305", 2000n)).toBe("refuses");
  });
});
