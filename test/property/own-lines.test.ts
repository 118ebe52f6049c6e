// Trees of which only lines about keys of ours are asked for: whatever else is in them, the findings are those of all lines.
// 600 trees here; RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownLines } from "../../src/core/boot/appliers/own-lines.ts";
import { effective } from "../../src/core/boot/effective.ts";
import { type MemoryFile, memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration } from "../../src/core/embedded/index.ts";
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { lintHost } from "../../src/core/rules/engine/lint-host.ts";
import { lintHostInTurn } from "../../src/core/rules/engine/lint-in-turn.ts";
import { lookingAtAll, silentFiles } from "../../src/core/rules/engine/silent-files.ts";
import { APPLIERS, type Applier } from "../../src/core/sysctl/applier.ts";

const runs = Number(process.env["RUNS"] ?? 600);

const KEYS = [
  ..."net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_buckets net.nf_conntrack_max net.netfilter.nf_conntrack_acct".split(" "),
  ..."net.netfilter.nf_conntrack_tcp_timeout_established net.netfilter.nf_conntrack_udp_timeout net.ipv4.tcp_keepalive_time".split(" "),
  ..."net.netfilter.nf_conntrack_frag6_low_thresh net.netfilter.nf_conntrack_frag6_high_thresh net.ipv4.ip_conntrack_max".split(" "),
  ..."vm.swappiness net.ipv4.ip_forward net.core.somaxconn net.ipv4.conf.eth0/100.rp_filter net/ipv4/ip_forward kernel.x".split(" "),
  ..."net.netfilter.nf_contrack_max net.netfilter.conntrack_max nf_conntrack_max net.netfilter.nf_conntrack.max netfilter.x".split(" "),
  ..."net.netfilter.nf_log.0 net.netfilter.hashsize net.netfilter.nf_flowtable_x net.nf-conntrack-max kern.ipc.x net.inet.ip.x".split(" "),
  ..."net.netfilter.* net.*.x net.netfilter.nf_conntrack_{max,acct} *.swappiness {{key}} net..x .net.x net.x. sysctl".split(" "),
];
const VALUES = "1|0|65536|262144|86400|-1|0x10|010|64k|1 # x|#1||  |{{ v }}|$X|__V__|<X>|(x)|[1]|a\\|a=b|\u00e9|\0|1\v".split("|");
const COMMENTS = [
  ..."# a|; b|#|# conntrack-target: kernel=5.10|#conntrack-disable-file overridden-setting|# Conntrack-disable-next-line x".split("|"),
  ..."# {{ if }}|# {% raw %}|# a\\|# (see <http://a>)|# \u00e9|; {#|# #}".split("|"),
];
const other = fc.constantFrom(..."prose here|=1|-|= |-x|:|\t|  |a.b|kern.x: 1|{% if %}|\ufeff|\0".split("|"));
const setting = fc
  .tuple(
    fc.constantFrom("", "", "", "", "-", "- ", " ", "\t"),
    fc.constantFrom(...KEYS),
    fc.constantFrom("=", " = ", " =", "\t=\t"),
    fc.constantFrom(...VALUES),
  )
  .map((parts) => parts.join(""));
const plain = fc.constantFrom(
  ...KEYS.slice(0, 16).flatMap((key) => [`${key} = 262144`, `${key}=1`, `${key} = 600`, `${key} = 86400`, `${key} = 0`]),
  "vm.swappiness = 10",
  "net.ipv4.ip_forward=1",
);
const line = fc.oneof(
  { weight: 8, arbitrary: plain },
  { weight: 2, arbitrary: setting },
  { weight: 2, arbitrary: fc.constantFrom(...COMMENTS) },
  { weight: 1, arbitrary: other },
);
const END = fc.constantFrom("\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r", "\\\n");
const text = fc.array(fc.tuple(line, END), { maxLength: 5 }).map((lines) => lines.flat().join(""));
const sysctlFiles = fc.dictionary(
  fc
    .tuple(
      fc.constantFrom("/etc/sysctl.d", "/usr/lib/sysctl.d", "/run/sysctl.d"),
      fc.constantFrom("10-a.conf", "20-b.conf", "99-z.conf", ".h.conf", "[1]0-a.conf", "noend"),
    )
    .map((parts) => parts.join("/")),
  fc.oneof(
    { weight: 8, arbitrary: text },
    fc.constantFrom("/dev/null", "/etc/sysctl.conf", "../x").map((link) => ({ link })),
  ),
  { maxKeys: 6 },
);
const OTHERS: Readonly<Record<string, MemoryFile>> = {
  "/etc/modules-load.d/a.conf": "nf_conntrack\n",
  "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=1024\n",
  "/proc/cmdline": "sysctl.net.netfilter.nf_conntrack_max=5 sysctl.vm.swappiness=1",
  "/etc/ufw/ufw.conf": "ENABLED=yes\n",
  "/etc/ufw/sysctl.conf": { link: "/etc/sysctl.d/10-a.conf" },
  "/etc/alpine-release": "3\n",
  "/etc/sysctl.conf": "vm.swappiness = 1\nnet.netfilter.nf_conntrack_max = 9\n",
};
const others = fc.subarray(Object.keys(OTHERS)).map((paths) => Object.fromEntries(paths.map((path) => [path, OTHERS[path] ?? ""])));

