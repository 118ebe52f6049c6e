// The size of a page: it decides what bucket counts round up to, and how slabs are cut. A flavour of the kernel, not of
// the architecture: the release name tells it, or nothing does, and then every size that the architecture has is possible.
import type { Arch, KernelTarget } from "./target.ts";
import { type KernelVersion, version } from "./version.ts";

const KIB = 1024;
const [SMALL, MIDDLE, LARGE] = [4 * KIB, 16 * KIB, 64 * KIB];

/** Sizes that a kernel can be configured to, the usual one first (arch/ARCH/Kconfig). */
const CHOICES: Readonly<Record<Arch, readonly number[]>> = {
  x86_64: [SMALL],
  aarch64: [SMALL, MIDDLE, LARGE],
  i386: [SMALL],
  arm: [SMALL],
  ppc64le: [LARGE, SMALL],
  riscv64: [SMALL],
  s390x: [SMALL],
};

/** -16k and -64k of Debian and Ubuntu, +64k of RHEL 9 and later, -64kb of SUSE. */
const FLAVOUR = /[-+._](4|16|64)kb?(?=$|[-+._])/i;

/** Names whose kernels are known to be built with one size. `arch` bounds it; the first that fits counts. */
const NAMES: readonly { readonly arch: Arch; readonly name: RegExp; readonly bytes: number }[] = [
  { arch: "aarch64", name: /[-.]asahi(?=$|[-.])/, bytes: MIDDLE },
  { arch: "aarch64", name: /-rpi-2712$/, bytes: MIDDLE },
  // RHEL 7 and 8 have 64 KiB on this architecture; 9 and later have 4, and a kernel of its own for 64 ("+64k").
  { arch: "aarch64", name: /\.el[78](?=$|[._])/, bytes: LARGE },
  { arch: "aarch64", name: /\.(?:el(?:9|\d\d)|fc\d\d|amzn\d+)(?=$|[._])/, bytes: SMALL },
  // Debian's and Ubuntu's plain flavours.
  { arch: "aarch64", name: /-(?:arm64|generic|aws|azure|gcp|oracle|raspi|virtual|kvm|rpi-v8|default)$/, bytes: SMALL },
  { arch: "aarch64", name: /-(?:talos|flatcar|coreos)$/, bytes: SMALL },
  { arch: "ppc64le", name: /\+deb(?:1[3-9]|[2-9]\d)-powerpc64le$/, bytes: SMALL },
  { arch: "ppc64le", name: /\.(?:el[789]|fc\d\d)(?=$|[._])/, bytes: LARGE },
  { arch: "ppc64le", name: /-(?:generic|default)$/, bytes: LARGE },
];

/** Debian built powerpc64le with 64 KiB up to 12 (6.1.176, booted); 13 has 4 KiB, and -64k beside it. */
const LAST_LARGE_DEBIAN = version("6.1");

/** Every page size that the target may have, the usual one first; one where somebody says, or its name does. */
export function pageSizes({ kernel, arch, pageSize }: KernelTarget): readonly number[] {
  if (pageSize !== undefined) return [pageSize];
  const choices = CHOICES[arch];
  if (choices.length === 1) return choices;
  const told = toldBy(kernel, arch);
  return told === undefined ? choices : [told];
}

/** The page size to reckon with: where several are possible, the usual one. */
export function pageBytes(target: KernelTarget): number {
  return pageSizes(target)[0] ?? SMALL;
}

/** Sizes that anybody may write. */
export const PAGE_SIZES: readonly number[] = [SMALL, MIDDLE, LARGE];

function toldBy(kernel: KernelVersion, arch: Arch): number | undefined {
  const flavour = FLAVOUR.exec(kernel.text)?.[1];
  if (flavour !== undefined) return Number(flavour) * KIB;
  const name = NAMES.find((one) => one.arch === arch && one.name.test(kernel.text));
  if (name) return name.bytes;
  return arch === "ppc64le" && /-powerpc64le$/.test(kernel.text) && kernel.release <= LAST_LARGE_DEBIAN.release ? LARGE : undefined;
}
