// The kernel a configuration is meant for. Every verdict is a function of it.
import { say } from "../words/say.ts";
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
  /** CPUs that the machine can have, where known; page-size.ts and slab.ts say what follows where it is not. */
  readonly cpus?: number;
  /** Bytes of a page, where somebody says so; without it the kernel's name may tell (page-size.ts). */
  readonly pageSize?: number;
}

export const DEFAULT_TARGET: KernelTarget = { kernel: version("6.18"), arch: "x86_64" };

/** CONFIG_HZ choices a mainline kernel offers on the architectures here, smallest first (kernel/Kconfig.hz). */
export const HZ_CHOICES: readonly number[] = [100, 250, 300, 1000];

/** A part of a target by its name: in state, plans and JSON; in a comment's words and settings; as an option. */
export interface TargetPart {
  readonly name: "kernel" | "arch" | "hz" | "memory" | "cpus" | "pageSize";
  /** As a comment says it. */
  readonly word: string;
  /** As the command line says it, without dashes. */
  readonly option: string;
  /** A target goes without it where nobody says. */
  readonly optional: boolean;
  /** What it is, in a few words. */
  readonly means: string;
}

/** In the order in which people say them. */
export const TARGET_PARTS = [
  { name: "kernel", word: "kernel", option: "kernel", optional: false, means: say("kernel version") },
  { name: "arch", word: "arch", option: "arch", optional: false, means: say("machine architecture") },
  { name: "hz", word: "hz", option: "hz", optional: true, means: say("timer ticks per second (CONFIG_HZ)") },
  { name: "memory", word: "memory", option: "memory", optional: true, means: say("memory of the machine") },
  { name: "cpus", word: "cpus", option: "cpus", optional: true, means: say("possible CPUs of the machine") },
  { name: "pageSize", word: "pagesize", option: "page-size", optional: true, means: say("memory page size") },
] as const satisfies readonly TargetPart[];

export type PartName = TargetPart["name"];
