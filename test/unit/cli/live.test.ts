// `live` on captured trees: what is there is shown, what is not is named.
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { times, udp } from "../core/evidence/dumps.ts";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const HEADER =
  "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n";
const COUNTERS = `${HEADER}000003e8  00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000ea4 000000fc 00000000  00000000 00000000 00000000 00000000\n`;
const TABLE = times(900, (index) => udp({ from: "203.0.113.9", left: index % 30, unreplied: true }));

const TREE = {
  meminfo: "MemTotal:        8388608 kB\nMemFree:          1 kB\n",
  version: "Linux version 6.1.0-50-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1 (2026-05-01)\n",
  "sys/kernel/osrelease": "6.1.0-50-amd64\n",
  "sys/kernel/arch": "x86_64\n",
  "sys/net/nf_conntrack_max": "1000\n",
  "sys/net/netfilter/nf_conntrack_max": "1000\n",
  "sys/net/netfilter/nf_conntrack_count": "1000\n",
  "sys/net/netfilter/nf_conntrack_buckets": "1024\n",
  "sys/net/netfilter/nf_conntrack_udp_timeout": "30\n",
  "sys/net/netfilter/nf_log/2": "NONE\n",
  "net/stat/nf_conntrack": COUNTERS,
  "net/nf_conntrack": TABLE,
  slabinfo:
    "slabinfo - version: 2.1\nnf_conntrack        1008   1024    256   16    1 : tunables    0    0    0 : slabdata     64     64      0\n",
  timer_list: "Timer List Version: v0.10\nHRTIMER_MAX_CLOCK_BASES: 8\nnow at 1300000000000 nsecs\n\njiffies: 4295217296\n",
};

