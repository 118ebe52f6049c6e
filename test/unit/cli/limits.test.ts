// What is more than is read, kept or followed: the rest is judged, and what is left out is told.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const BAD = "net.netfilter.nf_contrack_max = 262144\n";
const GOOD = "net.netfilter.nf_conntrack_max = 262144\n";

/** Megabytes that `check` takes. */
async function memoryFor(cwd: string, ...args: readonly string[]): Promise<number> {
  const tell = `process.on("exit", () => process.stderr.write("megabytes " + Math.round(process.resourceUsage().maxRSS / 1024)));`;
  const own = cli.folder({ "tell.cjs": tell });
  const { stderr } = await cli.run(["check", ...args], { cwd, env: { NODE_OPTIONS: `--require=${own}/tell.cjs` } });
  return Number(/megabytes (\d+)$/.exec(stderr)?.[1]);
}

describe("check", () => {
  test("lists 25,000 findings of a file and counts them all", async () => {
    const cwd = cli.folder({ "a.conf": BAD.repeat(25_002) });
    const { stdout, stderr } = await cli.run(["check", "a.conf"], { cwd });
    expect(stderr).toBe("conntrack-planner: a.conf: 2 more findings are not listed\n");
    expect(stdout.split("\n").filter((line) => line.includes("unknown-key"))).toHaveLength(25_000);
    expect(stdout).toContain("25002 errors in 1 file\n");
  });

  test("keeps nothing of a large file for the next ones", async () => {
    const lines = "net.netfilter.nf_conntrack_udp_timeout = 5\n".repeat(100_000);
    const names = ["a", "b", "c", "d", "e", "f"].map((name) => `${name}.conf`);
    const cwd = cli.folder(Object.fromEntries(names.map((name) => [name, lines])));
    const [one, all] = [await memoryFor(cwd, "--format=github", "a.conf"), await memoryFor(cwd, "--format=github", ...names)];
    expect(all).toBeLessThan(1.2 * one);
  }, 60_000);

  test("keeps nothing of the texts that fixes are tried on", async () => {
    const cwd = cli.folder({ "a.conf": BAD.repeat(120_000) });
    const [checked, fixed] = [await memoryFor(cwd, "a.conf"), await memoryFor(cwd, "--fix", "a.conf")];
    expect(fixed).toBeLessThan(1.6 * checked);
    expect(readFileSync(join(cwd, "a.conf"), "utf8")).toBe(GOOD.repeat(120_000));
  }, 60_000);

  test("reads no more than two million characters of another language, and says so", async () => {
    const long = "sysctl -w net.netfilter.nf_conntrack_max=1\n".repeat(47_000);
    const cwd = cli.folder({ "d/a.sh": long });
    const why = "a.sh: more than the maximum of 2,000,000 characters for a file in a language other than sysctl.conf";
    for (const command of ["check", "settings"]) {
      expect(await cli.run([command, "d/a.sh"], { cwd })).toMatchObject({ code: 2, stderr: `conntrack-planner: d/${why}\n` });
      expect(await cli.run([command, "d"], { cwd })).toMatchObject({ code: 0, stderr: `conntrack-planner: d/${why}\n` });
    }
  });

  test("counts what a NUL ends as lines", async () => {
    const cwd = cli.folder({ "a.conf": `${GOOD.trim()}\0`.repeat(150_100) });
    const { code, stderr } = await cli.run(["check", "a.conf"], { cwd });
    expect([code, stderr]).toEqual([2, "conntrack-planner: a.conf: more than the maximum of 150,000 lines\n"]);
  });

  test("follows patterns until they have matched half a million times", async () => {
    const patterns = Array.from({ length: 13_000 }, (_, index) => `net.netfilter.nf_conntrack_* = ${index}\n`).join("");
    const cwd = cli.folder({ "a.conf": `${patterns}${BAD}` });
    const { stdout, stderr } = await cli.run(["check", "--applier=procps", "a.conf"], { cwd });
    expect(stderr).toMatch(
      /^conntrack-planner: a\.conf: patterns from line 12,\d{3} on are skipped: more than 500,000 matches, or 4,096 alternatives in one\n$/,
    );
    expect(stdout).toContain("Unknown key");
  });

  test("holds no names against a name that stands for more than anybody has, and says so", async () => {
    const name = `${"{a,b}".repeat(13)}.conf`;
    const cwd = cli.folder({ [`etc/sysctl.d/${name}`]: GOOD, "etc/sysctl.d/x.conf": GOOD, "etc/sysctl.d/{y,x}.conf": GOOD });
    const { code, stderr } = await cli.run(["effective", "--root", ".", "--applier", "procps"], { cwd });
    expect([code, stderr]).toEqual([2, `conntrack-planner: etc/sysctl.d/${name}: its name is too broad a pattern\n`]);
  });

  test("reads no more than 4 MB of what other programs read, and says so", async () => {
    const root = cli.folder({ "etc/sysctl.conf": GOOD, "etc/modprobe.d/a.conf": "options nf_conntrack hashsize=1 ".repeat(130_000) });
    const { code, stderr } = await cli.run(["check", "--root", root]);
    expect(code).toBe(2);
    expect(stderr).toContain("etc/modprobe.d/a.conf: larger than the maximum of 4 MB for such a file\n");
  });

  test("passes over nothing of a folder that is too long to be read", async () => {
    const cwd = cli.folder({ "d/a.yaml": `# nf_conntrack\n${"- a\n".repeat(150_001)}` });
    expect(await cli.run(["check", "d"], { cwd })).toMatchObject({
      code: 0,
      stderr: "conntrack-planner: d/a.yaml: more than the maximum of 150,000 lines\n",
    });
  });

  test("counts the findings of a text in a script that are not listed", async () => {
    const cwd = cli.folder({ "a.sh": `cat > /etc/sysctl.d/a.conf <<EOF\n${"net.netfilter.nf_conntrack_mx = 1\n".repeat(25_002)}EOF\n` });
    const { stderr } = await cli.run(["check", "a.sh"], { cwd });
    expect(stderr).toBe("conntrack-planner: a.sh: 2 more findings are not listed\n");
  });

  test("takes a key that is longer than any path for one that is not there", async () => {
    const cwd = cli.folder({ "a.conf": `${"a.".repeat(500_000)}b = 1\n${GOOD}` });
    expect((await cli.run(["check", "a.conf"], { cwd })).stdout).toBe("1 file, no findings\n");
  });
});

