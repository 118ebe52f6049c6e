// What people paste into tickets and keep in their trees, through the command line: what is said of it, and what is not.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

interface Told {
  readonly verdict: string;
  readonly severity: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly drops: { readonly atLeast: number; readonly about: number | null } | null;
  readonly causes: readonly {
    readonly id: string;
    readonly steps: readonly { readonly id: string; readonly key?: string; readonly value?: number }[];
  }[];
  readonly evidence: Record<string, unknown>;
}

async function diagnosed(text: string | Uint8Array): Promise<Told> {
  const { code, stdout } = await cli.run(["diagnose", "-", "--format", "json"], { stdin: text });
  expect(code).toBe(0);
  return JSON.parse(stdout) as Told;
}

const ids = ({ causes }: Told): readonly string[] => causes.map(({ id }) => id);
const tcp = (index: number, state: string, flag: string, left = 431_000 - index * 11): string =>
  `ipv4     2 tcp      6 ${left} ${state} src=198.51.100.31 dst=203.0.113.${index % 250} sport=8080 dport=${2000 + index} ${flag === "[UNREPLIED]" ? `${flag} ` : ""}src=203.0.113.${index % 250} dst=198.51.100.31 sport=${2000 + index} dport=8080 ${flag === "[ASSURED]" ? `${flag} ` : ""}mark=0 use=2\n`;
const many = (count: number, of: (index: number) => string): string => Array.from({ length: count }, (_, index) => of(index)).join("");

