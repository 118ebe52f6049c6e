// The product against every kernel that was booted and asked (npm run verify:kernels -- --record): verdicts, keys, defaults,
// sizes. The replay needs no kernel.
import { describe, expect, test } from "vitest";
import { compareAll } from "../../../lab/compare/all.ts";
import { targetOf } from "../../../lab/compare/target.ts";
import { isAwaited } from "../../../lab/open.ts";
import { readRecordings } from "../../../lab/recordings/store.ts";

const recordings = readRecordings();

describe.each(recordings.kernels.map((record) => [record.name, record] as const))("%s", (_, record) => {
  const tally = compareAll(recordings, record, targetOf(record));

  test("agrees with the product", () => {
    expect(tally.wrong).toEqual([]);
    expect(tally.agree).toBeGreaterThan(1000);
  });

  test("leaves nothing open but what another kernel has to settle", () => {
    expect(tally.open.filter((one) => !isAwaited(record, one))).toEqual([]);
  });

  test("is never contradicted where the release stands for it as uname -r prints it", () => {
    expect(compareAll(recordings, record, targetOf(record, record.release)).wrong).toEqual([]);
  });

  test("gives assured entries up for nobody, and others one after the other", () => {
    for (const [state, { filled, assured, offered, taken, left, drop, earlyDrop }] of Object.entries(record.evicted)) {
      // Each newcomer is refused, or stands, or has made room; one that stands may make room for the next.
      expect([state, left >= assured, taken + earlyDrop + drop >= offered]).toEqual([state, true, true]);
      if (assured === filled) expect([state, left]).toEqual([state, filled]);
      else expect([state, earlyDrop > 0]).toEqual([state, true]);
      if (assured === 0) expect([state, taken > offered / 3]).toEqual([state, true]);
    }
  });
});

test("the recordings are of several architectures and page sizes", () => {
  expect(new Set(recordings.kernels.map(({ arch }) => arch))).toEqual(
    new Set(["x86_64", "i386", "aarch64", "ppc64le", "s390x", "riscv64"]),
  );
  expect(new Set(recordings.kernels.map(({ page }) => page))).toEqual(new Set([4096, 16384, 65536]));
  for (const { name, initial, child } of recordings.kernels)
    expect([name, Object.keys(initial).length > 40, Object.keys(child).length > 35]).toEqual([name, true, true]);
});
