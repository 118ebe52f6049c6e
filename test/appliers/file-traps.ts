// Trees made by hand: at least one for each thing that is said about files, their order and repeated keys.
import type { MemoryFile } from "../../src/core/boot/tree/memory-port.ts";
import type { ProgramRun, TreeSpec } from "./tree-spec.ts";

const N = "net.netfilter.nf_conntrack_";
const UDP = `${N}udp_timeout`;
const STREAM = `${N}udp_timeout_stream`;
const ICMP = `${N}icmp_timeout`;
const GRE = `${N}gre_timeout`;
const HIGH = `${N}frag6_high_thresh`;
const LOW = `${N}frag6_low_thresh`;
const UDP_GLOB = `${N}udp_timeou?`;
const OTHER_GLOB = `${N}ud?_timeout`;

const BOOT: readonly ProgramRun[] = [{ program: "systemd" }, { program: "procps" }, { program: "busybox" }];

/** The boot of all three, and each of them with these files in this order. */
function withFiles(...files: readonly string[]): readonly ProgramRun[] {
  return [...BOOT, { program: "systemd", files }, { program: "procps", files }, { program: "busybox", files }];
}

function set(key: string, value: string | number): string {
  return `${key} = ${value}\n`;
}

function link(target: string): MemoryFile {
  return { link: target };
}

const FOLDER: MemoryFile = { folder: true };
const FOLDERS = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d"];

type Files = Readonly<Record<string, MemoryFile>>;

export function fileTraps(): readonly TreeSpec[] {
  return [
    ...Object.entries({ ...ORDER, ...LINKS, ...NAMES, ...REPEATS, ...EDGES }).map(([name, files]) => ({ name, files, runs: BOOT })),
    ...masks(),
    ...sequences(),
  ];
}

const ORDER: Readonly<Record<string, Files>> = {
  "no files at all": {},
  "empty folders": { "/etc/sysctl.d": FOLDER, "/usr/lib/sysctl.d": FOLDER },
  "only sysctl.conf": { "/etc/sysctl.conf": set(UDP, 41) },
  "sysctl.conf after sysctl.d in procps": { "/etc/sysctl.conf": set(UDP, 41), "/etc/sysctl.d/99-z.conf": set(UDP, 42) },
  "one file in each folder": Object.fromEntries(FOLDERS.map((folder, index) => [`${folder}/5${9 - index}-x.conf`, set(UDP, 50 + index)])),
  "names decide, not folders": { "/etc/sysctl.d/10-a.conf": set(UDP, 41), "/usr/lib/sysctl.d/99-b.conf": set(UDP, 42) },
  "names decide, turned round": { "/etc/sysctl.d/99-a.conf": set(UDP, 41), "/usr/lib/sysctl.d/10-b.conf": set(UDP, 42) },
  "folders are no order": {
    "/lib/sysctl.d/b.conf": set(UDP, 41),
    "/run/sysctl.d/a.conf": set(UDP, 42),
    "/etc/sysctl.d/c.conf": set(ICMP, 43),
  },
  "bytes: B before _ before a": {
    "/etc/sysctl.d/_.conf": set(UDP, 41),
    "/etc/sysctl.d/B.conf": set(UDP, 42),
    "/etc/sysctl.d/a.conf": set(STREAM, 43),
    "/etc/sysctl.d/A.conf": set(STREAM, 44),
  },
  "9 after 10, as text": { "/etc/sysctl.d/9-a.conf": set(UDP, 41), "/etc/sysctl.d/10-a.conf": set(UDP, 42) },
  "a name and the same name with more": { "/etc/sysctl.d/10.conf": set(UDP, 41), "/etc/sysctl.d/10-a.conf": set(UDP, 42) },
  "names beyond ASCII": {
    "/etc/sysctl.d/é.conf": set(UDP, 41),
    "/etc/sysctl.d/z.conf": set(UDP, 42),
    "/etc/sysctl.d/\u{1f600}.conf": set(STREAM, 43),
    "/etc/sysctl.d/\uff5e.conf": set(STREAM, 44),
  },
  "names that are no UTF-8": {
    "/etc/sysctl.d/\udcff.conf": set(UDP, 41),
    "/etc/sysctl.d/\udc80.conf": set(UDP, 42),
    "/etc/sysctl.d/é.conf": set(UDP, 43),
    "/usr/lib/sysctl.d/\udcff.conf": set(UDP, 44),
  },
  "names with blanks and dashes": {
    "/etc/sysctl.d/a b.conf": set(UDP, 41),
    "/etc/sysctl.d/-a.conf": set(UDP, 42),
    "/etc/sysctl.d/#.conf": set(ICMP, 43),
  },
};

