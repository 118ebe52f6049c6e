// What was held against a kernel (npm run verify:firewall): the same texts give the same answers, in every form of them.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { firewallAnswer, type RuleText } from "../../../../src/core/firewall/firewall.ts";

interface Recorded {
  readonly kernel: string;
  readonly sets: readonly {
    readonly name: string;
    readonly texts: readonly RuleText[];
    readonly ports: readonly number[];
    readonly families: readonly string[];
    readonly classes: readonly string[];
    readonly probes: number;
  }[];
}

const { sets }: Recorded = JSON.parse(readFileSync(new URL("../../../fixtures/firewall-agreement.json", import.meta.url), "utf8"));

describe("the recorded rule sets", () => {
  test("are at least 40, with answers of every kind", () => {
    expect(sets.length).toBeGreaterThanOrEqual(40);
    const answers = new Set(sets.flatMap(({ classes }) => classes.map((line) => line.split(" ")[3])));
    expect([...answers].sort()).toEqual(["needs-tracking", "unknown", "untracked-now", "works-untracked", "works-with-changes"]);
  });

  test.each(sets.map((set) => [set.name, set] as const))("%s", (_, { texts, ports, families, classes }) => {
    const answer = firewallAnswer({ texts, ports });
    expect(answer.notUnderstood).toEqual([]);
    expect(answer.families).toEqual(families);
    const told = answer.ports.map(
      ({ protocol, port, role, answer: own, dropped }) => `${protocol} ${port} ${role}: ${own}${dropped ? " (dropped)" : ""}`,
    );
    expect(told).toEqual(classes);
  });
});
