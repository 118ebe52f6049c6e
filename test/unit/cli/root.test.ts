// `check --root` and `effective`: a whole tree as one configuration.
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const UDP = "net.netfilter.nf_conntrack_udp_timeout";
const LOADED = { "etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n" };
const SCATTERED = {
  ...LOADED,
  "etc/sysctl.conf": `${MAX} = 65536\n`,
  "etc/sysctl.d/60-conntrack.conf": `# ours\n${MAX} = 262144\n${UDP} = 1h\n`,
  "usr/lib/sysctl.d/60-conntrack.conf": `${UDP} = 45\n`,
  "usr/lib/sysctl.d/90-vendor.conf": `net/netfilter/nf_conntrack_buckets = 1000\nnet.nf_conntrack_max = 131072\n`,
  "etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536 \\\n  acct=1\n",
};

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

async function effective(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const root = cli.folder(files);
  const { code, stdout, stderr } = await cli.run(["effective", "--root", root, "--format", "json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

describe("effective", () => {
  test("reads no scripts outside of the tree, whatever its links say", async () => {
    const outside = cli.folder({ "cron.daily/a.sh": `sysctl -w ${MAX}=7\n` });
    const root = cli.folder({ "usr/lib/sysctl.d/a.conf": `${MAX} = 65536\n` });
    symlinkSync(outside, join(root, "etc"));
    const { stdout } = await cli.run(["effective", "--root", root]);
    expect(stdout).toContain(`${MAX} = 65536`);
    expect(stdout).not.toContain("Scripts that may set");
  });

  test.each([
    ["beside files of sysctl", "etc/sysctl.d/set.sh"],
    ["below a folder beside them", "etc/sysctl.d/more/set.sh"],
    ["elsewhere, with nothing but files of sysctl in their folder", "etc/cron.daily/set.sh"],
  ])("names scripts %s", async (_, script) => {
    const { scripts } = await effective({ "etc/sysctl.d/a.conf": `${MAX} = 65536\n`, [script]: `sysctl -w ${MAX}=7\n` });
    expect(scripts).toEqual([{ file: `/${script}`, line: 1, key: MAX, value: "7" }]);
  });

  test("the winners, what became of the others, the writes in order, the module", async () => {
    expect(await effective(SCATTERED, "--kernel=6.12", "--memory=8G")).toEqual({
      version: 1,
      applier: "systemd",
      target: { kernel: "6.12", arch: "x86_64", hz: null, memory: 8 * 1024 ** 3, cpus: null, pageSize: null },
      settings: [
        { key: "net.netfilter.nf_conntrack_buckets", value: "1024", file: "/usr/lib/sysctl.d/90-vendor.conf", line: 1, others: [] },
        {
          key: MAX,
          value: "131072",
          file: "/usr/lib/sysctl.d/90-vendor.conf",
          line: 2,
          others: [
            { file: "/etc/sysctl.d/60-conntrack.conf", line: 2, value: "262144", fate: "overwritten" },
            { file: "/etc/sysctl.conf", line: 1, value: "65536", fate: "not read" },
          ],
        },
      ],
      writes: [
        { key: MAX, value: "262144", file: "/etc/sysctl.d/60-conntrack.conf", line: 2 },
        { key: UDP, value: "1h", file: "/etc/sysctl.d/60-conntrack.conf", line: 3 },
        { key: "net.netfilter.nf_conntrack_buckets", value: "1000", file: "/usr/lib/sysctl.d/90-vendor.conf", line: 1 },
        { key: "net.nf_conntrack_max", value: "131072", file: "/usr/lib/sysctl.d/90-vendor.conf", line: 2 },
      ],
      module: { loadedBy: { file: "/etc/modules-load.d/nf_conntrack.conf", line: 1 }, options: { hashsize: "65536", acct: "1" } },
    });
  });

  test("another applier, another outcome", async () => {
    const procps = await effective(SCATTERED, "--applier", "procps");
    expect(procps.settings.find(({ key }: { readonly key: string }) => key === MAX)).toMatchObject({
      value: "65536",
      file: "/etc/sysctl.conf",
    });
    const busybox = await effective(SCATTERED, "--applier=busybox");
    expect(busybox.writes).toEqual([{ key: MAX, value: "65536", file: "/etc/sysctl.conf", line: 1 }]);
  });

  test("what the tree shows decides where nobody does", async () => {
    const files = { "etc/sysctl.d/10-a.conf": `${UDP} = 41\n`, "etc/sysctl.conf": `${UDP} = 42\n` };
    expect((await effective({ ...files, "etc/openwrt_release": "" })).settings[0]).toMatchObject({ value: "42" });
    expect((await effective({ ...files, "etc/alpine-release": "", "run/sysctl.d/z.conf": `${UDP} = 43\n` })).settings[0]).toMatchObject({
      value: "43",
    });
    expect((await effective({ ...files, "etc/init.d/procps": "" })).applier).toBe("procps");
    expect((await effective(files)).settings[0]).toMatchObject({ value: "41" });
  });

  test("a comment in a file says what the tree is for", async () => {
    const { target } = await effective({ "etc/sysctl.d/10-a.conf": `# conntrack-target: kernel=5.10\n${UDP} = 41\n` }, "--kernel=6.12");
    expect(target.kernel).toBe("5.10");
  });

  test("for people", async () => {
    const root = cli.folder({ ...SCATTERED, "etc/kubernetes/kube-proxy.yaml": "kind: KubeProxyConfiguration\n" });
    const { stdout } = await cli.run(["effective", "--root", root]);
    expect(stdout).toContain(
      `${MAX} = 131072\n    /usr/lib/sysctl.d/90-vendor.conf:2\n    /etc/sysctl.d/60-conntrack.conf:2  262144  overridden\n`,
    );
    expect(stdout).toContain("nf_conntrack_buckets = 1024\n    /usr/lib/sysctl.d/90-vendor.conf:1  as 1000\n");
    expect(stdout).toContain(
      `Without effect\n    /etc/sysctl.d/60-conntrack.conf:3  ${UDP} = 1h  rejected\n    /usr/lib/sysctl.d/60-conntrack.conf:1  ${UDP} = 45  masked\n`,
    );
    expect(stdout).toContain("Module nf_conntrack: loaded by /etc/modules-load.d/nf_conntrack.conf:1\n    hashsize=65536");
    expect(stdout).toContain("kube-proxy  nf_conntrack_max: at least 131072");
    expect(stdout).toContain("net.netfilter.nf_conntrack_acct = 1\n    /etc/modprobe.d/");
    expect(stdout).toMatch(/^As systemd-sysctl applies it on kernel 6\.18, x86_64 \(assumed; see --kernel\)/);
    expect((await cli.run(["effective", "--root", root, "--kernel=6.12"])).stdout).toMatch(
      /^As systemd-sysctl applies it on kernel 6\.12, x86_64\n/,
    );
  });

  test("says first that nothing takes effect at boot where no file loads the module", async () => {
    const files = { "etc/sysctl.d/60-conntrack.conf": `${MAX} = 262144\n` };
    const { stdout } = await cli.run(["effective", "--root", cli.folder(files)]);
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "The conntrack settings below take no effect at boot: no file in this tree loads nf_conntrack before systemd-sysctl runs.",
      "To load it: echo nf_conntrack > /etc/modules-load.d/nf_conntrack.conf",
    ]);
    const blocked = cli.folder({ ...files, ...LOADED, "etc/modprobe.d/no.conf": "install nf_conntrack /bin/false\n" });
    expect((await cli.run(["effective", "--root", blocked])).stdout).toContain("\n/etc/modprobe.d/no.conf, line 1, prevents it.\n");
    expect((await cli.run(["effective", "--root", cli.folder({ ...files, ...LOADED })])).stdout).toMatch(/^As systemd-sysctl/);
  });
});

describe("check --root", () => {
  test("findings of the whole and of each file, with places in other files", async () => {
    const root = cli.folder(SCATTERED);
    const { code, stdout } = await cli.run(["check", "--root", ".", "--applier=systemd"], { cwd: root });
    expect(code).toBe(1);
    const rows = stdout.split("\n").filter((row) => /^ +\d+:\d+ {2}/.test(row));
    expect(rows.map((row) => [/\d+:\d+/.exec(row)?.[0], row.split(/ {2,}/).at(-1)])).toEqual([
      ["1:1", "file-not-read"],
      ["2:1", "overridden-setting"],
      ["3:42", "invalid-value"],
      ["1:1", "masked-file"],
      ["1:38", "bucket-rounding"],
      ["2:24", "bucket-ratio"],
    ]);
    expect(stdout).toContain("usr/lib/sysctl.d/90-vendor.conf:2:1: This line takes effect");
  });

  test("a healthy tree is clean", async () => {
    const root = cli.folder({
      ...LOADED,
      "etc/sysctl.d/60-conntrack.conf": `${MAX} = 262144\n`,
      "etc/sysctl.d/99-sysctl.conf": "# nothing\n",
    });
    expect(await cli.run(["check", "--root", root, "--max-warnings=0"])).toEqual({ code: 0, stdout: "2 files, no findings\n", stderr: "" });
  });

  test("json, sarif and github say where", async () => {
    const root = cli.folder(SCATTERED);
    const json = JSON.parse((await cli.run(["check", "--root", ".", "--format=json"], { cwd: root })).stdout);
    expect(json.files.map(({ path }: { readonly path: string }) => path)).toContain("etc/sysctl.d/60-conntrack.conf");
    const { stdout } = await cli.run(["check", "--root", ".", "--format=sarif"], { cwd: root });
    const related = JSON.parse(stdout).runs[0].results.flatMap(({ relatedLocations = [] }) => relatedLocations);
    expect(
      related.map((one: { physicalLocation: { artifactLocation: { uri: string } } }) => one.physicalLocation.artifactLocation.uri),
    ).toContain("usr/lib/sysctl.d/90-vendor.conf");
    expect((await cli.run(["check", "--root", ".", "--format=github"], { cwd: root })).stdout).toContain(
      "usr/lib/sysctl.d/90-vendor.conf, line 2: ",
    );
  });

  test("rules are silenced by option, for the file and for the line, in modprobe.d too", async () => {
    const files = {
      "etc/sysctl.d/10-a.conf": `# conntrack-disable-next-line overridden-setting\n${UDP} = 41\n`,
      "etc/sysctl.d/20-b.conf": `# conntrack-disable-file module-not-loaded\n${UDP} = 42\n`,
      "etc/modprobe.d/c.conf": "# conntrack-disable-file hashsize-sets-max\noptions nf_conntrack hashsize=65536\n",
    };
    expect((await cli.run(["check", "--root", cli.folder(files)])).stdout).toBe("3 files, no findings\n");
  });
});

describe("bad input", () => {
  test("is reported, and the rest is done", async () => {
    const root = cli.folder({
      "etc/sysctl.d/50-a.conf": `${UDP} = 41\n`,
      "etc/sysctl.d/60-big.conf": "",
      "etc/sysctl.d/70-utf16.conf": Buffer.from("\ufeffa = 1\n", "utf16le"),
    });
    mkdirSync(join(root, "etc/sysctl.d/x.conf"));
    truncateSync(join(root, "etc/sysctl.d/60-big.conf"), 51_000_000);
    symlinkSync("40-loop.conf", join(root, "etc/sysctl.d/40-loop.conf"));
    for (const command of ["check", "effective"]) {
      const { code, stdout, stderr } = await cli.run([command, "--root", "."], { cwd: root });
      expect(code).toBe(2);
      expect(stdout).toContain(command === "check" ? "1 note in" : `${UDP} = 41`);
      const said = stderr
        .trim()
        .split("\n")
        .map((line) => line.replace(/^conntrack-planner: /, ""));
      expect(said).toEqual([
        "etc/sysctl.d/40-loop.conf: a symbolic link that points to itself",
        "etc/sysctl.d/60-big.conf: larger than the maximum of 50 MB",
        "etc/sysctl.d/70-utf16.conf: UTF-16 text; save it as UTF-8",
        "etc/sysctl.d/x.conf: a folder, not a file",
      ]);
    }
  });

  test.each([
    ["etc/cloud/cloud.cfg.d/a.cfg", "sysctl "],
    ["etc/cloud/cloud.cfg.d/a.cfg", "sysctl net."],
    ["etc/tuned/p/tuned.conf", "conntrack:\n"],
    ["etc/ufw/sysctl.conf", "conntrack:\n"],
    ["etc/sysctl.d/a.conf", "*a"],
    ["etc/sysctl.d/a.conf", "{a,b}"],
    ["etc/modprobe.d/a.conf", "options nf_conntrack hashsize = 1 "],
    ["etc/default/grub", 'GRUB_CMDLINE_LINUX="'],
    ["proc/cmdline", '"a" '],
    ["etc/kubernetes/kube-proxy.yaml", "kube-proxy --conntrack-min "],
    ["etc/dracut.conf.d/a.conf", 'force_drivers+="'],
  ])("%s of 1 MB, made to be slow: %j", async (path, piece) => {
    const more = { "etc/tuned/active_profile": "p\n", "etc/ufw/ufw.conf": "ENABLED=yes\n", "etc/sysctl.d/z.conf": `${UDP} = 41\n` };
    const root = cli.folder({ ...more, [path]: `${piece.repeat(Math.ceil(1_000_000 / piece.length))} = 1\n` });
    const { code, stdout } = await cli.run(["effective", "--root", root]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${UDP} = 41`);
  });

  test.each([
    [["effective"], "effective needs --root DIR, the folder that contains etc"],
    [["effective", "/etc"], 'effective takes no "/etc"; use --root "/etc"'],
    [["effective", "--root", "nowhere"], '--root "nowhere" is not a folder'],
    [["check", "--root", ".", "a.conf"], "--root reads all files of a tree: give no paths and no --fix with it"],
    [["check", "--root", ".", "--fix"], "--root reads all files of a tree: give no paths and no --fix with it"],
    [["check", "--root", "."], '"." has no etc/sysctl.conf, no etc/sysctl.d and no other files that set conntrack keys'],
    [
      ["check", "--root", "etc"],
      '"etc" has no etc/sysctl.conf, no etc/sysctl.d and no other files that set conntrack keys; did you mean --root "."?',
    ],
  ])("%j", async (args, message) => {
    const cwd = cli.folder({ "etc/hostname": "x\n" });
    const { code, stdout, stderr } = await cli.run(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("names and texts that are no UTF-8 do not steer the terminal", async () => {
    const root = cli.folder({ "etc/sysctl.d/\x1b[2J.conf": Buffer.concat([Buffer.from(`${UDP} = 4`), Buffer.from([0xff, 0x0a])]) });
    const { code, stdout } = await cli.run(["effective", "--root", root, "--format=json"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("\x1b");
    expect(JSON.parse(stdout).writes[0]).toMatchObject({ value: "4\udcff" });
    expect((await cli.run(["check", "--root", root])).stdout).not.toContain("\x1b");
  });
});
