// Many files, one configuration: who wins, what becomes of the rest, and what else has a say.
import { describe, expect, test } from "vitest";
import type { HostConfiguration } from "../../../../src/core/boot/configuration.ts";
import { effective } from "../../../../src/core/boot/effective.ts";
import { type MemoryTree, memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree, type Tree, withText } from "../../../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";
import type { Applier } from "../../../../src/core/sysctl/applier.ts";

const N = "net.netfilter.nf_conntrack_";
const UDP = `${N}udp_timeout`;
const MAX = `${N}max`;

async function host(files: MemoryTree, applier: Applier | "auto" = "systemd", port = memoryPort(files)): Promise<HostConfiguration> {
  return effective(await readTree(port), { target: DEFAULT_TARGET, applier, kubeProxy: kubeProxyConfiguration });
}

/** "key=value file:line", and for the others "fate file:line". */
function told({ settings }: HostConfiguration): readonly string[] {
  return settings.flatMap(({ key, value, line, others }) => [
    `${key.replace(N, "")}=${value} ${line.file.name}:${line.statement.line + 1}`,
    ...others.map((other) => `  ${other.fate} ${other.file.name}:${other.statement.line + 1}`),
  ]);
}

describe("fates", () => {
  test.each<[string, Applier, readonly string[]]>([
    [
      "systemd",
      "systemd",
      [
        "udp_timeout=43 c.conf:1",
        "  overwritten a.conf:1",
        "  overwritten a.conf:2",
        "  excluded b.conf:1",
        "  masked a.conf:1",
        "  not read sysctl.conf:1",
      ],
    ],
    [
      "procps",
      "procps",
      [
        "udp_timeout=44 sysctl.conf:1",
        "  overwritten a.conf:1",
        "  overwritten a.conf:2",
        "  excluded b.conf:1",
        "  overwritten c.conf:1",
        "  masked a.conf:1",
      ],
    ],
    [
      "busybox",
      "busybox",
      ["udp_timeout=44 sysctl.conf:1", "  not read a.conf:1", "  not read a.conf:2", "  not read c.conf:1", "  not read a.conf:1"],
    ],
  ])("%s", async (_, applier, expected) => {
    const files = {
      "/etc/sysctl.d/a.conf": `${UDP} = 41\n${UDP} = 42\n`,
      "/etc/sysctl.d/b.conf": `${N}udp_timeou? = 50\n`,
      "/etc/sysctl.d/c.conf": `${UDP} = 43\n`,
      "/usr/lib/sysctl.d/a.conf": `${UDP} = 40\n`,
      "/etc/sysctl.conf": `${UDP} = 44\n`,
    };
    expect([...told(await host(files, applier))].sort()).toEqual([...expected].sort());
  });

  test("nothing for a key whose writes were all refused; the line before a refused one is in force where it was written", async () => {
    const files = { "/etc/sysctl.d/a.conf": `${UDP} = 41\n`, "/etc/sysctl.d/b.conf": `${UDP} = 1h\n${MAX} = -1\n` };
    expect(told(await host(files))).toEqual([]);
    expect(told(await host(files, "procps"))).toEqual(["udp_timeout=41 a.conf:1", "  refused b.conf:1"]);
  });

  test("the same text again: systemd keeps the first place, so the two names of the limit end differently", async () => {
    const files = {
      "/etc/sysctl.d/a.conf": `net.nf_conntrack_max=262000\n`,
      "/etc/sysctl.d/b.conf": `${MAX}=261000\n`,
      "/etc/sysctl.d/c.conf": "net.nf_conntrack_max=262000\n",
    };
    expect(told(await host(files))).toEqual(["max=261000 b.conf:1", "  overwritten a.conf:1", "  overwritten c.conf:1"]);
    expect(told(await host(files, "procps"))).toEqual(["max=262000 c.conf:1", "  overwritten a.conf:1", "  overwritten b.conf:1"]);
  });

  test("a repeat of the line that wins harms nobody", async () => {
    const files = { "/etc/sysctl.d/a.conf": `${UDP} = 41\n`, "/etc/sysctl.d/b.conf": `${UDP} = 41\n` };
    expect(told(await host(files))).toEqual(["udp_timeout=41 a.conf:1", "  repeated b.conf:1"]);
  });

  test("a file under two names is one file", async () => {
    const files: MemoryTree = {
      "/etc/sysctl.conf": `${UDP} = 41\n`,
      "/etc/sysctl.d/99-sysctl.conf": { link: "../sysctl.conf" },
      "/etc/sysctl.d/50-a.conf": `${UDP} = 42\n`,
    };
    expect(told(await host(files))).toEqual(["udp_timeout=41 99-sysctl.conf:1", "  overwritten 50-a.conf:1"]);
    expect(told(await host(files, "procps"))).toEqual(["udp_timeout=41 sysctl.conf:1", "  overwritten 50-a.conf:1"]);
  });

  test("after BusyBox has stopped nothing is read", async () => {
    const files = {
      "/etc/openwrt_release": "",
      "/etc/sysctl.d/a.conf": `${UDP} = 41\n${MAX} = x\n${UDP} = 42\n`,
      "/etc/sysctl.conf": `${N}gre_timeout = 43\n`,
    };
    // OpenWrt starts the program anew for each file.
    expect(told(await host(files, "auto"))).toEqual(["gre_timeout=43 sysctl.conf:1", "udp_timeout=41 a.conf:1", "  not read a.conf:3"]);
  });

  test("a host that cannot tell where links lead", async () => {
    const { linkTarget: _, ...port } = memoryPort({
      "/etc/sysctl.conf": `${UDP} = 41\n`,
      "/etc/sysctl.d/99-sysctl.conf": { link: "../sysctl.conf" },
    });
    const { settings, tree } = await host({}, "systemd", port);
    expect(tree.knowsLinks).toBe(false);
    expect(settings[0]?.value).toBe("41");
  });
});