const LINKS: Readonly<Record<string, Files>> = {
  "Debian's 99-sysctl.conf": {
    "/etc/sysctl.conf": set(UDP, 41),
    "/etc/sysctl.d/99-sysctl.conf": link("../sysctl.conf"),
    "/etc/sysctl.d/99-zz.conf": set(UDP, 42),
  },
  "an absolute link stays in the root": { "/etc/sysctl.conf": set(UDP, 41), "/etc/sysctl.d/50-x.conf": link("/etc/sysctl.conf") },
  "a link above the root": { "/etc/sysctl.conf": set(UDP, 41), "/etc/sysctl.d/50-x.conf": link("../../../../../etc/sysctl.conf") },
  "a chain of links": {
    "/opt/real": set(UDP, 41),
    "/opt/a": link("b"),
    "/opt/b": link("/opt/c"),
    "/opt/c": link("./real"),
    "/etc/sysctl.d/10-x.conf": link("/opt/a"),
  },
  "a file under two names": {
    "/etc/sysctl.d/10-a.conf": set(UDP, 41) + set(ICMP, 42),
    "/etc/sysctl.d/90-b.conf": link("10-a.conf"),
    "/etc/sysctl.d/50-c.conf": set(UDP, 43),
  },
  "a dangling link": { "/etc/sysctl.d/10-a.conf": link("/nowhere"), "/etc/sysctl.d/20-b.conf": set(UDP, 41) },
  "a link to itself": { "/etc/sysctl.d/10-a.conf": link("10-a.conf"), "/etc/sysctl.d/20-b.conf": set(UDP, 41) },
  "two links in a ring": {
    "/etc/sysctl.d/10-a.conf": link("20-b.conf"),
    "/etc/sysctl.d/20-b.conf": link("10-a.conf"),
    "/etc/sysctl.d/30-c.conf": set(UDP, 41),
  },
  "a link to a folder": { "/opt/x": FOLDER, "/etc/sysctl.d/10-a.conf": link("/opt/x"), "/etc/sysctl.d/20-b.conf": set(UDP, 41) },
  "the folder is a link": {
    "/opt/conf/10-a.conf": set(UDP, 41),
    "/etc/sysctl.d": link("/opt/conf"),
    "/usr/lib/sysctl.d/10-a.conf": set(UDP, 42),
  },
  "merged /usr": {
    "/lib": link("usr/lib"),
    "/usr/lib/sysctl.d/50-a.conf": set(UDP, 41) + set(ICMP, 42),
    "/etc/sysctl.d/60-b.conf": set(UDP, 43),
  },
  "two folders are one": {
    "/etc/sysctl.d/50-a.conf": set(UDP, 41),
    "/run/sysctl.d": link("/etc/sysctl.d"),
    "/usr/lib/sysctl.d/60-b.conf": set(UDP, 42),
  },
  "the folder is a dangling link": { "/etc/sysctl.d": link("/nowhere"), "/usr/lib/sysctl.d/10-a.conf": set(UDP, 41) },
  "the folder is a file": { "/etc/sysctl.d": set(UDP, 41), "/usr/lib/sysctl.d/10-a.conf": set(UDP, 42) },
  "sysctl.conf is a link": { "/opt/x": set(UDP, 41), "/etc/sysctl.conf": link("/opt/x") },
  "sysctl.conf is a dangling link": { "/etc/sysctl.conf": link("/nowhere"), "/etc/sysctl.d/10-a.conf": set(UDP, 41) },
  "sysctl.conf is a folder": { "/etc/sysctl.conf": FOLDER, "/etc/sysctl.d/10-a.conf": set(UDP, 41) },
  "sysctl.conf is no file": { "/etc/sysctl.conf": link("/dev/null"), "/etc/sysctl.d/10-a.conf": set(UDP, 41) },
};

