// "Was my setting applied, and why not?": what programs complained of at boot, joined to the file and line that asked for it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const MAX = "net.netfilter.nf_conntrack_max";

interface Found {
  readonly confidence: string;
  readonly weight: number;
  readonly evidence: readonly string[];
  readonly steps: readonly { readonly text?: string; readonly command?: string }[];
}

async function cause(
  log: string,
  files?: Readonly<Record<string, string>>,
  proc?: Readonly<Record<string, string>>,
): Promise<Found | undefined> {
  const root = files ? ["--root", cli.folder(files)] : [];
  const host = proc ? ["--proc", cli.folder(proc)] : [];
  const { stdout, stderr } = await cli.run(["diagnose", "-", "--format=json", ...root, ...host], { stdin: log });
  expect(stderr).toBe("");
  return JSON.parse(stdout).causes.find(({ id }: { id: string }) => id === "setting-not-applied");
}

const MISSING = `Nov 28 07:00:01 gw systemd-sysctl[311]: Couldn't write '1048576' to 'net/netfilter/nf_conntrack_max': No such file or directory\n`;
const FILE = { "etc/sysctl.d/60-conntrack.conf": `# Ours\n${MAX} = 1048576\n` };
const host = (max: number, count = 10): Readonly<Record<string, string>> => ({
  "sys/kernel/osrelease": "6.12.0\n",
  "sys/kernel/arch": "x86_64\n",
  "sys/net/nf_conntrack_max": `${max}\n`,
  "sys/net/netfilter/nf_conntrack_max": `${max}\n`,
  "sys/net/netfilter/nf_conntrack_count": `${count}\n`,
});

describe("a key that was not there", () => {
  test("is joined to its line, and to what does not load the module", async () => {
    const found = await cause(MISSING, FILE);
    expect(found?.confidence).toBe("certain");
    expect(found?.evidence[0]).toBe(
      `/etc/sysctl.d/60-conntrack.conf, line 2 has ${MAX} = 1048576; current value unknown. The key did not exist when it was to be set: no file loads nf_conntrack earlier`,
    );
    expect(found?.evidence[1]).toContain("Couldn't write '1048576'");
    expect(found?.steps[0]?.text).toContain("/etc/modules-load.d/nf_conntrack.conf");
  });

  test("although a file loads the module: asks what became of that", async () => {
    const found = await cause(MISSING, { ...FILE, "etc/modules-load.d/nf.conf": "nf_conntrack\n" });
    expect(found?.evidence[0]).toContain("although /etc/modules-load.d/nf.conf, line 1 loads nf_conntrack earlier");
    expect(found?.steps[0]?.command).toContain("systemd-modules-load");
  });

  test("explains a table that is full for want of it, before the limit that is low", async () => {
    const root = cli.folder(FILE);
    const proc = cli.folder(host(65_536, 65_500));
    const { stdout } = await cli.run(["diagnose", "-", "--proc", proc, "--root", root, "--format=json"], { stdin: MISSING });
    expect(JSON.parse(stdout).causes.map(({ id }: { id: string }) => id)).toEqual(["setting-not-applied", "max-too-low"]);
  });

  test("is no matter where something set it later", async () => {
    expect(await cause(MISSING, FILE, host(1_048_576))).toBeUndefined();
  });

  test("in a kernel that does not have this key", async () => {
    const log = "systemd-sysctl[1]: Couldn't write '1' to 'net/netfilter/nf_conntrack_helper': No such file or directory\n";
    const found = await cause(log, { "etc/sysctl.conf": "net.netfilter.nf_conntrack_helper = 1\n" }, host(1000));
    expect(found?.evidence[0]).toContain("Linux 6.12 does not have this key");
    expect(found?.steps.some(({ text }) => text?.includes("modules-load.d"))).toBe(false);
  });
});

describe.each([
  [
    "procps",
    `sysctl: cannot stat /proc/sys/net/netfilter/nf_conntrack_max: No such file or directory\n`,
    "nf_conntrack was not loaded yet",
  ],
  ["BusyBox", `sysctl: error: '${MAX}' is an unknown key\n`, "nf_conntrack was not loaded yet"],
  ["a value", `sysctl: setting key "${MAX}": Invalid argument\n`, "The kernel rejects the value"],
  ["a container", `sysctl: setting key "${MAX}", ignoring: Read-only file system\n`, "/proc/sys is read-only there"],
  ["rights", `sysctl: permission denied on key "${MAX}"\n`, "was not allowed to write it"],
  [
    "kube-proxy",
    `E1128 07:00:01.000000 1 server.go:1002] "Error setting sysctl" err="open /proc/sys/net/netfilter/nf_conntrack_max: permission denied"\n`,
    "was not allowed to write it",
  ],
])("%s without files at hand", (_, log, why) => {
  test("is told as it was said", async () => {
    const found = await cause(log);
    expect(found?.evidence[0]).toContain(why);
    expect(found?.evidence[0]).toMatch(/^The log mentions /);
  });
});

describe("a running value that is not what the files leave", () => {
  const LOG = "Nov 28 07:00:01 gw kernel: nf_conntrack: nf_conntrack: table full, dropping packet\n";

  test("is told with the line", async () => {
    const found = await cause(LOG, FILE, host(262_144));
    expect([found?.confidence, found?.weight]).toEqual(["likely", 0.5]);
    expect(found?.evidence).toEqual([
      `/etc/sysctl.d/60-conntrack.conf, line 2 has ${MAX} = 1048576; current value 262144. Something else set it later, or the file was changed after the last boot`,
    ]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a file that is masked",
      { "etc/sysctl.d/60-a.conf": "# none\n", "usr/lib/sysctl.d/60-a.conf": `${MAX} = 4096\n` },
      "Its file is not read: /etc/sysctl.d/60-a.conf has the same name",
    ],
    [
      "a file that nobody reads",
      { "etc/sysctl.d/60-a": `${MAX} = 4096\n`, "etc/sysctl.d/70-b.conf": "vm.swappiness = 10\n" },
      "No program reads the line",
    ],
    ["a value that is refused", { "etc/sysctl.d/60-a.conf": `${MAX} = 99999999999\n` }, "The kernel rejects the value in the line"],
    [
      "kube-proxy",
      {
        "etc/sysctl.d/60-a.conf": `${MAX} = 4096\n`,
        "var/lib/kube-proxy/config.conf": "kind: KubeProxyConfiguration\nconntrack:\n  maxPerCore: 32768\n  min: 131072\n",
      },
      "kube-proxy sets it after the files are applied (/var/lib/kube-proxy/config.conf, line ",
    ],
  ])("%s says why", async (_, files, why) => {
    expect((await cause(LOG, files, host(131_072)))?.evidence[0]).toContain(why);
  });

  test("is silent where they agree, where nobody knows, and in a container", async () => {
    expect(await cause(LOG, FILE, host(1_048_576))).toBeUndefined();
    expect(await cause(LOG, { "etc/sysctl.conf": `${MAX} = {{ limit }}\n` }, host(5))).toBeUndefined();
    const { "sys/net/nf_conntrack_max": _, ...container } = host(5);
    expect(await cause(LOG, FILE, container)).toBeUndefined();
  });
});
