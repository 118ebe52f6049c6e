// Kernels worth offering where a target is chosen: the lines of the mainline, and what well-known distributions ship. Any
// other version can be typed.
import { say } from "../words/say.ts";
import { andDerivatives, DISTRIBUTIONS } from "./distributions.ts";
import { version } from "./version.ts";

export interface KnownKernel {
  /** What to write as the target's kernel. */
  readonly version: string;
  /** The version, and in brackets what it is. */
  readonly label: string;
  /** What differs from the mainline of that number, as far as it is known. */
  readonly detail?: string;
}

const longTerm = (version: string): string => `${version} (${say("long-term")})`;

const LINES: readonly KnownKernel[] = [
  { version: "7.3", label: "7.3" },
  { version: "7.2", label: "7.2" },
  { version: "7.1", label: "7.1" },
  { version: "7.0", label: "7.0" },
  { version: "6.18", label: longTerm("6.18") },
  { version: "6.12", label: longTerm("6.12") },
  { version: "6.6", label: longTerm("6.6") },
  { version: "6.1", label: longTerm("6.1") },
  { version: "5.15", label: longTerm("5.15") },
  { version: "5.10", label: longTerm("5.10") },
  { version: "5.4", label: "5.4" },
  { version: "4.19", label: "4.19 (Debian 10)" },
  { version: "4.15", label: "4.15 (Ubuntu 18.04)" },
  { version: "4.14", label: "4.14" },
  { version: "4.9", label: "4.9 (Debian 9)" },
  { version: "4.4", label: "4.4 (Ubuntu 16.04)" },
  { version: "3.10.0-1160.el7", label: `3.10.0-1160.el7 (${andDerivatives("RHEL 7.9")})` },
  { version: "2.6.32", label: "2.6.32" },
];

/** How each is known, as a word behind its name. */
const KNOWN = {
  booted: say("verified on booted kernels"),
  read: say("read in its source"),
  open: say("as mainline; vendor changes unverified"),
} as const;

/** Newest first; where two share a line, the plain one first. */
export const KNOWN_KERNELS: readonly KnownKernel[] = [
  ...LINES,
  ...DISTRIBUTIONS.map(({ name, kernel, known, differs }) => {
    return { version: kernel, label: `${kernel} (${name}: ${KNOWN[known]})`, detail: differs.join(" ") };
  }),
].sort((one, other) => version(other.version).release - version(one.version).release);
