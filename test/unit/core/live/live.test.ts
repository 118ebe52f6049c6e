// The running table over time: rates between readings, what is kept, and what the drawings say.
import { describe, expect, test } from "vitest";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";
import { LiveHistory } from "../../../../src/core/live/live.ts";

const reading = (count: number, drop: number, early = 0) => ({
  count,
  max: 1000,
  statistics: readStatistics(`cpu=0 found=1 insert_failed=0 drop=${drop} early_drop=${early}`) ?? null,
});

describe("a live table", () => {
  test("has nothing to show before it was read", () => {
    expect(new LiveHistory().view()).toBeUndefined();
  });

  test("draws the count against the limit and its bands, and says in words that nothing is lost", () => {
    const history = new LiveHistory();
    history.add(100, reading(500, 7));
    history.add(101, reading(820, 7));
    const view = history.view();
    expect(view).toMatchObject({ level: "warning", headline: "Conntrack table 82 % full: 820 of 1,000 entries. No losses" });
    // Its counters are those of one namespace: others are in the same sentence.
    expect(history.view({ others: "Fullest of 4 other network namespaces: tenant-a, 9.7 % of the limit", full: false })?.headline).toBe(
      "Conntrack table 82 % full: 820 of 1,000 entries. No losses. Fullest of 4 other network namespaces: tenant-a, 9.7 % of the limit",
    );
    expect(history.view({ others: "netns web is full: 99 % of the limit", full: true })?.level).toBe("error");
    expect(view?.quiet).toBe("No losses in the last 1 s.");
    const [fill] = view?.charts ?? [];
    expect(fill?.id).toBe("live-fill");
    expect(fill?.series[0]?.points).toEqual([
      { x: -1, y: 500 },
      { x: 0, y: 820 },
    ]);
    expect(fill?.marks.map(({ at, to }) => [at, to])).toEqual([
      [750, 800],
      [800, 900],
      [900, 1000],
      [1000, undefined],
    ]);
    expect(fill?.y.max).toBeGreaterThan(1000);
  });

  test("has drops by the second, and not what was lost before it began", () => {
    const history = new LiveHistory();
    history.add(10, reading(1000, 5000, 10));
    // 300 in 2 s.
    history.add(12, reading(1000, 5300, 14));
    const view = history.view();
    expect(view?.level).toBe("error");
    expect(view?.headline).toMatch(/^Packets dropped now: 150\/s\. Early evictions now: 2\/s\. Conntrack table /);
    // Losses first, and no line for what never happened.
    expect([view?.quiet, view?.charts[0]?.id]).toEqual([null, "live-losses"]);
    expect(view?.charts[0]?.series.map(({ points }) => points)).toEqual([[{ x: 0, y: 150 }], [{ x: 0, y: 2 }]]);
  });

  test("keeps ten minutes", () => {
    const history = new LiveHistory();
    for (let second = 0; second < 700; second++) history.add(second, reading(second, 0));
    const points = history.view()?.charts[0]?.series[0]?.points ?? [];
    expect([points.length, points[0]]).toEqual([600, { x: -599, y: 100 }]);
  });
});
