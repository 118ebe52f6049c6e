// Trees as nobody would make them: few names, few keys and many files, so that everything meets everything. The same
// number gives the same trees on every machine.
import type { MemoryFile } from "../../src/core/boot/tree/memory-port.ts";
import { type Random, seeded } from "../kernel/random.ts";
import type { ProgramRun, TreeSpec } from "./tree-spec.ts";

const FOLDERS = ["/etc/sysctl.d", "/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d"];
const NAMES = ["10-a", "10-a", "50-x", "50-x", "99-sysctl", "A", "a", "_", "B", ".h", "é", "b c", "9", "[ab]", "{a,b}", "\udcfe"];
const ENDINGS = [".conf", ".conf", ".conf", ".conf", ".conf", ".conf", "", ".conf.bak"];
const LINKS = [
  "../sysctl.conf",
  "/etc/sysctl.conf",
  "10-a.conf",
  "/usr/lib/sysctl.d/50-x.conf",
  "/dev/null",
  "nowhere",
  "50-x.conf",
  "../../etc/sysctl.d/10-a.conf",
];

const NETFILTER = [
  "nf_conntrack_udp_timeout",
  "nf_conntrack_udp_timeout",
  "nf_conntrack_udp_timeout_stream",
  "nf_conntrack_icmp_timeout",
  "nf_conntrack_gre_timeout",
];
const SPECIAL = [
  "nf_conntrack_acct",
  "nf_conntrack_frag6_high_thresh",
  "nf_conntrack_frag6_low_thresh",
  "nf_conntrack_count",
  "nf_conntrack_nope",
  "nf_conntrack_tcp_max_retrans",
];
const PATTERNS = [
  "nf_conntrack_udp_timeou?",
  "nf_conntrack_ud?_timeout",
  "nf_conntrack_udp_*",
  "nf_conntrack_[ui]*_timeout",
  "nf_conntrack_{gre,icmp}_timeou?",
  "nf_conntrack_frag6_*_thresh",
  "nf_conntrack_g*_timeout",
];
const VALUES = [
  "30",
  "40",
  "41",
  "42",
  "0x29",
  "052",
  "43 # note",
  "44",
  " 45 ",
  "1",
  "0",
  "2",
  "abc",
  "1h",
  "",
  "5000000",
  "6000000",
  "2000000",
  "3145728",
  "4194304",
];

export function generatedTrees(count: number): readonly TreeSpec[] {
  return Array.from({ length: count }, (_, index) => generate(index));
}

function generate(index: number): TreeSpec {
  const random = seeded(index + 1);
  const files: Record<string, MemoryFile> = {};
  for (let left = 1 + random(7); left > 0; left--) {
    const path = `${pick(random, FOLDERS)}/${pick(random, NAMES)}${pick(random, ENDINGS)}`;
    files[path] = file(random);
  }
  if (random(2) === 0) files["/etc/sysctl.conf"] = text(random);
  if (random(4) === 0) files["/etc/sysctl.d/99-sysctl.conf"] = { link: "../sysctl.conf" };
  if (random(8) === 0) files["/run/credentials/systemd-sysctl.service/sysctl.extra"] = text(random);
  // A link for /lib cannot stand where files below it are.
  if (random(5) === 0 && !Object.keys(files).some((path) => path.startsWith("/lib/"))) files["/lib"] = { link: "usr/lib" };
  return { name: `generated ${index}`, files, runs: runsFor(files) };
}

function runsFor(files: Readonly<Record<string, MemoryFile>>): readonly ProgramRun[] {
  // Given one by one, BusyBox gets to see more than its one file; links and folders may be among them.
  const named = Object.keys(files)
    .filter((path) => path.endsWith(".conf") && !/[\udc80-\udcff]/.test(path) && !/[[{]/.test(path))
    .sort();
  return [
    { program: "systemd" },
    { program: "procps" },
    { program: "busybox" },
    { program: "busybox", files: named.length > 0 ? named : ["/etc/sysctl.conf"] },
  ];
}

function file(random: Random): MemoryFile {
  switch (random(12)) {
    case 0:
      return { link: pick(random, LINKS) };
    case 1:
      return random(2) === 0 ? { folder: true } : "";
    default:
      return text(random);
  }
}

function text(random: Random): string {
  let lines = random(30) === 0 ? "\ufeff" : "";
  for (let left = 1 + random(8); left > 0; left--)
    lines += line(random) + pick(random, ["\n", "\n", "\n", "\n", "\n", "\r\n", "\r", "\\\n", "\0", "\n\n"]);
  return random(6) === 0 ? lines.replace(/\n$/, "") : lines;
}

function line(random: Random): string {
  const blank = (): string => pick(random, ["", "", " ", "\t", "  "]);
  switch (random(14)) {
    case 0:
      return `${blank()}${pick(random, ["#", ";"])} ${key(random)} = 1`;
    case 1:
      return `-${blank()}${key(random)}`;
    case 2:
      return pick(random, ["", " ", "junk", "-", "=", "\\", `${key(random)} 45`]);
    default: {
      const dash = random(9) === 0 ? pick(random, ["-", "- ", "--"]) : "";
      return `${blank()}${dash}${key(random)}${blank()}=${blank()}${pick(random, VALUES)}${blank()}`;
    }
  }
}

function key(random: Random): string {
  const kind = random(10);
  const name = pick(random, kind === 0 ? SPECIAL : kind < 3 ? PATTERNS : kind === 3 ? [...SPECIAL.slice(1, 3)] : NETFILTER);
  const shape = pick(random, [
    "net.netfilter.",
    "net.netfilter.",
    "net.netfilter.",
    "net/netfilter/",
    "/net/netfilter/",
    "net..netfilter.",
    "net.netfilter/",
  ]);
  return shape + name;
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)] as T;
}
