// The results of whole states, against sums worked out by hand.
import { describe, expect, it } from "vitest";
import type { KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import type { CalculatorResults, Reason } from "../../../../src/core/plan/model/results.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { applyPreset } from "../../../../src/core/plan/presets.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import type { WorkloadClass } from "../../../../src/core/sizing/workload.ts";

const GIB = 2 ** 30;
const TARGET: KernelTarget = { kernel: version("6.18"), arch: "x86_64", hz: 250, memory: 8 * GIB };

function state(over: Partial<CalculatorState> = {}, target: KernelTarget = TARGET): CalculatorState {
  return { ...stateFrom(target), classes: typed([flow()]), ...over };
}

function typed<T>(value: T): { readonly value: T; readonly origin: "typed" } {
  return { value, origin: "typed" };
}

function flow(over: Partial<WorkloadClass> = {}): WorkloadClass {
  return {
    name: "web",
    protocol: "tcp",
    rate: 1000,
    duration: 0.25,
    ends: "closed",
    bothWays: true,
    packets: null,
    pairs: null,
    port: null,
    nat: false,
    ...over,
  };
}

function words(reasons: readonly Reason[]): string {
  return reasons.map(({ text }) => text).join(" ");
}

function results(of: CalculatorState): CalculatorResults {
  const answer = calculate(of);
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer;
}

describe("verdict", () => {
  const verdict = (over: Partial<CalculatorState>) => results(state(over)).verdict;

  it("says first what people ask first", () => {
    // 120,250 live and 131,072 x (1 - e^(-60,000 / 131,072)) = 48,143 expired, 64.2 % of 262,144; 262,144 / 120.25 s = 2,180
    expect(verdict({})).toEqual({
      level: "fine",
      text: "The peak of 168,393 entries takes 64.2 % of the limit; full at 2,180 new connections/s",
    });
    expect(verdict({ classes: typed([]) })).toEqual({ level: "fine", text: "Reliable up to 262,144 entries, the limit" });
  });

  it("counts what is refused before the limit, and says whether the peak gets there", () => {
    // 17.75 entries a bucket of 16,384
    const few = { max: typed(1_000_000), buckets: typed(16_384) };
    expect(verdict({ ...few, classes: typed([]) })).toEqual({
      level: "loss",
      text: expect.stringMatching(
        /^Some new connections are dropped from 290,7\d\d entries on \(29\.1 % of the limit\), because the hash table is too small$/,
      ),
    });
    expect(verdict(few)).toMatchObject({ level: "warning", text: expect.stringMatching(/; the peak of 1\d\d,\d{3} stays below$/) });
    expect(verdict({ ...few, classes: typed([flow({ rate: 4000 })]) })).toMatchObject({
      level: "loss",
      text: expect.stringContaining("; the peak needs"),
    });
  });

  it("warns where little stays free, and where a full table takes most of the memory", () => {
    expect(verdict({ max: typed(200_000) })).toMatchObject({ level: "warning", text: expect.stringContaining("25 % should stay free") });
    expect(verdict({ max: typed(100_000) })).toMatchObject({
      level: "loss",
      text: expect.stringMatching(/^The table is too small: .* full after 1 min 40 s at 1,000/),
    });
    const large = { max: typed(2 ** 25), buckets: typed(2 ** 25) };
    // 2^25 x (256 + 8) bytes = 8.25 GiB
    expect(verdict(large)).toEqual({ level: "loss", text: "A full table takes 8.25 GiB, 103.1 % of the machine's 8 GiB" });
  });
});

describe("memory", () => {
  it("splits what a full table takes, and shows what old formulas say", () => {
    const { bytes, folklore } = results(state({ features: typed(["acct"]) })).memory;
    expect(bytes).toMatchObject({ objects: 64 * 2 ** 20, extensions: 32 * 2 ** 20, hashTable: 2 * 2 ** 20, total: 98 * 2 ** 20 });
    // 262144 x 350 + 262144 x 8; 8 GiB / 16384 / 2
    expect(folklore.map(({ bytes: guess, max }) => guess ?? max)).toEqual([93_847_552, 262_144]);
  });

  it("adds up over namespaces, which share one hash table", () => {
    expect(results(state({ namespaces: typed(10) })).memory.allNamespaces).toBe(10 * 64 * 2 ** 20 + 2 * 2 ** 20);
  });

  it("finds the largest max that a budget pays for", () => {
    // 256 + 8 bytes an entry: 64 MiB / 264 = 254,200, down to whole pages of 512 buckets.
    expect(results(state({ budget: typed(64 * 2 ** 20) })).largestForBudget).toEqual({ max: 253_952, buckets: 253_952 });
    expect(results(state({ budget: typed(1000) })).largestForBudget).toBeNull();
    expect(results(state()).largestForBudget).toBeNull();
  });
});

it("counts chains as hashing spreads them", () => {
  const { mean, empty, spread, lookupCost } = results(state()).chains;
  expect(mean).toBe(2);
  // e^-2 of 262,144 chains, 8 bytes each
  expect(empty).toEqual({ buckets: 35_477, bytes: 35_477 * 8 });
  expect(spread.visited).toEqual({ hit: 2, miss: 2 });
  // Between 1.53 (4007.6 ns) and 3.05 nodes (4148.8 ns): 4051.26 ns at 2.
  expect(lookupCost.relative).toBeCloseTo((4051.26 - 3216.2) / 710.6, 3);
});

describe("occupancy", () => {
  it("sums the classes, and names every state", () => {
    const classes = [
      flow(),
      flow({ name: "dns", protocol: "udp", ends: "stops", rate: 500, duration: 0 }),
      flow({ name: "lost", rate: 2, ends: "idle", duration: 0 }),
    ];
    const { live, byState, classes: each, rate } = results(state({ classes: typed(classes) })).occupancy;
    expect(rate).toBe(1502);
    expect(byState).toEqual({ ESTABLISHED: 250 + 864_000, TIME_WAIT: 120_000, "UDP answered": 15_000 });
    expect(Object.keys(byState)[0]).toBe("ESTABLISHED");
    expect(live).toBe(120_250 + 15_000 + 864_000);
    expect(each.map(({ share }) => share).reduce((a, b) => a + b)).toBeCloseTo(1);
  });

  it("shows how many more are counted until the collector comes", () => {
    const { counted, collector } = results(state()).occupancy;
    expect(counted.low).toBe(120_250);
    // 60 s, for entries that have a minute left on average; of 60,000 expired some are met by new flows before.
    expect(collector.interval).toBe(60);
    expect(counted.high).toBeCloseTo(120_250 + 131_072 * (1 - Math.exp(-60_000 / 131_072)), 0);
  });

  it("counts nothing more where each entry has a timer, and 120 s of flows with 5.10.223", () => {
    const old = results(state({}, { ...TARGET, kernel: version("4.4") })).occupancy;
    expect(old.counted).toEqual({ low: 120_250, high: 120_250 });
    expect(results(state({}, { ...TARGET, kernel: version("5.10.223") })).occupancy.collector.interval).toBe(120);
  });

  it("goes to the peak by its factor, and doubles for a partner's flows", () => {
    expect(results(state({ peakFactor: typed(1.5) })).occupancy.peakLive).toBe(180_375);
    expect(results(state({ failover: typed(true) })).occupancy.peakLive).toBe(240_500);
    expect(results(state({ failover: typed(true), peakFactor: typed(1.5) })).occupancy.peakFactor).toBe(3);
  });

  it("carries a burst", () => {
    const of = state({
      classes: typed([flow({ rate: 100 })]),
      scenario: typed("burst"),
      "burst.factor": typed(3),
      "burst.seconds": typed(60),
    });
    // 100/s x 120.25 s, and 200/s more for 60 s.
    expect(results(of).occupancy.peakLive).toBe(12_025 + 12_000);
    const fill = results(of).occupancy.fill;
    expect(fill[0]?.live).toBe(12_025);
    expect(Math.max(...fill.map(({ live }) => live))).toBe(24_025);
    expect(fill.at(-1)?.live).toBeCloseTo(12_025);
  });

  it("says when an empty table is full, or that it never is", () => {
    expect(results(state()).occupancy.secondsToFull).toBeNull();
    const small = state({ max: typed(60_000) });
    expect(results(small).occupancy.secondsToFull).toBe(60);
    const { fill } = results(small).occupancy;
    expect(fill[0]).toEqual({ seconds: 0, live: 0, counted: { low: 0, high: 0 } });
    for (const { live, counted } of fill) expect(counted.high).toBeGreaterThanOrEqual(live);
  });

  it("has nothing to say without flows", () => {
    const { occupancy, rates, recommendation } = results(state({ classes: typed([]) }));
    expect(occupancy).toMatchObject({ rate: 0, live: 0, peak: 0, fill: [], secondsToFull: null });
    expect(rates).toEqual({ full: null, crowded: null, withHeadroom: null });
    expect(recommendation.max).toBe(262_144);
  });
});

describe("rates", () => {
  it("come back: what a workload needs is full at its rate", () => {
    expect(results(state({ max: typed(120_250) })).rates.full).toBeCloseTo(1000);
    expect(results(state({ max: typed(180_375), peakFactor: typed(1.5) })).rates.full).toBeCloseTo(1000);
  });

  it("are lower where expired entries count", () => {
    const { peak } = results(state()).occupancy;
    expect(results(state({ max: typed(Math.ceil(peak)) })).rates.crowded).toBeCloseTo(1000, 0);
  });
});

describe("limits", () => {
  const kinds = (of: CalculatorState) =>
    results(of)
      .limits.filter(({ exceeded }) => exceeded)
      .map(({ kind }) => kind);

  it("names the table only where live entries fill it", () => {
    expect(kinds(state())).toEqual([]);
    expect(kinds(state({ max: typed(150_000) }))).toEqual(["collector"]);
    expect(kinds(state({ max: typed(100_000) }))).toEqual(["table", "collector"]);
  });

  it("names ephemeral ports towards one destination", () => {
    const of = state({ classes: typed([flow({ pairs: 4 })]) });
    expect(kinds(of)).toEqual(["ports"]);
    expect(results(of).occupancy.live).toBe(4 * 28_232);
    expect(results(of).occupancy.classes[0]?.portLimit).toBe(112_928);
    // No rate fills a table that is larger than all ports.
    expect(results(of).rates.full).toBeNull();
    expect(results(of).limits.find(({ kind }) => kind === "ports")?.text).toContain(
      "112,928 ephemeral ports (28,232 towards each destination)",
    );
  });

  it("names a hash table that refuses first", () => {
    // 1,024 buckets: 0.1 % of new flows are refused from 18,174 entries on (Poisson), long before 262,144.
    expect(kinds(state({ buckets: typed(1024) }))).toEqual(["hash"]);
  });

  it("names memory and budget", () => {
    expect(kinds(state({ max: typed(2 ** 26) }))).toEqual(["memory"]);
    expect(kinds(state({ budget: typed(2 ** 20) }))).toEqual(["memory"]);
  });

  it("names a collector that cannot keep up", () => {
    const texts = results(state({ max: typed(2 ** 25), classes: typed([flow({ rate: 100_000 })]) })).limits.map(({ text }) => text);
    expect(texts.some((text) => text.includes("64,000 entries per second"))).toBe(true);
  });
});

describe("effects", () => {
  it("says what TIME_WAIT from 120 to 30 s saves", () => {
    const effect = results(state()).effects.find(({ key }) => key === "nf_conntrack_tcp_timeout_time_wait");
    // 1,000 a second x 90 s, 256 bytes each
    expect(effect).toMatchObject({ from: 120, to: 30, entriesSaved: 90_000, bytesSaved: 90_000 * 256 });
  });

  it("ranks by what is saved, and leaves out what saves nothing", () => {
    const classes = [flow(), flow({ name: "lost", rate: 1, ends: "idle" })];
    const { effects } = results(state({ classes: typed(classes) }));
    expect(effects.map(({ key }) => key)[0]).toBe("nf_conntrack_tcp_timeout_established");
    const saved = effects.map(({ entriesSaved }) => entriesSaved);
    expect(saved).toEqual([...saved].sort((a, b) => b - a));
    expect(effects.every(({ risk }) => risk.length > 20)).toBe(true);
    expect(effects.some(({ key }) => key.includes("udp"))).toBe(false);
  });
});

describe("recommendation", () => {
  const unknown: KernelTarget = { kernel: version("6.18"), arch: "x86_64", hz: 250 };
  /** 2^29 / 16384 / 8 = 4,096 entries by itself. */
  const small: KernelTarget = { ...unknown, memory: 2 ** 29 };

  it("leaves a quarter free over all that is counted, with as many buckets as entries", () => {
    const { recommendation } = results(state({}, small));
    // 120,250 alive; were all of 60,000 expired ones to stay, 180,250 / 0.75 would ask for 470 pages of 512 buckets, in
    // which 120,320 x (1 - e^(-60,000 / 120,320)) = 47,245 stay; 167,495 / 0.75 = 223,327, up to whole pages.
    expect(recommendation.max).toBe(223_744);
    expect(recommendation.buckets).toBe(223_744);
    expect(recommendation.timeouts).toEqual({});
    expect(recommendation.bytes).toBe(223_744 * (256 + 8));
  });

  it("keeps to the wished chains and headroom", () => {
    const { max, buckets } = results(state({ headroom: typed(0), meanChain: typed(1) }, small)).recommendation;
    expect(buckets).toBe(2 * max);
    expect(max).toBeGreaterThanOrEqual(167_495);
    expect(max).toBeLessThan(180_250);
  });

  it("stays with the kernel's own choice where that is enough", () => {
    const { recommendation } = results(state());
    expect(recommendation).toMatchObject({ max: 262_144, buckets: 262_144 });
    expect(words(recommendation.reasons)).toContain("kernel's default of 262,144");
  });

  it("does not go below the limit that there is, or the kernel's own, unless a budget asks for it", () => {
    const few = { classes: typed([flow({ rate: 10 })]) };
    const settled = (over: Partial<CalculatorState>, target: KernelTarget) => results(state({ ...few, ...over }, target)).recommendation;
    expect(settled({}, small).max).toBe(4096);
    expect(settled({}, unknown)).toMatchObject({ max: 262_144, buckets: 262_144 });
    expect(words(settled({}, unknown).reasons)).toContain("262,144 with plenty of memory (the machine's memory is unknown)");
    const inFile = settled({ max: { value: 500_000, origin: "file", inFile: 500_000 } }, small);
    expect(inFile.max).toBe(500_000);
    expect(words(inFile.reasons)).toContain("is not lowered");
    expect(settled({ budget: typed(2 ** 20) }, unknown).max).toBeLessThan(4096);
  });

  it("says what does not fit into the memory, and writes no more than a quarter of it", () => {
    // 12 million alive at the peak; 2^29 / 4 bytes at 264 a pair of entry and bucket hold 508,400 and some.
    const { max, bytes, reasons } = results(state({ classes: typed([flow({ rate: 100_000 })]) }, small)).recommendation;
    expect(bytes).toBeLessThanOrEqual(2 ** 27);
    expect(max).toBe(Math.floor(2 ** 27 / (256 + 8) / 512) * 512);
    expect(words(reasons)).toContain("This workload does not fit");
  });

  it("changes a timeout only where it earns it", () => {
    const lost = [flow(), flow({ name: "lost", rate: 1, ends: "idle" })];
    const { timeouts, reasons } = results(state({ classes: typed(lost) })).recommendation;
    expect(timeouts).toEqual({ nf_conntrack_tcp_timeout_established: 86_400 });
    expect(words(reasons)).toContain("from 5 days to 1 day");
    // 43,200 abandoned ones are a quarter of the peak; 4,320 are not worth a risk.
    expect(results(state({ classes: typed([flow(), flow({ name: "lost", rate: 0.01, ends: "idle" })]) })).recommendation.timeouts).toEqual(
      {},
    );
  });

  it("brings a table into a budget by timeouts, and says so when it cannot", () => {
    const budget = typed(40 * 2 ** 20);
    const { timeouts, bytes } = results(state({ budget }, unknown)).recommendation;
    expect(timeouts).toEqual({ nf_conntrack_tcp_timeout_time_wait: 30 });
    expect(bytes).toBeLessThanOrEqual(budget.value);
    const tight = results(state({ budget: typed(2 ** 20) }, unknown)).recommendation;
    expect(tight.bytes).toBeLessThanOrEqual(2 ** 20);
    expect(words(tight.reasons)).toContain("is enough for only");
  });

  it("refuses nothing on kernels with the short insert limit, and says where buckets are a module parameter", () => {
    const short = results(state({}, { ...unknown, kernel: version("6.0") }));
    expect(short.recommendation.buckets).toBeGreaterThanOrEqual(short.recommendation.max);
    const old = results(state({}, { ...unknown, kernel: version("4.4") })).recommendation;
    expect(words(old.reasons)).toContain("only when the module is loaded");
  });
});

describe("do I need tracking at all?", () => {
  const dns = flow({ name: "dns", protocol: "udp", ends: "stops", duration: 0, port: 53 });

  it("says what going without saves, and what it ends", () => {
    const [one, ...more] = results(state({ classes: typed([flow(), dns]) })).untracked;
    expect(more).toEqual([]);
    // 1,000/s x 30 s live, and their share of what waits
    expect(one?.entriesSaved).toBeGreaterThanOrEqual(30_000);
    expect(one?.entriesSaved).toBeLessThan(90_000);
    expect(one?.nftables).toContain("udp dport 53 fib daddr type local notrack");
    expect(one?.nftables).toContain("udp sport 53 fib saddr type local notrack");
    expect(one?.iptables).toContain("iptables -w -t raw -I PREROUTING -p udp --dport 53 -m addrtype --dst-type LOCAL -j CT --notrack");
    expect(one?.stops.join(" ")).toContain("NAT");
  });

  it("does not ask where NAT needs it, or nothing listens", () => {
    expect(results(state({ classes: typed([flow(), { ...dns, nat: true }]) })).untracked).toEqual([]);
  });
});

describe("a state that cannot be", () => {
  it.each<[string, Partial<CalculatorState>]>([
    ["max", { max: typed(0) }],
    ["max", { max: typed(1.5) }],
    ["buckets", { buckets: typed(2 ** 40) }],
    ["headroom", { headroom: typed(1) }],
    ["headroom", { headroom: typed(Number.NaN) }],
    ["budget", { budget: typed(-1) }],
    ["classes.0.rate", { classes: typed([flow({ rate: -1 })]) }],
    ["classes.0.ends", { classes: typed([flow({ protocol: "udp" })]) }],
    ["classes.1.name", { classes: typed([flow(), flow()]) }],
    ["classes.0.port", { classes: typed([flow({ port: 70_000 })]) }],
  ])("is told by %s", (field, over) => {
    const answer = calculate(state(over));
    expect(answer).toMatchObject({ problems: [{ field }] });
  });
});

it("applies presets that can all be computed with", () => {
  const before = state();
  expect(
    results(applyPreset(before, "haproxy", { rate: 2000, servers: 2 })).limits.some(({ kind, exceeded }) => kind === "ports" && exceeded),
  ).toBe(true);
  // 8 GiB before 5.15: 65,536 buckets x 4; 2 GiB since: 65,536 of each.
  expect(applyPreset(before, "kernel-5.14")).toMatchObject({ max: { value: 262_144 }, buckets: { value: 65_536 } });
  expect(applyPreset(before, "kernel-5.15", { memory: 2 })).toMatchObject({ max: { value: 65_536 }, buckets: { value: 65_536 } });
  // kube-proxy: 16 cores x 32,768; buckets enough stay, and the timeouts are its own, longer or not.
  const kube = applyPreset(before, "kube-proxy", { cores: 16 });
  expect(kube).toMatchObject({ max: { value: 524_288 }, buckets: { value: 262_144 } });
  expect(kube.timeouts.nf_conntrack_tcp_timeout_established.value).toBe(86_400);
  expect(kube.timeouts.nf_conntrack_tcp_timeout_close_wait.value).toBe(3600);
  expect(applyPreset(before, "kube-proxy", { cores: 1 }).max.value).toBe(262_144);
  expect(applyPreset(before, "rfc-nat").timeouts.nf_conntrack_udp_timeout.value).toBe(120);
  expect(applyPreset(before, "no-such")).toBe(before);
});