describe("the module", () => {
  test.each<[string, MemoryTree, Applier, string | undefined]>([
    ["modules-load.d", { "/etc/modules-load.d/a.conf": "# c\n nf-conntrack \n" }, "systemd", "/etc/modules-load.d/a.conf:2"],
    ["a module that brings it along", { "/usr/lib/modules-load.d/a.conf": "nf_nat\n" }, "systemd", "/usr/lib/modules-load.d/a.conf:1"],
    ["its old name", { "/etc/modules-load.d/a.conf": "ip_conntrack\n" }, "systemd", "/etc/modules-load.d/a.conf:1"],
    [
      "a list that is masked",
      { "/etc/modules-load.d/a.conf": { link: "/dev/null" }, "/usr/lib/modules-load.d/a.conf": "nf_conntrack\n" },
      "systemd",
      undefined,
    ],
    [
      "/etc/modules by its link",
      { "/etc/modules": "nf_conntrack\n", "/etc/modules-load.d/modules.conf": { link: "../modules" } },
      "systemd",
      "/etc/modules-load.d/modules.conf:1",
    ],
    ["/etc/modules without a link", { "/etc/modules": "nf_conntrack\n" }, "systemd", undefined],
    ["/etc/modules without systemd", { "/etc/modules": "nf_conntrack hashsize=1\n" }, "procps", "/etc/modules:1"],
    [
      "parameters behind the name, which systemd takes for a part of it",
      { "/etc/modules-load.d/a.conf": "nf_conntrack hashsize=1\n" },
      "systemd",
      undefined,
    ],
    ["a module that is no more", { "/etc/modules-load.d/a.conf": "nf_conntrack_ipv4\n" }, "systemd", undefined],
    ["the initramfs", { "/etc/initramfs-tools/modules": "nf_conntrack hashsize=1\n" }, "systemd", "/etc/initramfs-tools/modules:1"],
    ["dracut", { "/etc/dracut.conf.d/a.conf": '\nforce_drivers+=" nf_conntrack "\n' }, "systemd", "/etc/dracut.conf.d/a.conf:2"],
    [
      "the command line",
      { "/etc/default/grub": 'A=1\nGRUB_CMDLINE_LINUX="quiet modules_load=a,nf_conntrack"\n' },
      "systemd",
      "/etc/default/grub:2",
    ],
    [
      "a blacklist holds systemd back",
      { "/etc/modules-load.d/a.conf": "nf_conntrack\n", "/etc/modprobe.d/b.conf": "blacklist nf_conntrack\n" },
      "systemd",
      undefined,
    ],
    [
      "and modprobe not",
      { "/etc/modules": "nf_conntrack\n", "/etc/modprobe.d/b.conf": "blacklist nf_conntrack\n" },
      "procps",
      "/etc/modules:1",
    ],
    [
      "install keeps it out",
      { "/etc/modules": "nf_conntrack\n", "/etc/modprobe.d/b.conf": "install nf_conntrack /bin/true\n" },
      "procps",
      undefined,
    ],
  ])("loaded by: %s", async (_, files, applier, expected) => {
    const { module } = await host(files, applier);
    expect(module.loader && `${module.loader.file.path}:${module.loader.line + 1}`).toBe(expected);
  });

  test.each<[string, MemoryTree, Readonly<Record<string, string | undefined>>]>([
    ["one option", { "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=65536\n" }, { hashsize: "65536" }],
    [
      "continued lines, quotes, dashes, a bare switch",
      { "/etc/modprobe.d/a.conf": 'options nf-conntrack \\\n hash-size=1 expect-hashsize="2"\\\n acct\n' },
      { hash_size: "1", expect_hashsize: "2", acct: undefined },
    ],
    [
      "comments, also continued ones",
      { "/etc/modprobe.d/a.conf": "# options \\\noptions nf_conntrack hashsize=1\n # x\noptions nf_conntrack acct=1\n" },
      { acct: "1" },
    ],
    ["other modules", { "/etc/modprobe.d/a.conf": "options nf_conntrack_ftp ports=21\noptions nf_nat hashsize=3\n" }, {}],
    [
      "the last one counts",
      {
        "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=1 hashsize=2\n",
        "/lib/modprobe.d/b.conf": "options nf_conntrack hashsize=3\n",
      },
      { hashsize: "3" },
    ],
    [
      "the command line comes last",
      { "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=1\n", "/proc/cmdline": "quiet nf_conntrack.hashsize=4\n" },
      { hashsize: "4" },
    ],
    [
      "built in: only the command line",
      {
        "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=1\n",
        "/etc/kernel/cmdline": "nf-conntrack.hashsize=4",
        "/lib/modules/1/modules.builtin": "kernel/net/netfilter/nf_conntrack.ko\n",
      },
      { hashsize: "4" },
    ],
    [
      "masked, hidden and other names",
      {
        "/etc/modprobe.d/a.conf": "",
        "/lib/modprobe.d/a.conf": "options nf_conntrack hashsize=1\n",
        "/etc/modprobe.d/.b.conf": "options nf_conntrack acct=1\n",
        "/etc/modprobe.d/c": "options nf_conntrack tstamp=1\n",
      },
      {},
    ],
  ])("options: %s", async (_, files, expected) => {
    const { module } = await host(files);
    expect(Object.fromEntries(module.options.map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ["hashsize=65536", "65536", "524288"],
    // 100,000 buckets are 196 pages of 512; the limit is eight times what there is.
    ["hashsize=100000", "100352", "802816"],
    ["hashsize=0x10000", "65536", "524288"],
  ])("%s sets the limit to eight times itself", async (option, buckets, max) => {
    const { finalValue } = await host({ "/etc/modprobe.d/a.conf": `options nf_conntrack ${option}\n` });
    expect([finalValue("net/netfilter/nf_conntrack_buckets"), finalValue("net/netfilter/nf_conntrack_max")]).toEqual([buckets, max]);
  });

  test("a limit in a sysctl file comes after, and buckets leave it alone", async () => {
    const { finalValue } = await host({
      "/etc/modprobe.d/a.conf": "options nf_conntrack hashsize=65536\n",
      "/etc/sysctl.d/b.conf": `${N}buckets = 1024\n`,
    });
    expect([finalValue("net/netfilter/nf_conntrack_buckets"), finalValue("net/nf_conntrack_max")]).toEqual(["1024", "524288"]);
  });
});

describe("other programs", () => {
  const PROXY =
    "kind: KubeProxyConfiguration\nconntrack:\n  maxPerCore: null\n  min: 200000\n  tcpCloseWaitTimeout: 10m\n  udpTimeout: 0s\nmode: iptables\niptables:\n  min: 5\n";
  const told = ({ others }: HostConfiguration): readonly string[] =>
    others.map(
      ({ source, path, effect, value, file, line }) =>
        `${source} ${path.slice(path.lastIndexOf("_") + 1)} ${effect} ${value} ${file.name}:${line + 1}`,
    );

  test("kube-proxy, told and by default", async () => {
    expect(told(await host({ "/var/lib/kube-proxy/config.conf": PROXY }))).toEqual([
      "kube-proxy max per-core 32768 config.conf:1",
      "kube-proxy established sets 86400 config.conf:1",
      "kube-proxy max at-least 200000 config.conf:4",
      "kube-proxy wait sets 600 config.conf:5",
    ]);
    expect(told(await host({ "/var/lib/kube-proxy/config.conf": PROXY.replace("null", "0").replace("10m", "0s") }))).toEqual([
      "kube-proxy established sets 86400 config.conf:1",
    ]);
    expect(
      told(
        await host({
          "/etc/kubernetes/manifests/p.yaml": "command: [kube-proxy, --conntrack-max-per-core=0, --conntrack-tcp-timeout-established=2h]\n",
        }),
      ),
    ).toEqual(["kube-proxy established sets 7200 p.yaml:1"]);
    expect(told(await host({ "/etc/kubernetes/kubelet.yaml": "kind: KubeletConfiguration\nconntrack:\n  min: 1\n" }))).toEqual([]);
  });

  test("boot parameters, ufw, TuneD, cloud-init", async () => {
    const files = {
      "/proc/cmdline": `sysctl.${UDP}=41 sysctl.kernel.pid_max=1\n`,
      "/etc/ufw/ufw.conf": "ENABLED=yes\n",
      "/etc/ufw/sysctl.conf": "net/ipv4/ip_forward=1\nnet/netfilter/nf_conntrack_udp_timeout=42\n",
      "/etc/tuned/active_profile": "mine\n",
      "/etc/tuned/mine/tuned.conf": `[main]\n${MAX}=1\n[sysctl]\n${MAX}=43\n[vm]\n${MAX}=2\n`,
      "/etc/cloud/cloud.cfg.d/99.cfg": `runcmd:\n  - sysctl -w ${MAX}=44\n  - [sysctl, -w, "${UDP}=45"]\n`,
    };
    expect(told(await host(files))).toEqual([
      "boot parameter timeout sets 41 cmdline:1",
      "ufw timeout sets 42 sysctl.conf:2",
      "TuneD max sets 43 tuned.conf:4",
      "cloud-init max sets 44 99.cfg:2",
      "cloud-init timeout sets 45 99.cfg:3",
    ]);
    expect(told(await host({ ...files, "/etc/ufw/ufw.conf": "ENABLED=no\n" })).some((one) => one.startsWith("ufw"))).toBe(false);
  });
});

test("a change among 1,000 files has the others judged anew without being read anew", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [
      `/etc/sysctl.d/${index}-x.conf`,
      `# ${index}\n${UDP} = ${index}\n${MAX} = ${65536 + index}\nnet.core.somaxconn = ${index}\n`,
    ]),
  );
  const judge = (tree: Tree) => lintHost(effective(tree, { target: DEFAULT_TARGET, applier: "systemd" }));
  const tree = await readTree(memoryPort(files));
  const before = new Set(judge(tree).map(({ document }) => document));
  const after = judge(withText(tree, "/etc/sysctl.d/500-x.conf", `${UDP} = 1\n`));
  expect(after.length).toBe(1000);
  expect(after.filter(({ document }) => !before.has(document)).map(({ file }) => file.path)).toEqual(["/etc/sysctl.d/500-x.conf"]);
});

test.each(["systemd", "procps"] as const)("each line of a hundred has its own event, however many are asked for: %s", async (applier) => {
  const files = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`/etc/sysctl.d/${index}.conf`, `${UDP} = ${index % 3}\n${MAX} = ${65536 + index}\n`]),
  );
  const { events, eventOf } = await host(files, applier);
  expect(events.length).toBe(100);
  for (const event of events) expect(eventOf(event.statement)).toBe(event);
});

test("a folder is known to have nothing but plain files of sysctl", async () => {
  const folders = async (files: MemoryTree) => (await readTree(memoryPort(files))).folders;
  const isPlain = async (other: MemoryTree) => (await folders({ "/etc/sysctl.d/a.conf": "", ...other })).get("/etc/sysctl.d")?.isPlain;
  expect(await isPlain({})).toBe(true);
  expect(await isPlain({ "/etc/sysctl.d/b.sh": "" })).toBe(false);
  expect(await isPlain({ "/etc/sysctl.d/b": "" })).toBe(false);
  expect(await isPlain({ "/etc/sysctl.d/b.conf": { link: "/etc" } })).toBe(false);
  expect(await isPlain({ "/etc/sysctl.d/b.conf/c.sh": "" })).toBe(false);
});
