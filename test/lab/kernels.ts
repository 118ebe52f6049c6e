// The kernels of the lab: where each comes from, and what machine boots it. A new kernel is a line here.

export type DebianArch = "amd64" | "i386" | "arm64" | "ppc64el" | "s390x" | "riscv64";

export interface LabKernel {
  /** Its name on the command line and of its recording; never changes. */
  readonly name: string;
  readonly arch: DebianArch;
  /** Looked into in this order. */
  readonly suites: readonly string[];
  /** The package's name whole, tried in this order; of several matches the highest version comes first. */
  readonly packages: readonly RegExp[];
}

const BULLSEYE = ["bullseye-security", "bullseye"];
const BOOKWORM = ["bookworm-security", "bookworm"];
const TRIXIE = ["trixie-security", "trixie"];
const BACKPORTS = ["trixie-backports"];

/** The newest stable release of a branch as Debian numbers it in the package's name. */
function branch(name: string, series: string, flavour: string, suites: readonly string[], arch: DebianArch = "amd64"): LabKernel {
  const dotted = series.replaceAll(".", "\\.");
  return {
    name,
    arch,
    suites,
    packages: [new RegExp(`^linux-image-${dotted}(\\.\\d+)*(-\\d+|\\+deb\\d+(\\.\\d+)?|-0\\.deb\\d+\\.\\d+)?-${flavour}$`)],
  };
}

/** One build, for a fact that changed within its branch. */
function build(name: string, version: string, flavour: string, suites: readonly string[], arch: DebianArch = "amd64"): LabKernel {
  return { name, arch, suites, packages: [new RegExp(`^linux-image-${version.replace(/[.+]/g, "\\$&")}-${flavour}$`)] };
}

export const KERNELS: readonly LabKernel[] = [
  build("5.10.218", "5.10.0-30", "cloud-amd64", ["bullseye"]),
  branch("5.10", "5.10.0", "cloud-amd64", BULLSEYE),
  branch("5.10-rt", "5.10.0", "rt-amd64", BULLSEYE),
  branch("6.1", "6.1.0", "cloud-amd64", BOOKWORM),
  branch("6.1-rt", "6.1.0", "rt-amd64", BOOKWORM),
  build("6.12.43", "6.12.43+deb12", "cloud-amd64", ["bookworm-backports"]),
  branch("6.12", "6.12", "cloud-amd64", TRIXIE),
  branch("6.12-rt", "6.12", "rt-amd64", TRIXIE),
  build("6.16.3", "6.16.3+deb13", "cloud-amd64", BACKPORTS),
  branch("6.16", "6.16", "cloud-amd64", BACKPORTS),
  branch("6.17", "6.17", "cloud-amd64", BACKPORTS),
  branch("6.18", "6.18", "cloud-amd64", BACKPORTS),
  branch("6.19", "6.19", "cloud-amd64", BACKPORTS),
  build("7.0.4", "7.0.4+deb13", "cloud-amd64", BACKPORTS),
  branch("7.0", "7.0", "cloud-amd64", BACKPORTS),
  branch("7.1", "7.1", "cloud-amd64", BACKPORTS),
  branch("7.2", "7.2", "cloud-amd64", BACKPORTS),
  branch("7.2-rt", "7.2", "rt-amd64", BACKPORTS),
  branch("7.3", "7.3", "cloud-amd64", [...BACKPORTS, "experimental"]),
  build("i386-5.10.223", "5.10.0-32", "686-pae", ["bullseye"], "i386"),
  branch("i386-6.1", "6.1.0", "686-pae", ["bookworm"], "i386"),
  branch("i386-6.5", "6.5.0", "686-pae", ["bookworm-backports"], "i386"),
  branch("arm64-6.12", "6.12", "arm64", ["trixie"], "arm64"),
  branch("arm64-6.12-16k", "6.12", "arm64-16k", ["trixie"], "arm64"),
  branch("ppc64el-6.1-64k", "6.1.0", "powerpc64le", ["bookworm"], "ppc64el"),
  branch("ppc64el-6.12", "6.12", "powerpc64le", ["trixie"], "ppc64el"),
  branch("ppc64el-6.12-64k", "6.12", "powerpc64le-64k", ["trixie"], "ppc64el"),
  branch("s390x-6.12", "6.12", "s390x", ["trixie"], "s390x"),
  branch("riscv64-6.12", "6.12", "riscv64", ["trixie"], "riscv64"),
];

export function kernelNamed(name: string): LabKernel | undefined {
  return KERNELS.find((kernel) => kernel.name === name);
}
