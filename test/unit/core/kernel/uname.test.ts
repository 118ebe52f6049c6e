// What uname -r prints on distributions, read as a target: patch level, pages, and whether absence proves anything.
import { describe, expect, test } from "vitest";
import { DISTRIBUTIONS } from "../../../../src/core/kernel/distributions.ts";
import { pageSizes } from "../../../../src/core/kernel/page-size.ts";
import type { Arch } from "../../../../src/core/kernel/target.ts";
import { parseVersion, patchLevels, releaseName, version } from "../../../../src/core/kernel/version.ts";

describe("a release name", () => {
  test.each<[name: string, release: string, least: number, most: number, backporting: boolean]>([
    // Ubuntu and SUSE hide the stable number; RHEL has none.
    ["5.15.0-105-generic", "5.15", 0, Number.POSITIVE_INFINITY, false],
    ["6.8.0-1015-aws", "6.8", 0, Number.POSITIVE_INFINITY, false],
    ["5.14.0-427.el9", "5.14", 0, Number.POSITIVE_INFINITY, true],
    ["5.14.0-427.13.1.el9_4.aarch64+64k", "5.14", 0, Number.POSITIVE_INFINITY, true],
    ["4.18.0-553.el8_10.x86_64", "4.18", 0, Number.POSITIVE_INFINITY, true],
    ["5.15.0-200.131.27.el9uek.x86_64", "5.15", 0, Number.POSITIVE_INFINITY, true],
    ["6.4.0-150600.21-default", "6.4", 0, Number.POSITIVE_INFINITY, true],
    // Others have it in the name.
    ["5.10.216-204.855.amzn2.x86_64", "5.10", 216, 216, false],
    ["6.1.90-99.173.amzn2023.x86_64", "6.1", 90, 90, false],
    ["6.6.32-talos", "6.6", 32, 32, false],
    ["6.1.90-flatcar", "6.1", 90, 90, false],
    ["6.12.118+deb13-cloud-amd64", "6.12", 118, 118, false],
    ["6.8.12-10-pve", "6.8", 12, 12, false],
    ["6.6.87.2-microsoft-standard-WSL2", "6.6", 87, 87, false],
    ["6.6.86", "6.6", 86, 86, false],
    // Debian's builds, as booted kernels name them: 5.10.0-46 is 5.10.262, 6.1.0-10 was 6.1.37 and 6.1.38.
    ["5.10.0-46-cloud-amd64", "5.10", 262, 262, false],
    ["5.10.0-32-686-pae", "5.10", 223, 223, false],
    ["5.10.0-20-amd64", "5.10", 149, 218, false],
    ["5.10.0-47-amd64", "5.10", 262, Number.POSITIVE_INFINITY, false],
    ["5.10.0-0.deb10.16-amd64", "5.10", 106, 140, false],
    ["6.1.0-10-amd64", "6.1", 37, 38, false],
    ["6.1.0-9-arm64", "6.1", 0, 38, false],
    ["6.1.0-50-rt-amd64", "6.1", 176, 176, false],
    ["6.1.0-30-amd64", "6.1", 112, 135, false],
    ["6.1.0-56-cloud-amd64", "6.1", 192, 192, false],
    // A build of others with the same numbers is none of Debian's.
    ["5.10.0-46-generic", "5.10", 0, Number.POSITIVE_INFINITY, false],
  ])("%s", (name, release, least, most, backporting) => {
    const kernel = version(name);
    expect([releaseName(kernel), patchLevels(kernel), kernel.backporting]).toEqual([release, { least, most }, backporting]);
  });
});

describe("pages", () => {
  const [FOUR, SIXTEEN, SIXTY_FOUR] = [4096, 16384, 65536];
  test.each<[name: string, arch: Arch, sizes: readonly number[]]>([
    ["6.12", "x86_64", [FOUR]],
    ["6.12", "aarch64", [FOUR, SIXTEEN, SIXTY_FOUR]],
    ["6.12.117+deb13-arm64", "aarch64", [FOUR]],
    ["6.12.117+deb13-arm64-16k", "aarch64", [SIXTEEN]],
    ["6.8.0-45-generic-64k", "aarch64", [SIXTY_FOUR]],
    ["5.14.0-427.el9.aarch64", "aarch64", [FOUR]],
    ["5.14.0-427.13.1.el9_4.aarch64+64k", "aarch64", [SIXTY_FOUR]],
    ["4.18.0-553.el8_10.aarch64", "aarch64", [SIXTY_FOUR]],
    ["6.4.0-150600.21-64kb", "aarch64", [SIXTY_FOUR]],
    ["6.1.0-50-powerpc64le", "ppc64le", [SIXTY_FOUR]],
    ["6.12.117+deb13-powerpc64le", "ppc64le", [FOUR]],
    ["6.12.117+deb13-powerpc64le-64k", "ppc64le", [SIXTY_FOUR]],
    ["6.12", "ppc64le", [SIXTY_FOUR, FOUR]],
  ])("%s on %s", (name, arch, sizes) => {
    expect(pageSizes({ kernel: version(name), arch })).toEqual(sizes);
    expect(pageSizes({ kernel: version(name), arch, pageSize: SIXTEEN })).toEqual([SIXTEEN]);
  });
});

test("every distribution's kernel can be read, and says how it is known", () => {
  for (const { name, kernel, differs } of DISTRIBUTIONS) {
    expect([name, parseVersion(kernel) !== undefined]).toEqual([name, true]);
    expect([name, differs.length > 0]).toEqual([name, true]);
  }
});

test("at least two releases of each family are on offer", () => {
  const families = ["Debian", "Ubuntu", "RHEL", "SUSE", "Amazon Linux", "OpenWrt", "Talos", "Flatcar"];
  for (const family of families)
    expect([family, DISTRIBUTIONS.filter(({ name }) => name.startsWith(family)).length > 1]).toEqual([family, true]);
});
