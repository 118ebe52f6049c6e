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

  test("draws the count against limit and alert lines", () => {
    const history = new LiveHistory();
    history.add(100, reading(500, 7));
    history.add(101, reading(820, 7));
    const view = history.view();
    expect(view).toMatchObject({ level: "warning", headline: "Conntrack table 82 % full: 820 entries of 1,000; nothing is lost now" });
    const [fill] = view?.charts ?? [];
    expect(fill?.series[0]?.points).toEqual([
      { x: -1, y: 500 },
      { x: 0, y: 820 },
    ]);
    expect(fill?.marks.map(({ at }) => at)).toEqual([800, 900, 1000]);
    expect(fill?.y.max).toBeGreaterThan(1000);
  });

  test("has drops by the second, and not what was lost before it began", () => {
    const history = new LiveHistory();
    history.add(10, reading(1000, 5000, 10));
    // 300 in 2 s.
    history.add(12, reading(1000, 5300, 14));
    const view = history.view();
    expect(view?.level).toBe("error");
    expect(view?.headline).toContain("packets dropped: 150/s, entries thrown out early: 2/s");
    expect(view?.charts[1]?.series.map(({ points }) => points)).toEqual([[{ x: 0, y: 150 }], [{ x: 0, y: 2 }], [{ x: 0, y: 0 }]]);
  });

  test("keeps ten minutes", () => {
    const history = new LiveHistory();
    for (let second = 0; second < 700; second++) history.add(second, reading(second, 0));
    const points = history.view()?.charts[0]?.series[0]?.points ?? [];
    expect([points.length, points[0]]).toEqual([600, { x: -599, y: 100 }]);
  });
});