const NAMES: Readonly<Record<string, Files>> = {
  "a hidden file": { "/etc/sysctl.d/.hidden.conf": set(UDP, 41), "/etc/sysctl.d/10-a.conf": set(ICMP, 42) },
  "a hidden file sorts first": { "/etc/sysctl.d/.z.conf": set(UDP, 41), "/etc/sysctl.d/-a.conf": set(UDP, 42) },
  "a name of nothing but .conf": { "/etc/sysctl.d/.conf": set(UDP, 41) },
  "other endings": {
    "/etc/sysctl.d/10-a": set(UDP, 41),
    "/etc/sysctl.d/10-a.conf.bak": set(UDP, 42),
    "/etc/sysctl.d/10-a.conf~": set(UDP, 43),
    "/etc/sysctl.d/10-a.CONF": set(UDP, 44),
    "/etc/sysctl.d/10-aconf": set(UDP, 45),
    "/etc/sysctl.d/README": set(UDP, 46),
  },
  "a folder named x.conf": { "/etc/sysctl.d/x.conf": FOLDER, "/etc/sysctl.d/y.conf": set(UDP, 41) },
  "a file in a folder named x.conf": { "/etc/sysctl.d/x.conf/10-a.conf": set(UDP, 41), "/etc/sysctl.d/y.conf": set(ICMP, 42) },
  "a folder below": { "/etc/sysctl.d/sub/10-a.conf": set(UDP, 41) },
  "a pattern as a name, with a match": { "/etc/sysctl.d/10-[ab].conf": set(UDP, 41), "/etc/sysctl.d/10-a.conf": set(UDP, 42) },
  "a pattern as a name, without": { "/etc/sysctl.d/10-[ab].conf": set(UDP, 41), "/etc/sysctl.d/10-c.conf": set(ICMP, 42) },
  "a star as a name": {
    "/etc/sysctl.d/10-*.conf": set(UDP, 41),
    "/etc/sysctl.d/10-a.conf": set(UDP, 42),
    "/etc/sysctl.d/10-b.conf": set(UDP, 43),
  },
  "a question mark as a name": {
    "/etc/sysctl.d/?.conf": set(UDP, 41),
    "/etc/sysctl.d/b.conf": set(UDP, 42),
    "/etc/sysctl.d/.x.conf": set(ICMP, 43),
  },
  "braces as a name, with matches": {
    "/etc/sysctl.d/{b,a}.conf": set(UDP, 41),
    "/etc/sysctl.d/a.conf": set(UDP, 42),
    "/etc/sysctl.d/b.conf": set(UDP, 43),
  },
  "braces as a name, with one match": { "/etc/sysctl.d/{b,a}.conf": set(UDP, 41), "/etc/sysctl.d/a.conf": set(UDP, 42) },
  "braces as a name, without": { "/etc/sysctl.d/{b,a}.conf": set(UDP, 41) },
  "empty braces as a name": { "/etc/sysctl.d/{}.conf": set(UDP, 41) },
  "a backslash in a name": { "/etc/sysctl.d/a\\b.conf": set(UDP, 41), "/etc/sysctl.d/ab.conf": set(ICMP, 42) },
};

