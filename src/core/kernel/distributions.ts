// Kernels of distributions: what `uname -r` prints there, and what is known of them beside the mainline of that number.
// `known` says how: booted and asked here; read in the distribution's published source or package; or open, where neither
// was done, and the facts of the mainline branch stand for it with what vendors may have changed left open. Data only.

import { say } from "../words/say.ts";

export interface Distribution {
  /** Distribution and release, as people say it. */
  readonly name: string;
  /** What to write as the target's kernel. */
  readonly kernel: string;
  readonly known: "booted" | "read" | "open";
  /** What differs from the mainline of that number, and where that is from; one sentence each. */
  readonly differs: readonly string[];
}

const BUILDS = say("The build number hides the stable release; for known builds it is derived from the build number in the target.");
const HIDDEN = say(
  "The third number stays 0 while stable fixes are added; which of them a build has is unknown, so every patch level is considered possible: /proc/version_signature shows the release it is based on.",
);
const OPENWRT = say(
  "package/kernel/linux/files/sysctl-nf-conntrack.conf sets acct 1, checksum 0, tcp_max_retrans 5, established 7440, udp 60 and udp_stream 180 when the module loads.",
);
const PLAIN = say("Follows its stable branch release by release; its own patches were not examined.");

const onLine = (name: string, line: string): string => say("{name} on {line}", { name, line });
export const andDerivatives = (name: string): string => say("{name} and derivatives", { name });

/** Newest first; within a release in order of name. */
export const DISTRIBUTIONS: readonly Distribution[] = [
  { name: onLine("Talos", "6.18"), kernel: "6.18-talos", known: "open", differs: [PLAIN] },
  {
    name: "Debian 13",
    kernel: "6.12.118+deb13-amd64",
    known: "booted",
    differs: [
      say("Pages of 4 KiB on arm64 and ppc64el; -16k and -64k are separate kernels."),
      say("Bounds, keys and defaults as booted: 6.12.43, 6.12.107, 6.12.117 and 6.12.118."),
    ],
  },
  {
    name: onLine("OpenWrt", "6.12"),
    kernel: "6.12.21",
    known: "read",
    differs: [say("include/kernel-6.12 of one day named 6.12.21."), OPENWRT],
  },
  {
    name: andDerivatives("RHEL 10"),
    kernel: "6.12.0-55.el10",
    known: "open",
    differs: [say("Backports features and fixes from later kernels; pages of 4 KiB on aarch64, 64 KiB with +64k.")],
  },
  {
    name: "SUSE 16.0",
    kernel: "6.12.0-160000.5-default",
    known: "open",
    differs: [say("Backports fixes from later kernels; -64kb has pages of 64 KiB.")],
  },
  { name: onLine("Flatcar", "6.12"), kernel: "6.12-flatcar", known: "open", differs: [PLAIN] },
  {
    name: "Ubuntu 24.04",
    kernel: "6.8.0-45-generic",
    known: "open",
    differs: [HIDDEN, say("arm64 has -generic-64k in addition to pages of 4 KiB.")],
  },
  {
    name: onLine("OpenWrt", "6.6"),
    kernel: "6.6.47",
    known: "read",
    differs: [say("include/kernel-6.6 of one day named 6.6.47."), OPENWRT],
  },
  { name: onLine("Talos", "6.6"), kernel: "6.6.32-talos", known: "open", differs: [PLAIN] },
  {
    name: "SUSE 15 SP6 and SP7",
    kernel: "6.4.0-150600.21-default",
    known: "open",
    differs: [say("Backports fixes from later kernels; -64kb has pages of 64 KiB.")],
  },
  { name: "Debian 12", kernel: "6.1.0-50-amd64", known: "booted", differs: [BUILDS, say("ppc64el has pages of 64 KiB.")] },
  { name: onLine("Flatcar", "6.1"), kernel: "6.1.90-flatcar", known: "open", differs: [PLAIN] },
  { name: "Amazon Linux 2023", kernel: "6.1.90-99.173.amzn2023", known: "open", differs: [PLAIN] },
  {
    name: "Ubuntu 22.04",
    kernel: "5.15.0-105-generic",
    known: "open",
    differs: [HIDDEN, say("arm64 has -generic-64k in addition to pages of 4 KiB.")],
  },
  {
    name: andDerivatives("RHEL 9"),
    kernel: "5.14.0-427.el9",
    known: "read",
    differs: [
      say(
        "5.14.0-318.el9 (ctrliq/kernel-src-tree@01cf3c371b7e): no bounds on max and expect_max, nf_conntrack_events accepts 2, sctp heartbeat_acked was removed, helper and dccp exist.",
      ),
      say(
        "Other builds backport features and fixes from later kernels; pages of 4 KiB on aarch64, 64 KiB with +64k (centos-stream-9 merge request 1820).",
      ),
    ],
  },
  {
    name: "SUSE 15 SP5",
    kernel: "5.14.21-150500.55-default",
    known: "open",
    differs: [say("Backports fixes from later kernels; -64kb has pages of 64 KiB.")],
  },
  { name: "Debian 11", kernel: "5.10.0-46-amd64", known: "booted", differs: [BUILDS] },
  { name: "Amazon Linux 2", kernel: "5.10.216-204.855.amzn2", known: "open", differs: [PLAIN] },
  { name: "Ubuntu 20.04", kernel: "5.4.0-216-generic", known: "open", differs: [HIDDEN] },
  {
    name: andDerivatives("RHEL 8"),
    kernel: "4.18.0-553.el8",
    known: "open",
    differs: [say("Backports features and fixes from later kernels; pages of 64 KiB on aarch64 and ppc64le.")],
  },
];
