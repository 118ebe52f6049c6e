// The kernels on offer.
import { expect, test } from "vitest";
import { KNOWN_KERNELS } from "../../../../src/core/kernel/known-kernels.ts";
import { parseVersion } from "../../../../src/core/kernel/version.ts";

test("each version can be read, and they come newest first", () => {
  const releases = KNOWN_KERNELS.map((kernel) => parseVersion(kernel.version)?.release ?? Number.NaN);
  expect(releases).toEqual([...releases].sort((a, b) => b - a));
});

test("none comes twice, and every label begins with its version", () => {
  expect(new Set(KNOWN_KERNELS.map((kernel) => kernel.version)).size).toBe(KNOWN_KERNELS.length);
  for (const kernel of KNOWN_KERNELS) expect(kernel.label.startsWith(kernel.version)).toBe(true);
});

test("the vendors' versions are known to take features from later kernels", () => {
  for (const kernel of KNOWN_KERNELS) expect(parseVersion(kernel.version)?.backporting).toBe(/\.el\d|-\d{6}\./.test(kernel.version));
});