const REPEATS: Readonly<Record<string, Files>> = {
  "the last file wins": { "/etc/sysctl.d/10-a.conf": set(UDP, 41), "/etc/sysctl.d/20-b.conf": set(UDP, 42) },
  "the same text keeps its first place": {
    "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 44),
    "/etc/sysctl.d/20-b.conf": set(OTHER_GLOB, 45),
    "/etc/sysctl.d/30-c.conf": set(UDP_GLOB, 44),
  },
  "another text moves to the end": {
    "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 44),
    "/etc/sysctl.d/20-b.conf": set(OTHER_GLOB, 45),
    "/etc/sysctl.d/30-c.conf": set(UDP_GLOB, 46),
  },
  "the same number written otherwise is another text": {
    "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 44) + set(OTHER_GLOB, 45) + set(UDP_GLOB, "0x2c"),
  },
  "taken, then refused": { "/etc/sysctl.d/10-a.conf": set(UDP, 44), "/etc/sysctl.d/20-b.conf": set(UDP, "yes") },
  "refused, then taken": { "/etc/sysctl.d/10-a.conf": set(UDP, "yes"), "/etc/sysctl.d/20-b.conf": set(UDP, 44) },
  "taken, then empty": { "/etc/sysctl.d/10-a.conf": `${set(UDP, 44)}${UDP} =\n${set(ICMP, 45)}` },
  "thresholds: high, low, high": { "/etc/sysctl.d/10-a.conf": set(HIGH, 6_000_000) + set(LOW, 5_000_000) + set(HIGH, 7_000_000) },
  "thresholds: low before high": { "/etc/sysctl.d/10-a.conf": set(LOW, 5_000_000) + set(HIGH, 6_000_000) },
  "thresholds: high before low": { "/etc/sysctl.d/10-a.conf": set(HIGH, 6_000_000) + set(LOW, 5_000_000) },
  "thresholds: lowered in the wrong order": { "/etc/sysctl.d/10-a.conf": set(HIGH, 1_000_000) + set(LOW, 500_000) },
  "thresholds: lowered in the right order": { "/etc/sysctl.d/10-a.conf": set(LOW, 500_000) + set(HIGH, 1_000_000) },
  "thresholds in two files": {
    "/etc/sysctl.d/10-a.conf": set(LOW, 5_000_000),
    "/etc/sysctl.d/20-b.conf": set(HIGH, 6_000_000),
    "/etc/sysctl.d/30-c.conf": set(LOW, 5_500_000),
  },
  "thresholds by one pattern": { "/etc/sysctl.d/10-a.conf": set(`${N}frag6_*_thresh`, 2_000_000) },
  "dot and slash are one key": {
    "/etc/sysctl.d/10-a.conf": set(UDP, 44),
    "/etc/sysctl.d/20-b.conf": set("net/netfilter/nf_conntrack_udp_timeout", 45),
  },
  "the value that is there": { "/etc/sysctl.d/10-a.conf": set(UDP, 30) + set(ICMP, 30) + set(GRE, 31) },
  "the value that is there, written otherwise": { "/etc/sysctl.d/10-a.conf": set(UDP, "0x1e") + set(ICMP, "030") + set(GRE, "30 ") },
  "an explicit key beats a pattern before it": { "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 44), "/etc/sysctl.d/20-b.conf": set(UDP, 45) },
  "an explicit key beats a pattern after it": { "/etc/sysctl.d/10-a.conf": set(UDP, 45), "/etc/sysctl.d/20-b.conf": set(UDP_GLOB, 44) },
  "a refused explicit key beats a pattern": { "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 44), "/etc/sysctl.d/20-b.conf": set(UDP, "off") },
  "a pattern and its spellings": {
    "/etc/sysctl.d/10-a.conf": set("net/netfilter/nf_conntrack_udp_timeou?", 44),
    "/etc/sysctl.d/20-b.conf": set("/net/netfilter/nf_conntrack_udp_timeout", 45),
    "/etc/sysctl.d/30-c.conf": set("net..netfilter.nf_conntrack_icmp_timeout", 46) + set(`${N}icmp_timeou?`, 47),
  },
  "of two patterns the later file wins": { "/etc/sysctl.d/10-a.conf": set(OTHER_GLOB, 44), "/etc/sysctl.d/20-b.conf": set(UDP_GLOB, 45) },
  "of two patterns the later file wins, turned round": {
    "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 45),
    "/etc/sysctl.d/20-b.conf": set(OTHER_GLOB, 44),
  },
  "an exclusion before a pattern": { "/etc/sysctl.d/10-a.conf": `-${UDP}\n`, "/etc/sysctl.d/20-b.conf": set(`${N}udp_timeout*`, 44) },
  "an exclusion after a pattern": { "/etc/sysctl.d/10-a.conf": set(`${N}udp_timeout*`, 44), "/etc/sysctl.d/20-b.conf": `-${UDP}\n` },
  "an exclusion cancels a setting": { "/etc/sysctl.d/10-a.conf": set(UDP, 44), "/etc/sysctl.d/20-b.conf": `-${UDP}\n` },
  "a setting after its exclusion": { "/etc/sysctl.d/10-a.conf": `-${UDP}\n`, "/etc/sysctl.d/20-b.conf": set(UDP, 44) },
  "a setting, its exclusion, the setting": { "/etc/sysctl.d/10-a.conf": `${set(UDP, 44)}-${UDP}\n${set(UDP, 44)}${set(UDP_GLOB, 45)}` },
  "an exclusion twice": { "/etc/sysctl.d/10-a.conf": `-${UDP}\n`, "/etc/sysctl.d/20-b.conf": `-${UDP}\n${set(UDP_GLOB, 44)}` },
  "an exclusion with two dashes": { "/etc/sysctl.d/10-a.conf": `--${UDP}\n${set(UDP_GLOB, 44)}` },
  "an exclusion of a pattern": { "/etc/sysctl.d/10-a.conf": `-${UDP_GLOB}\n${set(UDP_GLOB, 44)}${set(OTHER_GLOB, 45)}` },
  "a dash and a value": { "/etc/sysctl.d/10-a.conf": `-${UDP} = 44\n`, "/etc/sysctl.d/20-b.conf": `-${UDP} = no\n${set(ICMP, 45)}` },
  "the same value with and without a dash": {
    "/etc/sysctl.d/10-a.conf": `-${UDP} = no\n${set(ICMP, 41)}`,
    "/etc/sysctl.d/20-b.conf": set(UDP, "no"),
  },
  "a pattern with a dash": { "/etc/sysctl.d/10-a.conf": `-${UDP_GLOB} = 44\n${set(UDP, 45)}` },
  "missing keys between good ones": {
    "/etc/sysctl.d/10-a.conf": set(UDP, 41) + set(`${N}nope`, 1) + set("no.such.key", 1) + set(ICMP, 42),
  },
  "read-only keys": {
    "/etc/sysctl.d/10-a.conf": set(`${N}count`, 1) + set(`${N}max`, 1000) + set("net.nf_conntrack_max", 1000) + set(UDP, 41),
  },
  "a pattern over read-only keys": { "/etc/sysctl.d/10-a.conf": set(`${N}{count,max,acct}`, 1) + set(`${N}[cm]*`, 1) + set(`${N}ac*`, 1) },
};

const EDGES: Readonly<Record<string, Files>> = {
  "an empty file": { "/etc/sysctl.d/10-a.conf": "", "/etc/sysctl.d/20-b.conf": set(UDP, 41) },
  "no line feed at the end": { "/etc/sysctl.d/10-a.conf": `${UDP} = 41`, "/etc/sysctl.d/20-b.conf": `${ICMP} = 42` },
  "a backslash at the end": { "/etc/sysctl.d/10-a.conf": `${UDP} = 41 \\`, "/etc/sysctl.d/20-b.conf": `${ICMP} = 42\\\n` },
  "a line that is too long for systemd": {
    "/etc/sysctl.d/10-a.conf": `${set(UDP, 41)}# ${"c".repeat(1_048_576)}\n${set(ICMP, 42)}`,
    "/etc/sysctl.d/20-b.conf": set(GRE, 43),
  },
  "a line that is just short enough": { "/etc/sysctl.d/10-a.conf": `${set(UDP, 41)}# ${"c".repeat(1_048_573)}\n${set(ICMP, 42)}` },
  "a line that is one byte too long": { "/etc/sysctl.d/10-a.conf": `${set(UDP, 41)}# ${"c".repeat(1_048_574)}\n${set(ICMP, 42)}` },
  "a credential": {
    "/run/credentials/systemd-sysctl.service/sysctl.extra": set(UDP, 41) + set(UDP_GLOB, 42),
    "/etc/sysctl.d/99-z.conf": set(UDP, 43) + set(ICMP, 44),
  },
  "a credential with the same text": {
    "/run/credentials/systemd-sysctl.service/sysctl.extra": set(UDP_GLOB, 41),
    "/etc/sysctl.d/10-a.conf": set(UDP_GLOB, 41) + set(OTHER_GLOB, 42),
  },
  "two hundred files": Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `/etc/sysctl.d/${(index * 7919) % 1000}-x.conf`,
      set([UDP, ICMP, GRE][index % 3] ?? UDP, 100 + index),
    ]),
  ),
};

