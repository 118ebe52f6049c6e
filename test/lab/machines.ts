// The machine that boots kernels of an architecture: emulator, its arguments, console, compiler, and the packages they are in.
import type { DebianArch } from "./kernels.ts";

export interface Machine {
  readonly emulator: string;
  readonly arguments: readonly string[];
  readonly console: string;
  readonly compiler: string;
  /** Debian's packages with the emulator and with the compiler, for whoever lacks them. */
  readonly packages: { readonly emulator: string; readonly compiler: string };
  /** node's name of a machine on which KVM could boot it. */
  readonly native?: NodeJS.Architecture;
  /** How many times longer than on x86 a run may take. */
  readonly patience: number;
}

export const MACHINES: Readonly<Record<DebianArch, Machine>> = {
  amd64: {
    emulator: "qemu-system-x86_64",
    arguments: ["-cpu", "max"],
    console: "ttyS0",
    compiler: "x86_64-linux-gnu-gcc",
    packages: { emulator: "qemu-system-x86", compiler: "gcc" },
    native: "x64",
    patience: 1,
  },
  i386: {
    emulator: "qemu-system-x86_64",
    arguments: ["-cpu", "max"],
    console: "ttyS0",
    compiler: "i686-linux-gnu-gcc",
    packages: { emulator: "qemu-system-x86", compiler: "gcc-i686-linux-gnu libc6-dev-i386-cross" },
    native: "x64",
    patience: 1,
  },
  arm64: {
    emulator: "qemu-system-aarch64",
    // Pointer authentication as the emulator finds it cheap: the architected algorithm takes most of its time.
    arguments: ["-M", "virt,gic-version=3", "-cpu", "max,pauth-impdef=on"],
    console: "ttyAMA0",
    compiler: "aarch64-linux-gnu-gcc",
    packages: { emulator: "qemu-system-arm", compiler: "gcc-aarch64-linux-gnu libc6-dev-arm64-cross" },
    native: "arm64",
    patience: 1.5,
  },
  ppc64el: {
    emulator: "qemu-system-ppc64",
    arguments: ["-M", "pseries", "-cpu", "POWER9"],
    console: "hvc0",
    compiler: "powerpc64le-linux-gnu-gcc",
    packages: { emulator: "qemu-system-ppc qemu-slof", compiler: "gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross" },
    patience: 1.5,
  },
  s390x: {
    emulator: "qemu-system-s390x",
    arguments: ["-M", "s390-ccw-virtio", "-cpu", "max"],
    console: "ttysclp0",
    compiler: "s390x-linux-gnu-gcc",
    packages: { emulator: "qemu-system-misc", compiler: "gcc-s390x-linux-gnu libc6-dev-s390x-cross" },
    patience: 3,
  },
  riscv64: {
    emulator: "qemu-system-riscv64",
    arguments: ["-M", "virt"],
    console: "ttyS0",
    compiler: "riscv64-linux-gnu-gcc",
    packages: { emulator: "qemu-system-misc opensbi", compiler: "gcc-riscv64-linux-gnu libc6-dev-riscv64-cross" },
    patience: 3,
  },
};