describe("what is left out of a tree is told", () => {
  const config = `kind: KubeProxyConfiguration\nconntrack: { min: 5 }\na: ${"a".repeat(1_000_000)}\n`;
  const files = {
    "etc/sysctl.conf": GOOD,
    "var/lib/kube-proxy/config.yaml": config,
    "etc/cron.daily/a": `#!/bin/sh\n${"sysctl -w net.netfilter.nf_conntrack_max=1\n".repeat(47_000)}`,
  };
  const NOT_READ = "var/lib/kube-proxy/config.yaml: the structure of its YAML or JSON, only its lines";
  const SCRIPT = "etc/cron.daily/a: more than the maximum of 2,000,000 characters for a file in a language other than sysctl.conf\n";

  test.each([
    ["check", "text"],
    ["check", "json"],
    ["effective", "text"],
    ["effective", "json"],
  ])("by %s --root --format %s", async (command, format) => {
    const { code, stderr } = await cli.run([command, "--root", cli.folder(files), "--format", format]);
    expect(code).toBe(2);
    expect(stderr).toContain(NOT_READ);
    expect(stderr).toContain(SCRIPT);
  });

  test("once for a unit of kube-proxy, which may be a script as well", async () => {
    const root = cli.folder({
      "etc/sysctl.conf": GOOD,
      "etc/systemd/system/kube-proxy.service": `# nf_conntrack ${"a".repeat(4_000_000)}\n`,
    });
    for (const command of ["check", "effective"]) {
      const { stderr } = await cli.run([command, "--root", root]);
      expect(stderr).toMatch(/^\S+ \S+kube-proxy\.service: larger than the maximum of 4 MB for such a file\n$/);
    }
  });

  test.each(["text", "json"])("by diagnose --root --format %s", async (format) => {
    const cwd = cli.folder({ "dmesg.log": "[1.0] nf_conntrack: nf_conntrack: table full, dropping packet\n" });
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`etc/modprobe.d/${index}.conf`, "#".repeat(4_000_001)]));
    const root = cli.folder({ "var/lib/kube-proxy/config.yaml": config, "etc/sysctl.conf": GOOD.repeat(1001), ...many });
    const { stdout } = await cli.run(["diagnose", "--root", root, "--format", format, "dmesg.log"], { cwd });
    const told: readonly string[] = format === "json" ? JSON.parse(stdout).unknown : stdout.split("\n").map((line) => line.slice(4));
    expect(told).toContain("Not read: /etc/modprobe.d/0.conf: larger than the maximum of 4 MB for such a file");
    expect(told).toContain("3 more files were not read");
    expect(told).toContain("1 more line was not compared");
  });
});