test("a whole tree", async () => {
  const folder = cli.folder(TREE);
  const { code, stdout, stderr } = await cli.run(["live", "--proc", folder, "--table", "--format=json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const result = JSON.parse(stdout);
  expect(result.host).toMatchObject({
    kernel: "6.1.176",
    arch: "x86_64",
    memory: 8 * 2 ** 30,
    count: 1000,
    max: 1000,
    buckets: 1024,
    initialNamespace: true,
    values: { "net/netfilter/nf_conntrack_udp_timeout": 30, "net/nf_conntrack_max": 1000 },
    statistics: { entries: 1000, total: { drop: 3748, early_drop: 252 } },
    slab: { active: 1008, total: 1024, objectBytes: 256, bytes: 64 * 4096 },
    // (4,295,217,296 - 2^32) / (1,300 - 300) = 250.
    hz: 250,
    unread: [],
  });
  expect(result.table).toMatchObject({ entries: 900, rates: { udp: { unreplied: { perSecond: 30, windowFrom: "setting" } } } });
  expect(result.diagnosis).toMatchObject({ severity: "loss", causes: [{ id: "unreplied-few-sources" }] });
});

test("text names the counters that matter, with what to do", async () => {
  const { stdout } = await cli.run(["live", "--proc", cli.folder(TREE)]);
  expect(stdout).toMatch(/^The conntrack table was full: .*\n\n1,000 entries of 1,000, 100 %, in 1,024 buckets\n/);
  expect(stdout).toMatch(/^ {2}drop +3,748 .*raise nf_conntrack_max/m);
  expect(stdout).toMatch(/^ {2}insert_failed +0$/m);
  expect(stdout).not.toContain("\x1b");
});

describe("what may not be read", () => {
  test("is named, with what would give it; the rest works", async () => {
    const { "net/nf_conntrack": _table, slabinfo: _slab, timer_list: _ticks, "sys/kernel/arch": _arch, ...rest } = TREE;
    const folder = cli.folder(rest);
    const { code, stdout } = await cli.run(["live", "--proc", folder, "--format=json"]);
    expect(code).toBe(0);
    const { host } = JSON.parse(stdout);
    expect(host).toMatchObject({ count: 1000, arch: null, hz: null, slab: null });
    expect(host.unread.map(({ what }: { what: string }) => what)).toEqual([
      "the table",
      "the architecture",
      "HZ",
      "the memory currently used by entries",
    ]);
    for (const { why, gives } of host.unread) expect([why, gives]).not.toContain("");
    const { stdout: text, stderr } = await cli.run(["live", "--proc", folder, "--table"]);
    expect(text).toMatch(/Not read:\n {2}the table: /);
    expect(stderr).toContain("could not read the table");
  });

  test("a container: not the initial namespace", async () => {
    const { "sys/net/nf_conntrack_max": _alias, ...rest } = TREE;
    const folder = cli.folder(rest);
    mkdirSync(join(folder, "self/ns"), { recursive: true });
    symlinkSync("net:[4026532177]", join(folder, "self/ns/net"));
    const { stdout } = await cli.run(["live", "--proc", folder, "--format=json"]);
    expect(JSON.parse(stdout).host).toMatchObject({ initialNamespace: false, namespace: "4026532177" });
  });

  test("no connection tracking at all", async () => {
    const { code, stdout, stderr } = await cli.run(["live", "--proc", cli.folder({ meminfo: "MemTotal: 1 kB\n" })]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("modprobe nf_conntrack");
  });

  test("an old kernel, with the old names", async () => {
    const folder = cli.folder({
      "sys/kernel/osrelease": "2.6.18\n",
      "sys/net/ipv4/netfilter/ip_conntrack_max": "65536\n",
      "sys/net/ipv4/netfilter/ip_conntrack_count": "12\n",
      "sys/net/ipv4/ip_conntrack_max": "65536\n",
      "net/ip_conntrack":
        "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=22 src=10.0.0.2 dst=10.0.0.1 sport=22 dport=1 [ASSURED] use=1\n",
    });
    const { stdout } = await cli.run(["live", "--proc", folder, "--table", "--format=json"]);
    expect(JSON.parse(stdout)).toMatchObject({ host: { count: 12, max: 65536, initialNamespace: true }, table: { entries: 1 } });
  });
});

describe("watching", () => {
  test("a line a second, until it is enough", async () => {
    const folder = cli.folder(TREE);
    const { code, stdout } = await cli.run(["live", "--proc", folder, "--watch", "--times", "2"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(3);
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d +1,000 +100 % +0 +0 +0$/m);
    const json = await cli.run(["live", "--proc", folder, "--watch", "--times", "1", "--format=json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ count: 1000, max: 1000, changes: { drop: { count: 0, perSecond: 0 } } });
  });

  test.each([
    [["live", "--watch", "--table"], "--watch reads only counters"],
    [["live", "--watch", "--times", "0"], '--times "0" is not a number of lines'],
    [["live", "x"], 'live takes no "x"'],
    [["live", "--proc", "/nonexistent"], "is not a Linux /proc"],
  ])("%j", async (args, says) => {
    const { code, stderr } = await cli.run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe("the namespaces", () => {
  const counters = (entries: number, drops: number): string => {
    const hex = (value: number): string => value.toString(16).padStart(8, "0");
    return `entries  searched drop\n${hex(entries)} 00000000 ${hex(drops)}\n`;
  };
  /** Three with a process, and one that is only mounted. Its name would steer a terminal. */
  const host = (): string => {
    const folder = cli.folder({
      ...TREE,
      "sys/net/netfilter/nf_conntrack_count": "7\n",
      "net/stat/nf_conntrack": counters(7, 0),
      "1/net/stat/nf_conntrack": counters(7, 0),
      "1/comm": "init\n",
      "1/mountinfo":
        "43 42 0:4 net:[300] /run/netns/\u001b[31mred rw - nsfs nsfs rw\n44 42 0:4 net:[200] /run/netns/web rw - nsfs nsfs rw\n",
      "70/net/stat/nf_conntrack": counters(990, 4000),
      "70/comm": "nginx\n",
      "80/net/stat/nf_conntrack": counters(40, 0),
      "80/comm": "\u202egnp.sh\n",
    });
    for (const [pid, inode] of [
      ["1", 100],
      ["self", 100],
      ["70", 200],
      ["80", 400],
    ]) {
      mkdirSync(join(folder, `${pid}/ns`), { recursive: true });
      symlinkSync(`net:[${inode}]`, join(folder, `${pid}/ns/net`));
    }
    return folder;
  };

  test("are a row each, the fullest first, and what cannot be read is said with the command that reads it", async () => {
    const { code, stdout, stderr } = await cli.run(["live", "--namespaces", "--proc", host()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^netns web is full: 99 % of the limit. 4 network namespaces, each with a limit of 1,000 entries\n/);
    const rows = stdout.split("\n").filter((line) => /entries|this namespace|netns|process/.test(line));
    expect(rows.join("\n")).toMatch(/netns web +990 +99 % +not read +4,000 +nginx \(process 70\)/);
    expect(stdout).toMatch(/this namespace +7 +0\.7 % /);
    expect(stdout).toContain("sudo ip netns exec '\\x1b[31mred' sh -c 'cat /proc/net/stat/nf_conntrack 2>/dev/null || conntrack -S'");
    expect(stdout).toContain("\\u202egnp.sh (process 80)");
    for (const unsafe of ["\u001b", "\u202e"]) expect(stdout).not.toContain(unsafe);
  });

  test("as JSON", async () => {
    const { stdout } = await cli.run(["live", "--namespaces", "--format=json", "--proc", host()]);
    const { max, namespaces, notes } = JSON.parse(stdout);
    expect(max).toBe(1000);
    expect(namespaces.map(({ inode, count, share, lost }: Record<string, unknown>) => [inode, count, share, lost])).toEqual([
      ["200", 990, 0.99, 4000],
      ["400", 40, 0.04, 0],
      ["100", 7, 0.007, 0],
      ["300", null, null, null],
    ]);
    expect(notes).toHaveLength(1);
  });

  test("are in the diagnosis: the full one by its name, with the command that looks into it", async () => {
    for (const command of [["diagnose"], ["live"]]) {
      const { stdout } = await cli.run([...command, "--format=json", "--proc", host()]);
      const result = JSON.parse(stdout);
      const { verdict, severity, causes, plan } = result.diagnosis ?? result;
      expect([verdict, severity, plan]).toEqual(["netns web is full: 99 % of the limit", "pressure", null]);
      expect(causes[0]).toMatchObject({ id: "other-namespace", confidence: "certain", title: expect.stringContaining("netns web") });
      expect(causes[0].steps[0].command).toBe(
        "sudo nsenter -t 70 -n sh -c 'cat /proc/net/nf_conntrack 2>/dev/null || { conntrack -L -f ipv4; conntrack -L -f ipv6; }' | conntrack-planner analyze -",
      );
    }
  });

  test("are read once, and alone", async () => {
    for (const other of ["--watch", "--table"]) expect((await cli.run(["live", "--namespaces", other, "--proc", host()])).code).toBe(2);
  });
});
