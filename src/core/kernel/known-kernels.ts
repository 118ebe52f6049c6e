// Kernels worth offering where a target is chosen: the long-term lines, and what well-known distributions ship.
// Data only; any other version can be typed.

export interface KnownKernel {
  /** What to write as the target's kernel. */
  readonly version: string;
  readonly label: string;
}

/** Newest first; where two share a line, the plain one first. */
export const KNOWN_KERNELS: readonly KnownKernel[] = [
  { version: "7.2", label: "7.2" },
  { version: "7.1", label: "7.1" },
  { version: "7.0", label: "7.0" },
  { version: "6.18", label: "6.18 (long-term)" },
  { version: "6.12", label: "6.12 (long-term, Debian 13)" },
  { version: "6.12.0-55.el10", label: "6.12.0-55.el10 (RHEL 10.0 and kin)" },
  { version: "6.8", label: "6.8 (Ubuntu 24.04)" },
  { version: "6.6", label: "6.6 (long-term, OpenWrt 24.10)" },
  { version: "6.1", label: "6.1 (long-term, Debian 12)" },
  { version: "5.15", label: "5.15 (long-term, Ubuntu 22.04)" },
  { version: "5.14.0-427.el9", label: "5.14.0-427.el9 (RHEL 9.4 and kin)" },
  { version: "5.10", label: "5.10 (long-term, Debian 11)" },
  { version: "5.4", label: "5.4 (Ubuntu 20.04)" },
  { version: "4.19", label: "4.19 (Debian 10)" },
  { version: "4.18.0-553.el8", label: "4.18.0-553.el8 (RHEL 8.10 and kin)" },
  { version: "4.15", label: "4.15 (Ubuntu 18.04)" },
  { version: "4.14", label: "4.14" },
  { version: "4.9", label: "4.9 (Debian 9)" },
  { version: "4.4", label: "4.4 (Ubuntu 16.04)" },
  { version: "3.10.0-1160.el7", label: "3.10.0-1160.el7 (RHEL 7.9 and kin)" },
  { version: "2.6.32", label: "2.6.32" },
];