/** All that is told of a tree. */
async function told(files: Readonly<Record<string, MemoryFile>>, applier: Applier | "auto", ofOurs: boolean) {
  const host = effective(await readTree(memoryPort(files), ofOurs ? { own: ownLines } : {}), {
    target: DEFAULT_TARGET,
    applier,
    kubeProxy: kubeProxyConfiguration,
  });
  const judged = ofOurs ? lintHostInTurn(host) : lintHost(host);
  return {
    unread: host.unread,
    files: [...judged].map(({ file, document, findings, omitted }) => ({
      path: file.path,
      starts: document.lineStarts,
      omitted,
      findings: findings.map(({ fixes, ...rest }) => ({ ...rest, fixes: fixes() })),
    })),
  };
}

test("lines of other keys change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(sysctlFiles, others, fc.constantFrom("auto" as const, ...APPLIERS), async (files, more, applier) => {
      const tree = { ...more, ...files };
      expect(await told(tree, applier, true)).toEqual(await told(tree, applier, false));
    }),
    { numRuns: runs },
  );
});

test.each(APPLIERS)("%s: plain lines of other keys are not kept, and nobody looks at their file", async (applier) => {
  const plainText = "# Limits\n\nnet.core.somaxconn = 4096\nvm.swappiness=10\n";
  const tree = await readTree(memoryPort({ "/etc/sysctl.d/a.conf": plainText }), { own: ownLines });
  const file = tree.folders.get("/etc/sysctl.d")?.files[0];
  const host = effective(tree, { target: DEFAULT_TARGET, applier });
  expect(file && silentFiles(host)(file)).toBe(true);
  expect(host.events).toEqual([]);
});

describe("plain lines of keys of ours", () => {
  const limit = "net.netfilter.nf_conntrack_max = 300000\n";
  const [first, second] = ["/etc/sysctl.d/a.conf", "/etc/sysctl.d/b.conf"];
  const isSilent = async (text: string): Promise<boolean | undefined> => {
    const tree = await readTree(memoryPort({ [first]: text, [second]: limit }), { own: ownLines });
    const file = tree.folders.get("/etc/sysctl.d")?.files.find(({ path }) => path === first);
    return file && silentFiles(effective(tree, { target: DEFAULT_TARGET, applier: "systemd" }))(file);
  };

  test("that another file overrides are not parsed, whatever their value", async () => {
    expect(await isSilent("# Conntrack: limit\nvm.swappiness = 10\nnet.netfilter.nf_conntrack_max = 262144\n")).toBe(true);
  });

  test("are as plain where carriage returns stand before their line feeds", async () => {
    expect(await isSilent("# Limit\r\n\r\nvm.swappiness = 10\r\nnet.netfilter.nf_conntrack_max = 262144\r\n")).toBe(true);
  });

  test.each([
    ["that a rule has a word on", "net.netfilter.nf_conntrack_max = 0\n"],
    ["that take effect", "net.netfilter.nf_conntrack_udp_timeout = 60\n"],
    ["of one key", `${limit}net.netfilter.nf_conntrack_max = 262144\n`],
    ["beside a comment that may speak to us", `# conntrack-disable-file x\n${limit}`],
    ["with a value that is no plain number", "net.netfilter.nf_conntrack_max = 64k\n"],
    ["without a value", "net.netfilter.nf_conntrack_max =\n"],
  ])("%s are looked at closely", async (_, text) => {
    expect(await isSilent(text)).toBe(false);
  });

  test("no rule about lines or whole files is forgotten", () => {
    expect(lookingAtAll().map(({ id }) => id)).toEqual([]);
  });
});

test("every key that we know begins as plain lines are looked at for", () => {
  expect(allKeys().filter(({ path }) => !path.startsWith("net"))).toEqual([]);
});
