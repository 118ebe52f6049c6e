// The kernel a configuration is meant for. Every verdict is a function of it.
import { type KernelVersion, version } from "./version.ts";

export const ARCHES = ["x86_64", "aarch64", "i386", "arm", "ppc64le", "riscv64", "s390x"] as const;

export type Arch = (typeof ARCHES)[number];

export interface KernelTarget {
  readonly kernel: KernelVersion;
  readonly arch: Arch;
  /** Timer ticks a second (CONFIG_HZ), where known. */
  readonly hz?: number;
  /** Memory of the machine in bytes, where known. */
  readonly memory?: number;
}

export const DEFAULT_TARGET: KernelTarget = { kernel: version("6.18"), arch: "x86_64" };

/** CONFIG_HZ choices a mainline kernel offers on the architectures here, smallest first (kernel/Kconfig.hz). */
export const HZ_CHOICES: readonly number[] = [100, 250, 300, 1000];
