// Advice that cannot hurt: over all causes, kernels and memories, no proposed value is one that our own rules report, none
// lowers the limit, and every step has its review.
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import { STEP_REVIEW } from "../../../../src/core/diagnosis/step-review.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { hostTarget } from "../../../../src/core/evidence/host-target.ts";
import { defaultMax } from "../../../../src/core/kernel/hash-table.ts";
import { KNOWN_KERNELS } from "../../../../src/core/kernel/known-kernels.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { root } from "../../../project/root.ts";
import { counters, FILLED, full, host, logOf } from "./situations.ts";

const GIB = 2 ** 30;
const MAX = "net/netfilter/nf_conntrack_max";
const FULL = "[ 5.0] nf_conntrack: nf_conntrack: table full, dropping packet";
const LONG = {
  ...{ "net/netfilter/nf_conntrack_tcp_timeout_established": 432_000, "net/netfilter/nf_conntrack_udp_timeout": 300 },
  ...{ "net/netfilter/nf_conntrack_udp_timeout_stream": 600, "net/netfilter/nf_conntrack_tcp_timeout_close_wait": 3600 },
  ...{ "net/netfilter/nf_conntrack_icmp_timeout": 60, "net/netfilter/nf_conntrack_expect_max": 256 },
};

const tables = Object.entries(FILLED).map(([id, of]) => [id, full(of)] as const);
const machines = KNOWN_KERNELS.flatMap(({ version }) =>
  [0.25 * GIB, 2 * GIB, 64 * GIB].flatMap((memory) =>
    [2000, 65_536].map((max) => host({ kernel: version, memory, max, count: max, buckets: 1024, values: { ...LONG, [MAX]: max } })),
  ),
);

/** As the engine judges a file of it. */
function reported(settings: readonly { readonly key: string; readonly value: number }[], { host: own }: Evidence): readonly string[] {
  const text = settings.map(({ key, value }) => `${key.replaceAll("/", ".")} = ${value}\n`).join("");
  return lint(parse(text), { target: hostTarget(own) ?? DEFAULT_TARGET, applier: "systemd" })
    .filter(({ severity }) => severity !== "hint")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

const others: readonly (readonly [string, (own: Evidence["host"]) => Evidence])[] = [
  ["hash-too-small", (own) => ({ statistics: counters("insert_failed=900 drop=0 early_drop=0 chaintoolong=900"), host: own })],
  ["expect-table-full", (own) => ({ log: logOf("[ 7.0] nf_conntrack: expectation table full"), host: own })],
  ["max-too-low", (own) => ({ log: logOf(FULL), host: own })],
];

describe("values", () => {
  const situations = [...tables.map(([id, evidence]) => [id, (own: Evidence["host"]) => ({ ...evidence, host: own })] as const), ...others];

  test.each(situations)("of %s are not reported, and do not lower the limit", (_, of) => {
    for (const own of machines) {
      const evidence = of(own);
      const { causes, plan } = diagnose(evidence);
      for (const { steps } of causes)
        for (const step of steps) {
          if (step.kind !== "set") continue;
          // Buckets beside the limit in force, where that is none that is reported by itself.
          const target = hostTarget(own) ?? DEFAULT_TARGET;
          const beside =
            step.key.endsWith("_buckets") && (own.max ?? 0) >= (defaultMax(target) ?? 0)
              ? [{ key: MAX, value: own.max ?? 0 }, step]
              : [step];
          expect([own.kernel, own.memory, step.key, reported(beside, evidence)]).toEqual([own.kernel, own.memory, step.key, []]);
          expect(step.cost.length).toBeGreaterThan(20);
          if (step.key === MAX) expect(step.value).toBeGreaterThanOrEqual(own.max ?? 0);
        }
      const settings = plan?.settings ?? [];
      expect([own.kernel, own.memory, reported(settings, evidence)]).toEqual([own.kernel, own.memory, []]);
      const limit = settings.find(({ key }) => key === MAX)?.value ?? own.max ?? 0;
      expect(limit).toBeGreaterThanOrEqual(own.max ?? 0);
      const target = hostTarget(own);
      if (settings.length > 0 && target) expect(limit).toBeGreaterThanOrEqual(Math.min(defaultMax(target) ?? 0, limit));
    }
  });
});

test("every step of the review is one that a cause proposes", () => {
  const sources = execFileSync("git", ["grep", "--untracked", "-h", "-oE", '"[a-z]+(-[a-z]+)*"', "--", "src/core/diagnosis/causes"], {
    cwd: root,
    encoding: "utf8",
  });
  const named = new Set(sources.split("\n").map((word) => word.slice(1, -1)));
  expect(Object.keys(STEP_REVIEW).filter((id) => !named.has(id))).toEqual([]);
});