/** What hides a file of the same name in a later folder: whatever has the name in an earlier one. */
function masks(): readonly TreeSpec[] {
  const coverings: readonly (readonly [string, MemoryFile])[] = [
    ["a file", set(ICMP, 42)],
    ["an empty file", ""],
    ["a link to /dev/null", link("/dev/null")],
    ["a dangling link", link("nowhere.conf")],
    ["a folder", FOLDER],
    ["a link to another file", link("/opt/x")],
  ];
  const pairs = FOLDERS.flatMap((upper, index) => FOLDERS.slice(index + 1).map((lower) => [upper, lower] as const));
  const inOrder = pairs.map(([upper, lower]): TreeSpec => {
    const files = { [`${upper}/50-x.conf`]: set(ICMP, 42), [`${lower}/50-x.conf`]: set(UDP, 41), [`${lower}/60-y.conf`]: set(GRE, 43) };
    return { name: `${upper} masks ${lower}`, files, runs: BOOT };
  });
  const byKind = coverings.map(([kind, covering]): TreeSpec => {
    const files = { "/opt/x": set(STREAM, 44), "/etc/sysctl.d/50-x.conf": covering, "/usr/lib/sysctl.d/50-x.conf": set(UDP, 41) };
    return { name: `masked by ${kind}`, files, runs: BOOT };
  });
  return [...inOrder, ...byKind];
}