describe.skipIf(process.platform === "win32")("a copy of /proc", () => {
  const files = { meminfo: "MemTotal:       8000000 kB\n", "sys/net/netfilter/nf_conntrack_max": "65536\n" };

  test.each(["net/nf_conntrack", "net/stat/nf_conntrack", "config.gz", "slabinfo", "timer_list"])(
    "with a pipe or a device for %s is read without it",
    async (name) => {
      for (const make of [(path: string) => execFileSync("mkfifo", [path]), (path: string) => symlinkSync("/dev/zero", path)]) {
        const proc = cli.folder(files);
        mkdirSync(join(proc, "net/stat"), { recursive: true });
        make(join(proc, name));
        const { stdout, stderr } = await cli.run(["diagnose", "--proc", proc]);
        expect(stderr).not.toContain("mistake");
        expect(stdout).toContain("65,536");
      }
    },
  );

  test("with build options that are mostly a hole is read without them", async () => {
    const proc = cli.folder(files);
    writeFileSync(join(proc, "config.gz"), "");
    truncateSync(join(proc, "config.gz"), 2 ** 40);
    expect((await cli.run(["diagnose", "--proc", proc])).stdout).toContain("65,536");
  });
});

describe("firewall", () => {
  const WHY = "the rest of the rules: more than the maximum of 5,000,000 words";
  // No packet comes to these chains, so that nothing but the reading takes time.
  const CHAIN = "table inet t {\nchain c {\n";

  test.each([
    ["rules of one sign", `${CHAIN}${"|\n".repeat(750_000)}}\n}\n`],
    ["variables without a value", `${CHAIN}${"$(".repeat(750_000)}\n}\n}\n`],
    ["elements", `${CHAIN}tcp dport {${"1,".repeat(1_300_000)}} accept\n}\n}\n`],
    ["words between brackets", `table inet t {\n}\n${"|}".repeat(1_300_000)}`],
    ["rules of iptables", `*filter\n:c - [0:0]\n${"-A x\n".repeat(750_000)}`],
    ["one line of iptables", `*filter\n:c - [0:0]\n-A c ${"a ".repeat(5_000_000)}\n`],
  ])(
    "counts what is kept of %s, and says what it leaves out",
    async (_, text) => {
      const { code, stdout } = await cli.run(["firewall", "--port=22", "a.rules"], { cwd: cli.folder({ "a.rules": text }) });
      expect({ code, told: stdout.includes(WHY) }).toEqual({ code: 0, told: true });
    },
    60_000,
  );

  const NFT =
    'iifname "eth0" ip saddr 192.0.2.1 tcp dport { 22, 80 } ct state new counter packets 1 bytes 60 limit rate 9/second burst 5 packets accept comment "a"\n';
  const IPTABLES =
    '-A c -s 192.0.2.1/32 -i eth0 -p tcp -m tcp -m multiport --dports 22,80 -m conntrack --ctstate NEW -m limit --limit 9/sec --limit-burst 5 -m comment --comment "a" -j ACCEPT\n';
  test.each([
    ["nft", `${CHAIN}${NFT.repeat(100_000)}}\n}\n`],
    ["iptables", `*filter\n:c - [0:0]\n${IPTABLES.repeat(100_000)}COMMIT\n`],
  ])(
    "reads a hundred thousand ordinary rules of %s",
    async (_, text) => {
      const { code, stdout } = await cli.run(["firewall", "--port=22", "a.rules"], { cwd: cli.folder({ "a.rules": text }) });
      expect({ code, told: stdout.includes("Not recognized") }).toEqual({ code: 0, told: false });
    },
    60_000,
  );
});
