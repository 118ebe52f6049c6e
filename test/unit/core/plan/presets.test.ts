// What presets make of a machine of 8 GiB, by sums done by hand: new connections per second, times how long an entry stays.
import { expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { applyPreset } from "../../../../src/core/plan/presets.ts";

const start = stateFrom({ ...DEFAULT_TARGET, memory: 8 * 2 ** 30 });

test.each([
  // Web 150 × (20 + 120), left open 0.5 × (60 + 432,000), unanswered 5 × 120, DNS 150 × 30.05, QUIC 50 × (30 + 120), pings 5 × 31.
  ["nat-gateway", 21_000 + 216_030 + 600 + 4507.5 + 7500 + 155],
  // Questions 5,000 × 30.02, to servers 1,000 × 30.05, no answer 50 × 31, over TCP 50 × (0.1 + 120).
  ["dns-resolver", 150_100 + 30_050 + 1550 + 6005],
  // Two streams a call of 180 s and the 120 s after the last packet; signalling 16.67 × (10 + 120).
  ["voip", (1000 / 180) * 300 + (500 / 30) * 130],
  ["quic", 1000 * (30 + 120)],
])("%s", (id, live) => {
  const results = calculate(applyPreset(start, id));
  if ("problems" in results) throw new Error(JSON.stringify(results.problems));
  expect(results.occupancy?.live).toBeCloseTo(live, 6);
});

test("openwrt sets what its file sets", () => {
  const { timeouts, features } = applyPreset(start, "openwrt");
  expect(features.value).toEqual(["acct"]);
  const typed = Object.entries(timeouts).filter(([, { origin }]) => origin === "typed");
  expect(typed.map(([key, { value }]) => [key, value]).sort()).toEqual([
    ["nf_conntrack_tcp_timeout_established", 7440],
    ["nf_conntrack_udp_timeout", 60],
    ["nf_conntrack_udp_timeout_stream", 180],
  ]);
});