/** Programs that are told which files to read. */
function sequences(): readonly TreeSpec[] {
  const [a, b, c] = ["/etc/sysctl.d/10-a.conf", "/etc/sysctl.d/20-b.conf", "/etc/sysctl.conf"];
  return [
    { name: "in the order they are named", files: { [a]: set(UDP, 41), [b]: set(UDP, 42), [c]: set(UDP, 43) }, runs: withFiles(c, b, a) },
    {
      name: "BusyBox stops in the first file",
      files: { [a]: set(UDP, 41) + set(ICMP, "x") + set(GRE, 42), [b]: set(STREAM, 43) },
      runs: withFiles(a, b),
    },
    {
      name: "BusyBox goes on after what is no refusal",
      files: { [a]: set(`${N}nope`, 1) + set(`${N}count`, 1) + set("net.netfilter", 1) + set(UDP, 41), [b]: set(ICMP, 42) },
      runs: withFiles(a, b),
    },
    { name: "a file that is not there", files: { [a]: set(UDP, 41), [b]: set(ICMP, 42) }, runs: withFiles(a, "/etc/nowhere.conf", b) },
    {
      name: "a folder among the files",
      files: { [a]: set(UDP, 41), "/etc/sysctl.d/x.conf": FOLDER, [b]: set(ICMP, 42) },
      runs: withFiles(a, "/etc/sysctl.d/x.conf", b),
    },
    { name: "a file named twice", files: { [a]: set(UDP, 41) + set(ICMP, 42), [b]: set(UDP, 43) }, runs: withFiles(a, b, a) },
    {
      name: "a refused value in sysctl.conf",
      files: { [a]: set(UDP, 41), [c]: set(ICMP, 42) + set(UDP, "1h") + set(GRE, 43) },
      runs: withFiles(c, a),
    },
  ];
}
