// `plan`: both formats, plans from files, and writing into a sysctl.conf.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli?.remove());

async function planned(...args: readonly string[]) {
  const { code, stdout, stderr } = await cli.run(["plan", "--format=json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const parsed = JSON.parse(stdout);
  expect(stdout).toBe(`${JSON.stringify(parsed, undefined, 2)}\n`);
  return parsed;
}

const RATE = ["--rate", "1000", "--duration", "10", "--hz", "250"] as const;

test("the shape that the documentation promises, with the sums of a workload done by hand", async () => {
  const result = await planned(...RATE, "--memory", "8G");
  expect(result).toEqual({
    version: 1,
    target: { kernel: "6.18", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: null, pageSize: null },
    verdict: { level: "fine", text: "The peak of 178,143 entries takes 68 % of the limit; full at 2,016 new connections/s" },
    now: { max: 262_144, buckets: 262_144 },
    entries: {
      // 1,000/s x (10 s + 120 s of TIME_WAIT)
      live: 130_000,
      // and of 60,000 that expire in a minute those that no new flow met: 131,072 x (1 - e^(-60,000 / 131,072))
      counted: { low: 130_000, high: 178_143 },
      peak: 178_143,
      byState: { TIME_WAIT: 120_000, ESTABLISHED: 10_000 },
      byClass: [
        {
          name: "TCP connections",
          protocol: "tcp",
          rate: 1000,
          lifetime: 130,
          live: 130_000,
          byState: { ESTABLISHED: 10_000, TIME_WAIT: 120_000 },
        },
      ],
    },
    // 178,143 / 0.75 = 237,524 is less than what the kernel chooses by itself for 8 GiB.
    recommended: { max: 262_144, buckets: 262_144, timeouts: {} },
    memory: {
      max: 262_144,
      buckets: 262_144,
      namespaces: 1,
      perEntry: 256,
      entries: 64 * 2 ** 20,
      hashTable: 2 * 2 ** 20,
      total: 66 * 2 ** 20,
      atPeak: expect.any(Number),
      share: (66 * 2 ** 20) / (8 * 2 ** 30),
      recommendedTotal: 66 * 2 ** 20,
    },
    averageChain: 2,
    reliableEntries: 262_144,
    sustainableRate: expect.closeTo(262_144 / 130, 6),
    secondsToFull: null,
    limits: expect.any(Array),
    reasons: expect.any(Array),
  });
  expect(result.memory.atPeak).toBeGreaterThanOrEqual(178_143 * 256 + 2 ** 21);
  for (const limit of result.limits)
    expect(limit).toEqual({ kind: expect.any(String), text: expect.stringMatching(/\.$/), exceeded: false });
  for (const reason of result.reasons) expect(reason).toMatch(/^\S.*\.$/);
});

test("null where there is nothing to say, and a rate that comes back", async () => {
  const result = await planned(...RATE);
  expect(result.target).toMatchObject({ memory: null });
  expect(result.memory.share).toBeNull();
  const again = await planned(...RATE, "--max", String(result.entries.live));
  expect(again.sustainableRate).toBeCloseTo(1000);
  expect((await planned(...RATE, "--max", "65000")).secondsToFull).toBe(65);
});

test("options that describe the workload, the table and the machine", async () => {
  expect((await planned("--protocol", "udp", "--rate", "100", "--duration", "0")).entries.byState).toEqual({ "UDP answered": 3000 });
  expect((await planned("--protocol", "udp", "--rate", "100", "--duration", "0", "--one-way")).entries.byState).toEqual({
    "UDP one-way": 3000,
  });
  expect((await planned("--rate", "1", "--duration", "0", "--ends", "idle")).entries.live).toBe(432_000);
  expect((await planned(...RATE, "--pairs", "1")).entries.live).toBe(28_232);
  expect((await planned(...RATE, "--kernel", "4.4")).entries.counted).toEqual({ low: 130_000, high: 130_000 });
  const plain = await planned(...RATE);
  expect((await planned(...RATE, "--failover")).entries.peak).toBeGreaterThan(1.9 * plain.entries.peak);
  expect((await planned(...RATE, "--peak", "2", "--headroom", "0")).recommended.max).toBeGreaterThan(plain.recommended.max);
  const short = (await planned(...RATE, "--mean-chain", "1")).recommended;
  expect(short.buckets).toBe(2 * short.max);
  expect((await planned(...RATE, "--namespaces", "3")).memory.total).toBe(3 * 64 * 2 ** 20 + 2 * 2 ** 20);
  expect((await planned(...RATE, "--features", "acct")).memory.perEntry).toBe(384);
  expect((await planned(...RATE, "--budget", "32M")).recommended.timeouts).toEqual({ nf_conntrack_tcp_timeout_time_wait: 30 });
  expect((await planned(...RATE, "--buckets", "1000")).memory.buckets).toBe(1024);
});

describe("from a plan", () => {
  const plan = {
    version: 1,
    target: { kernel: "6.12" },
    classes: [
      { name: "web", protocol: "tcp", rate: 100, duration: 0 },
      { name: "dns", protocol: "udp", rate: 100, duration: 0 },
    ],
    timeouts: { nf_conntrack_udp_timeout: 10 },
  };

  test("a file, or standard input; options win over it", async () => {
    const folder = cli.folder({ "site.conntrack-plan.json": JSON.stringify(plan) });
    const file = join(folder, "site.conntrack-plan.json");
    const result = await planned("--from", file);
    expect(result.entries.byState).toEqual({ TIME_WAIT: 12_000, "UDP answered": 1000 });
    expect(result.target.kernel).toBe("6.12");
    expect(result.entries.byClass.map(({ name }: { name: string }) => name)).toEqual(["web", "dns"]);
    expect((await planned("--from", file, "--kernel", "5.4")).target.kernel).toBe("5.4");
    const piped = await cli.run(["plan", "--from", "-", "--format", "json"], { stdin: JSON.stringify(plan) });
    expect(JSON.parse(piped.stdout)).toEqual(result);
  });

  test("what is wrong with it is told, with its place", async () => {
    const folder = cli.folder({
      "a.json": JSON.stringify({ version: 1, clases: [], classes: [{ protocol: "tcp", rate: 1 }] }),
      "b.json": "{",
    });
    const { code, stdout, stderr } = await cli.run(["plan", "--from", "a.json"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(
      'a.json: "clases" is not a known field; did you mean "classes"? classes.0.duration: A class needs a duration, in seconds.',
    );
    expect((await cli.run(["plan", "--from", "b.json"], { cwd: folder })).stderr).toContain("b.json: This is not valid JSON");
  });
});

describe("text", () => {
  test("a sentence first, then entries, recommendation with reasons, limits and basis", async () => {
    const { code, stdout } = await cli.run(["plan", ...RATE, "--memory", "8G"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The peak of 178,143 entries takes 68 % of the limit; full at 2,016 new connections\/s\.\n/);
    expect(stdout).toMatch(/\n +Default +Recommended\n +Limit +262,144 +262,144 +Unchanged\n/);
    for (const part of [
      "\nEntries by state:\n",
      "\nWhy:\n",
      "\nLimits:\n",
      "\nEntries that shorter timeouts save at the peak:\n",
      "\nBasis:\n",
    ])
      expect(stdout).toContain(part);
    expect(stdout).toContain("nf_conntrack_tcp_timeout_time_wait 2 min to 30 s: 90,000 entries, 22 MiB.");
    expect(stdout).not.toContain("\x1b");
  });

  test("names from a plan cannot steer the terminal", async () => {
    const plan = { version: 1, classes: [{ name: "\x1b[31mred", protocol: "tcp", rate: 1, duration: 1, pairs: 1 }] };
    const { stdout } = await cli.run(["plan", "--from", "-"], { stdin: JSON.stringify(plan) });
    expect(stdout).toContain("red");
    expect(stdout).not.toContain("\x1b");
  });
});

describe("--write", () => {
  const args = (file: string) => ["plan", "--rate", "4000", "--duration", "10", "--hz", "250", "--write", file];

  test("changes keys in place, adds what is missing, and says what it did", async () => {
    const before = "# ours\nnet.netfilter.nf_conntrack_max=65536  # small\n\nkernel.panic = 5\n";
    const folder = cli.folder({ "sysctl.conf": before });
    const file = join(folder, "sysctl.conf");
    chmodSync(file, 0o640);
    const { code, stdout, stderr } = await cli.run([...args(file), "--format", "json"]);
    expect(code).toBe(0);
    const { recommended, memory } = JSON.parse(stdout);
    expect(memory.max).toBe(65_536);
    expect(readFileSync(file, "utf8")).toBe(
      `# ours\nnet.netfilter.nf_conntrack_max=${recommended.max}  # small\n\nkernel.panic = 5\n\n# Connection tracking, sized by Conntrack Planner\nnet.netfilter.nf_conntrack_buckets=${recommended.buckets}\n`,
    );
    expect(stderr.split("\n")).toEqual([
      `conntrack-planner: ${file}: 1 key changed, 1 key added`,
      `conntrack-planner: Not active yet. To apply it now: sudo sysctl -p ${file}`,
      "conntrack-planner: At boot, these keys are skipped unless nf_conntrack is loaded first; conntrack-planner check --root / shows whether it is.",
      "",
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    const again = await cli.run(args(file));
    expect(again.stderr).toBe(`conntrack-planner: ${file}: already set; nothing was written\n`);
  });

  test("uses the file's own timeouts, and the kernel that it says it is for", async () => {
    const folder = cli.folder({
      "a.conf": "# conntrack-target: kernel=4.4 memory=8G\nnet.netfilter.nf_conntrack_tcp_timeout_time_wait = 20\n",
    });
    const file = join(folder, "a.conf");
    const { stdout } = await cli.run([...args(file), "--kernel", "6.18", "--format", "json"]);
    const { target, entries } = JSON.parse(stdout);
    expect(target).toMatchObject({ kernel: "4.4", memory: 8 * 2 ** 30 });
    expect(entries.live).toBe(4000 * 30);
    // 4.4 has no writable nf_conntrack_buckets.
    expect(readFileSync(file, "utf8")).not.toContain("buckets");
  });

  test("takes from the file what the program that applies it leaves in force", async () => {
    const live = async (applier: string): Promise<number> => {
      const folder = cli.folder({
        "a.conf": "net.netfilter.nf_conntrack_tcp_timeout_time_wai? = 20\n-net.netfilter.nf_conntrack_udp_timeout\n",
      });
      const { stdout } = await cli.run([...args(join(folder, "a.conf")), "--format=json", "--applier", applier]);
      return JSON.parse(stdout).entries.live;
    };
    // 4,000/s for 10 s, and TIME_WAIT for 20 s; BusyBox knows no patterns, and 120 s stay.
    expect([await live("systemd"), await live("procps"), await live("busybox")]).toEqual([4000 * 30, 4000 * 30, 4000 * 130]);
  });

  test("says which keys other lines override", async () => {
    const folder = cli.folder({ "a.conf": "net.netfilter.nf_conntrack_acct = yes\n" });
    const file = join(folder, "a.conf");
    const { stderr } = await cli.run([...args(file), "--applier", "busybox"]);
    expect(stderr).toContain(`${file}: other lines override net.netfilter.nf_conntrack_max when BusyBox sysctl applies the file\n`);
    expect((await cli.run([...args(file), "--applier", "launchd"])).code).toBe(2);
  });

  test("writes what is recommended for the values given, or with --mine those as they are", async () => {
    const folder = cli.folder({ "a.conf": "", "b.conf": "net.netfilter.nf_conntrack_max = 2097152\n" });
    const given = ["--max", "1M", "--buckets", "512k"];
    // 4,000/s x 130 s and what waits need 750,000 and some, with a quarter free just over a million: up to whole pages.
    await cli.run([...args(join(folder, "a.conf")), ...given]);
    const [, max, buckets] = /max = (\d+)\n.*buckets = (\d+)\n/.exec(readFileSync(join(folder, "a.conf"), "utf8")) ?? [];
    expect([Number(max) >= 2 ** 20, Number(buckets) >= Number(max)]).toEqual([true, true]);
    const mine = await cli.run([...args(join(folder, "b.conf")), ...given, "--mine"]);
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toContain("net.netfilter.nf_conntrack_max = 1048576\n");
    expect(readFileSync(join(folder, "b.conf"), "utf8")).toContain("net.netfilter.nf_conntrack_buckets = 524288\n");
    expect(mine.stdout).toContain("Lowers the limit by 50 %");
    expect(mine.stdout).toContain("\nResult of your values:\n");
    expect((await cli.run([...args(join(folder, "a.conf")), "--mine"])).stderr).toContain("--mine writes the given values");
  });

  test("makes a file that is not there, and leaves alone what it cannot write as it was", async () => {
    const folder = cli.folder({ "latin.conf": Buffer.from([0x23, 0xe4, 0x0a]), "real.conf": "a = 1\n" });
    const made = join(folder, "new.conf");
    expect((await cli.run(args(made))).code).toBe(0);
    expect(readFileSync(made, "utf8")).toContain("# Connection tracking, sized by");
    const latin = await cli.run(args(join(folder, "latin.conf")));
    expect(latin.code).toBe(2);
    expect(latin.stderr).toContain("not UTF-8");
    expect(readFileSync(join(folder, "latin.conf"))).toEqual(Buffer.from([0x23, 0xe4, 0x0a]));
    const nowhere = join(folder, "no/such/a.conf");
    expect((await cli.run(args(nowhere))).code).toBe(2);
    expect(existsSync(nowhere)).toBe(false);
  });

  test.skipIf(process.platform === "win32")("writes through a link, which stays one", async () => {
    const folder = cli.folder({ "real.conf": "a = 1\n" });
    const link = join(folder, "link.conf");
    symlinkSync("real.conf", link);
    expect((await cli.run(args(link))).code).toBe(0);
    expect(readFileSync(join(folder, "real.conf"), "utf8")).toContain("nf_conntrack_max");
  });
});