describe("diagnose", () => {
  test("a log above a table, and counters below: all of it counts", async () => {
    const told = await diagnosed(
      `# dmesg | tail -3\n[ 500.000001] ${FULL}\n[ 505.000001] net_ratelimit: 312 callbacks suppressed\n[ 505.000002] ${FULL}\n# conntrack -S\ncpu=0 found=1 invalid=2 insert_failed=4 drop=4 early_drop=0\n# conntrack -L\n${tcp(1, "TIME_WAIT", "[ASSURED]", 100)}`,
    );
    expect(told.verdict).toContain("at least 2 packets were dropped (estimate: 314)");
    expect(told.evidence).toMatchObject({ table: { entries: 1 }, statistics: { total: { drop: 4 } } });
  });

  test("a count and a limit alone tell nothing of drops", async () => {
    const told = await diagnosed("net.netfilter.nf_conntrack_count = 412\nnet.netfilter.nf_conntrack_max = 131072\n");
    expect(told.severity).toBe("unknown");
    expect(told.verdict).toContain("were packets dropped before?");
  });

  test("a plan goes on only where each step held, and writes over no file", async () => {
    const text = `[10.0] ${FULL}\nnet.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_conntrack_buckets = 16384\n`;
    const { stdout } = await cli.run(["diagnose", "-"], { stdin: text });
    expect(stdout).toContain(
      "  sudo sysctl -w net.netfilter.nf_conntrack_buckets=131072 && sudo sysctl -w net.netfilter.nf_conntrack_max=131072\n",
    );
    expect(stdout).toContain("echo nf_conntrack | sudo tee -a /etc/modules-load.d/nf_conntrack.conf\n");
  });

  test("UTF-16 with a byte-order mark", async () => {
    const text = Buffer.from(`\ufeff[  7.000001] ${FULL}\r\n[ 12.000001] ${FULL}\r\n`, "utf16le");
    expect((await diagnosed(text)).drops?.atLeast).toBe(2);
  });

  test("two readings are a difference", async () => {
    const reading = (drop: number): string => many(2, (cpu) => `cpu=${cpu} found=1 invalid=6 insert_failed=0 drop=${drop} early_drop=0\n`);
    expect((await diagnosed(reading(30) + reading(75))).drops?.atLeast).toBe(90);
  });

  test("drops and entries thrown out are a full table, and have a cause", async () => {
    const told = await diagnosed("cpu=0   found=0 invalid=0 insert_failed=0 drop=620 early_drop=7000 error=0\n");
    expect(told.verdict).toMatch(/^The conntrack table was full: 620 packets .* 7,000 entries/);
    expect(ids(told)).toEqual(["max-too-low"]);
  });

  test("races are one loss", async () => {
    const told = await diagnosed(
      "cpu=0   found=7 invalid=0 insert_failed=18 drop=18 early_drop=0\ncpu=1   found=7 invalid=0 insert_failed=3 drop=3 early_drop=0\n",
    );
    expect(told.verdict).toMatch(/^21 packets .* the table was not full$/);
    expect(ids(told)).toEqual(["insert-race"]);
  });

  test("one direction only: no rule that untracks the server, and no larger table", async () => {
    const text = `net.netfilter.nf_conntrack_max = 600\nnet.netfilter.nf_conntrack_count = 600\n${many(540, (index) => tcp(index, "ESTABLISHED", "[UNREPLIED]"))}${many(60, (index) => tcp(index, "ESTABLISHED", "[ASSURED]"))}`;
    const told = await diagnosed(text);
    expect(ids(told)[0]).toBe("picked-up");
    const steps = told.causes.flatMap(({ steps: all }) => all);
    expect(steps.map(({ id }) => id)).toEqual(expect.arrayContaining(["see-both-ways", "tcp-loose-off", "shorten-established"]));
    expect(steps.map(({ id }) => id)).not.toContain("keep-source-out");
  });

  test("one client's look-ups: named, with a cache, no tracking and a limit by source", async () => {
    const dns = (index: number): string =>
      `udp      17 ${index % 170} src=192.0.2.44 dst=192.0.2.1 sport=${20_000 + index} dport=53 src=192.0.2.1 dst=192.0.2.44 sport=53 dport=${20_000 + index} [ASSURED] mark=0 use=1\n`;
    const { stdout } = await cli.run(["diagnose", "-"], {
      stdin: `net.netfilter.nf_conntrack_max = 600\nnet.netfilter.nf_conntrack_count = 600\n${many(570, dns)}${many(30, (index) => tcp(index, "ESTABLISHED", "[ASSURED]"))}`,
    });
    expect(stdout).toContain("192.0.2.44 has 570 of 600 entries, 95 %");
    expect(stdout).toContain("192.0.2.1:53 (570)");
    expect(stdout).toContain("nf_conntrack_udp_timeout_stream");
    expect(stdout).toMatch(/limit its entries by source/);
    expect(stdout).toMatch(/need no tracking/);
  });

  test("settings that were refused at boot", async () => {
    const told = await diagnosed(
      `Nov 28 07:00:01 gw systemd-sysctl[301]: Couldn't write '393216' to 'net/netfilter/nf_conntrack_max', ignoring: No such file or directory\nNov 28 08:00:02 gw kernel: ${FULL}\n`,
    );
    expect(ids(told)).toContain("setting-not-applied");
    expect(JSON.stringify(told.causes)).toContain("393216");
  });

  test("a command and its bare answer", async () => {
    const told = await diagnosed(
      "$ cat /proc/sys/net/netfilter/nf_conntrack_count\n8100\n$ cat /proc/sys/net/netfilter/nf_conntrack_max\n8192\n",
    );
    expect(told.verdict).toContain("98.9 %");
  });

  test.each([
    ["newest first", `Nov 28 07:33:40 fw kernel: ${FULL}\nNov 28 07:33:12 fw kernel: ${FULL}\n`, "Nov 28 07:33:12", "Nov 28 07:33:40"],
    ["dmesg -H", `[Nov28 07:33] ${FULL}\n[  +8.500000] ${FULL}\n`, expect.stringContaining("Nov28 07:33"), expect.anything()],
    [
      "json-pretty",
      many(2, (index) => `{\n\t"__REALTIME_TIMESTAMP" : "${1_800_000_000_000_000 + index * 4e6}",\n\t"MESSAGE" : "${FULL}"\n}\n`),
      "2027-01-15T08:00:00.000Z",
      "2027-01-15T08:00:04.000Z",
    ],
    [
      "a month in another language",
      `Okt 28 07:33:12 fw kernel: ${FULL}\nOkt 28 07:33:40 fw kernel: ${FULL}\n`,
      "Okt 28 07:33:12",
      "Okt 28 07:33:40",
    ],
    [
      "a line that mail has wrapped",
      `Nov 28 07:33:12 fw kernel: [99.100000] nf_conntrack: table full,\ndropping packet\nNov 28 07:33:40 fw kernel: [127.100000] nf_conntrack: table full,\ndropping packet\n`,
      expect.anything(),
      expect.anything(),
    ],
    [
      "OpenVZ",
      "Nov 28 07:33:12 hn kernel: ip_conntrack: VPS 311 table full, dropping packet.\nNov 28 07:33:40 hn kernel: ip_conntrack: VPS 311 table full, dropping packet.\n",
      "Nov 28 07:33:12",
      "Nov 28 07:33:40",
    ],
  ])("%s", async (_, text, since, until) => {
    const told = await diagnosed(text);
    expect(told.drops?.atLeast).toBe(2);
    expect([told.since, told.until]).toEqual([since, until]);
  });

  test("invalid packets, where nothing else is wrong", async () => {
    const told = await diagnosed("cpu=0   found=0 invalid=412 drop=0 early_drop=0\ncpu=1   found=0 invalid=27003 drop=0 early_drop=0\n");
    expect(ids(told)).toEqual(["invalid-packets"]);
    expect(JSON.stringify(told.causes)).toContain("27,415");
  });

  test("other limits are named for what they are", async () => {
    const told = await diagnosed(
      "kernel: TCP: too many of orphaned sockets\nkernel: Out of socket memory\nkernel: ip_set: Set bad is full, maxelem 4096 reached\nkernel: xt_hashlimit: max count of 4096 reached\n",
    );
    expect(ids(told)).toEqual(["not-conntrack"]);
  });
});

describe("analyze", () => {
  test("masked addresses, and exact seconds", async () => {
    const { stdout } = await cli.run(["analyze", "-", "--format", "json"], {
      stdin:
        "tcp      6 431997 ESTABLISHED src=x.x.x.9 dst=y.y.y.61 sport=80 dport=6342 src=y.y.y.61 dst=x.x.x.9 sport=6342 dport=80 [ASSURED] mark=0 use=2\n",
    });
    const table = JSON.parse(stdout);
    expect(table.remaining.tcp.ESTABLISHED).toMatchObject({ least: 431_997, median: expect.anything(), most: 431_997 });
    expect(table.top.sources.items).toEqual([{ address: "x.x.x.9", entries: 1 }]);
  });
});

/** What `check` prints of one file, or of a tree. */
async function checked(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<string> {
  const folder = cli.folder(files);
  return (await cli.run(["check", ...args.map((arg) => arg.replace("%", folder))], { cwd: folder })).stdout;
}

describe("check", () => {
  const LOADED = { "etc/modules-load.d/ct.conf": "nf_conntrack\n" };

  test("a file of modprobe.d that is named is read as one", async () => {
    expect(await checked({ "etc/modprobe.d/ct.conf": "options nf_conntrack hashsize = 131072\n" }, ["%/etc/modprobe.d/ct.conf"])).toContain(
      'Blanks around "="',
    );
    const misspelt = await checked({ "etc/modprobe.d/ct.conf": "option nf_conntrack hashsize=131072\n" }, ["%/etc/modprobe.d/ct.conf"]);
    expect(misspelt).toMatch(/"option" is not a modprobe\.d command.*write options/);
  });

  test.each([
    ["nf_conntrack_max", "has no directory; the key is net.netfilter.nf_conntrack_max"],
    ["net/netfilter.nf_conntrack_icmp_timeout", "mixes dots and slashes; write net/netfilter/nf_conntrack_icmp_timeout"],
    ["net.netfilter/nf_conntrack_icmp_timeout", "mixes dots and slashes; write net/netfilter/nf_conntrack_icmp_timeout"],
    ["net.netfilter.nf-conntrack-buckets", "has hyphens instead of underscores; write"],
    ["net.netfilter.nf_conntrack\u2011buckets", "contains a non-breaking hyphen (U+2011); write"],
    ["net.netfilter.nf_conntrack_buckets\u00a0", "contains a no-break space (U+00A0)"],
    ["net.netfilter.nf_conntrack.buckets", "has dots instead of underscores; write"],
    ["net.netfilter.nfconntrack_buckets", "did you mean nf_conntrack_buckets?"],
    ["net.netfilter.nf_conntrackbuckets", "did you mean nf_conntrack_buckets?"],
  ])("%s", async (key, said) => {
    expect(await checked({ "a.conf": `${key} = 65536\n` }, ["a.conf"])).toContain(said);
  });

  test("BusyBox sets a key with mixed separators, so nothing is said", async () => {
    expect(await checked({ "a.conf": "net/netfilter.nf_conntrack_icmp_timeout = 40\n" }, ["a.conf", "--applier", "busybox"])).toContain(
      "no findings",
    );
  });

  test("foreign keys with dots and slashes are left alone", async () => {
    expect(
      await checked({ "a.conf": "net/ipv4/conf/eth0.100/rp_filter = 1\nnet.ipv4.conf.eth0/100.rp_filter = 1\n" }, ["a.conf"]),
    ).toContain("no findings");
  });

  test("a pattern is judged for what it sets", async () => {
    expect(await checked({ "a.conf": "net.netfilter.nf_conntrack_tcp_timeout_* = 90\n" }, ["a.conf"])).toMatch(
      /warning\s+The pattern covers tcp_timeout_established, for which "90" is short/,
    );
    // An explicit key wins over it.
    const explicit = "net.netfilter.nf_conntrack_tcp_timeout_e* = 90\nnet.netfilter.nf_conntrack_tcp_timeout_established = 86400\n";
    expect(await checked({ "a.conf": explicit }, ["a.conf"])).not.toContain("The pattern covers");
    expect(await checked({ "a.conf": "net.netfilter.nf_conntrack_tcp_timeout_* = 90000\n" }, ["a.conf"])).not.toContain("is short");
  });

  test("a rule of udev applies the settings as the module is added, and sets keys itself", async () => {
    const rule = (run: string): string => `ACTION=="add", SUBSYSTEM=="module", KERNEL=="nf_conntrack", \\\n  RUN+="${run}"\n`;
    const sysctl = { "etc/sysctl.d/50.conf": "net.netfilter.nf_conntrack_max = 524288\nnet.netfilter.nf_conntrack_buckets = 524288\n" };
    const again = rule("/usr/lib/systemd/systemd-sysctl --prefix=/net/netfilter");
    expect(await checked({ ...sysctl, "etc/udev/rules.d/90.rules": again }, ["--root", "%"])).toContain("no findings");
    expect(
      await checked({ ...sysctl, "etc/udev/rules.d/90.rules": again.replace("nf_conntrack", "br_netfilter") }, ["--root", "%"]),
    ).toContain("module-not-loaded");
    const other = rule("/usr/sbin/sysctl -w net.netfilter.nf_conntrack_max=65536");
    expect(await checked({ ...LOADED, ...sysctl, "etc/udev/rules.d/90.rules": other }, ["--root", "%"])).toMatch(
      /Overridden by udev: "nf_conntrack_max" = 65536/,
    );
  });

  test("kube-proxy: a comment in the first column, and the arguments of k3s, RKE2 and MicroK8s", async () => {
    const limit = { ...LOADED, "etc/sysctl.d/50.conf": "net.netfilter.nf_conntrack_max = 98304\n" };
    expect(
      await checked(
        { ...limit, "var/lib/kube-proxy/config.conf": "kind: KubeProxyConfiguration\nconntrack:\n# not ours\n  maxPerCore: 0\n" },
        ["--root", "%"],
      ),
    ).toContain("no findings");
    for (const config of [
      '{"kind": "KubeProxyConfiguration", "conntrack": {"maxPerCore": 1048576, "min": 2097152}}',
      'kind: "KubeProxyConfiguration"\n"conntrack": { min: 2097152 }\n',
      "kind: KubeProxyConfiguration\n'conntrack': # ours\n    'maxPerCore' : 1048576\n    \"min\": \"2097152\"\n",
    ])
      expect(await checked({ ...limit, "var/lib/kube-proxy/config.conf": config }, ["--root", "%"])).toContain(
        "Raised by kube-proxy to 2,097,152",
      );
    for (const file of ["etc/rancher/k3s/config.yaml", "etc/rancher/rke2/config.yaml"])
      expect(
        await checked({ ...limit, [file]: 'kube-proxy-arg:\n  - "conntrack-max-per-core=1048576"\n  - "conntrack-min=2097152"\n' }, [
          "--root",
          "%",
        ]),
      ).toContain("Raised by kube-proxy to 2,097,152");
    const flags = "--conntrack-max-per-core=1048576\n--conntrack-min=2097152\n";
    expect(await checked({ ...limit, "var/snap/microk8s/current/args/kube-proxy": flags }, ["--root", "%"])).toContain(
      "Raised by kube-proxy to 2,097,152",
    );
    const unit =
      "[Service]\nExecStart=/usr/local/bin/k3s agent --kube-proxy-arg=conntrack-max-per-core=1048576 --kube-proxy-arg=conntrack-min=2097152\n";
    expect(await checked({ ...limit, "etc/systemd/system/k3s-agent.service": unit }, ["--root", "%"])).toContain(
      "Raised by kube-proxy to 2,097,152",
    );
  });

  test("a template that asks for the kernel carries lines for several", async () => {
    const line = "net.netfilter.nf_conntrack_helper = 1\n";
    expect(await checked({ "a.conf.j2": `{% if kernel | int < 6 %}\n${line}{% endif %}\n` }, ["a.conf.j2"])).toContain("no findings");
    expect(await checked({ "a.conf.j2": `{% if kernel | int < 6 %}\n# old\n{% endif %}\n${line}` }, ["a.conf.j2"])).toContain(
      "unavailable-key",
    );
  });

  test("full-width digits", async () => {
    const text = "net.netfilter.nf_conntrack_tcp_timeout_fin_wait = \uff16\uff10\n";
    expect(await checked({ "a.conf": text }, ["a.conf"])).toContain("has full-width digits, which the kernel rejects; write 60");
    expect(await checked({ "a.conf": text }, ["a.conf", "--fix"])).toMatch(/fixed|no findings/i);
  });
});
