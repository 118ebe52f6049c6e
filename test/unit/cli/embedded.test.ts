// `check` on what other languages set: findings where the author wrote, and fixes that leave the rest as it is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** "LINE:COLUMN RULE" of each finding, and the text that it stands on. */
async function findings(name: string, text: string, ...options: readonly string[]): Promise<readonly string[]> {
  const folder = cli.folder({ [name]: text });
  const { stdout } = await cli.run(["check", name, "--format", "json", ...options], { cwd: folder });
  const lines = text.split("\n");
  interface Told {
    readonly rule: string;
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
    readonly severity: string;
  }
  return JSON.parse(stdout).files.flatMap(({ findings: all }: { findings: readonly Told[] }) =>
    all.map(
      ({ rule, line, column, endColumn, severity }) =>
        `${line} ${rule} ${lines[line - 1]?.slice(column - 1, endColumn - 1)}${severity === "hint" ? " hint" : ""}`,
    ),
  );
}

describe("findings", () => {
  test.each([
    [
      "x.sh",
      'sudo sysctl -w net.netfilter.nf_conntrack_max="256k" # many\nsysctl -p\n',
      ["1 lost-at-reboot net.netfilter.nf_conntrack_max", "1 invalid-value 256k"],
    ],
    [
      "x.sh",
      "cat <<-EOF > /etc/sysctl.d/1.conf\n\tnet.netfilter.nf_conntrack_helper 1\n\tEOF\n",
      ["2 syntax-error net.netfilter.nf_conntrack_helper 1"],
    ],
    [
      "docker-compose.yml",
      "services:\n  a:\n    sysctls:\n      - net.netfilter.nf_conntrack_max=1000000\n",
      ["4 not-namespaced net.netfilter.nf_conntrack_max"],
    ],
    [
      "pod.yaml",
      "spec:\n  containers:\n  - command: [sh, -c, 'echo 9 > /sys/module/nf_conntrack/parameters/hashsize']\n",
      ["3 not-namespaced hashsize"],
    ],
    [
      "talos.yaml",
      "machine:\n  kernel:\n    modules:\n      - name: br_netfilter\n        parameters:\n          - nf_conntrack_max=131072\n",
      ["6 wrong-module nf_conntrack_max"],
    ],
    [
      "role.yml",
      "- sysctl:\n    name: net.netfilter.ip_conntrack_tcp_timeout_established\n    value: '86400'\n",
      ["2 misplaced-key net.netfilter.ip_conntrack_tcp_timeout_established"],
    ],
    ["Dockerfile", "FROM a\nRUN echo nf_conntrack_ipv4 > /etc/modules-load.d/x.conf\n", ["2 removed-module nf_conntrack_ipv4"]],
    [
      "x.nix",
      '{ boot.kernel.sysctl."net.netfilter.nf_conntrack_hashsize" = lib.mkForce "65536"; }',
      ["1 module-parameter net.netfilter.nf_conntrack_hashsize"],
    ],
    // Two branches for two kernels, of which the second is not run where the first key is.
    [
      "x.sh",
      "if [ -f /proc/sys/net/netfilter/nf_conntrack_max ]; then\n iptables -F\nelse\n echo 4096 > /proc/sys/net/ipv4/ip_conntrack_max\nfi\n",
      ["4 removed-key net/ipv4/ip_conntrack_max hint"],
    ],
    ["x.sh", "iptables -F; sysctl -e -w net.ipv4.ip_conntrack_max=4096\n", ["1 removed-key net.ipv4.ip_conntrack_max hint"]],
    ["x.sh", "iptables -F; [ -d /tmp ]\nsysctl -w net.ipv4.ip_conntrack_max=4096\n", ["2 removed-key net.ipv4.ip_conntrack_max"]],
    ["x.sh", "# conntrack-disable-next-line invalid-value lost-at-reboot\nsysctl -w net.netfilter.nf_conntrack_max=256k\n", []],
  ])("%s %#", async (name, text, expected) => {
    expect(await findings(name, text)).toEqual(expected);
  });

  test("a second line for a key is told by the lines of the script", async () => {
    const folder = cli.folder({
      "x.sh": "#!/bin/sh\n\ncat > /etc/sysctl.d/1.conf <<EOF\nnet.nf_conntrack_max=9000\nnet.netfilter.nf_conntrack_max=9001\nEOF\n",
    });
    const { stdout } = await cli.run(["check", "x.sh"], { cwd: folder });
    expect(stdout).toContain('4:1  warning  "nf_conntrack_max" is overridden by line 5 (9001)');
  });

  test("what depends on the memory: a limit and a table below the kernel's own", async () => {
    const nix = '{ boot.kernel.sysctl = { "net.netfilter.nf_conntrack_max" = 50000; "net.netfilter.nf_conntrack_buckets" = 32768; }; }';
    expect(await findings("x.nix", nix, "--memory", "16G")).toEqual(["1 below-default 50000", "1 table-shrunk 32768"]);
    expect(await findings("x.nix", nix)).toEqual([]);
  });

  test("two branches of a script are not held against each other, nor is what another line sets the kernel's default", async () => {
    const text = [
      "if big; then sysctl -w net.netfilter.nf_conntrack_max=4000000; else sysctl -w net.netfilter.nf_conntrack_max=1000; fi",
      "modprobe nf_conntrack_ipv4 && echo nf_conntrack_ipv4 > /etc/modules-load.d/a.conf || echo nf_conntrack > /etc/modules-load.d/a.conf",
      "echo $((N / 4)) > /sys/module/nf_conntrack/parameters/hashsize",
      "iptables -A INPUT -j DROP",
    ].join("\n");
    expect(await findings("x.sh", text)).toEqual([]);
  });

  test("what a template leaves out where the kernel lacks it", async () => {
    const file = "- copy:\n    dest: /etc/modules-load.d/a.conf\n    content: |\n      ip_vs\n";
    const module = "      nf_conntrack_ipv4\n";
    const decided = `${file}      {% if loaded is success -%}\n${module}      {%- endif %}\n`;
    const folder = cli.folder({ "a.yml": file + module, "b.yml": decided, "c.yml": decided + module });
    const { stdout } = await cli.run(["check", ".", "--format", "json"], { cwd: folder });
    const files: readonly { readonly findings: readonly { readonly severity: string }[] }[] = JSON.parse(stdout).files;
    expect(files.map(({ findings: all }) => all.map(({ severity }) => severity))).toEqual([["error"], ["hint"], ["hint", "error"]]);
  });

  test("folders: only files that set something are counted", async () => {
    const folder = cli.folder({
      "a.sh": "cat /proc/sys/net/netfilter/nf_conntrack_max\n",
      "b.yml": "net.netfilter.nf_conntrack_max: 1e6\n",
    });
    const { code, stdout } = await cli.run(["check", "."], { cwd: folder });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/1:33 {2}error {2}"1e6" is not a number[\s\S]*1 error in 1 file\n/),
    });
  });
});

test("folders: templates and files that are installed under another name, where our word is in them", async () => {
  const wrong = "net.netfilter.nf_conntrack_max = 1e6\n";
  const folder = cli.folder({
    "templates/95-k8s-sysctl.conf.j2": `{% if x %}\n${wrong}{% endif %}\n`,
    "sysctl-exporter.conf": "listen { 80 }\n",
    "set-limits.erb": "#!/bin/sh\n<% if x %>\niptables -F; sysctl -w net.netfilter.nf_conntrack_max=1e6\n<% end %>\n",
    "user-data.example": "#cloud-config\nruncmd:\n  - sysctl -w net.netfilter.nf_conntrack_max=1e6\n",
    "x.service.d/10.conf": "[Service]\nExecStartPre=/sbin/sysctl -w net.netfilter.nf_conntrack_max=1e6\n",
    // By its lines, of which one is a slip.
    "files/99-gateway.conf": `---\n${"net.core.somaxconn = 1\n".repeat(10)}${wrong}`,
    "files/conntrack.conf": "listen 80\nnet.netfilter.nf_conntrack_max = 1e6\n",
    "nat.conf.j2": "{% if x %}\noptions nf_conntrack hashsize=1e6\n{% endif %}\n",
    "ct.service.template": "[Service]\nExecStart=/sbin/sysctl -w net.netfilter.nf_conntrack_max=1e6\n",
  });
  const { stdout } = await cli.run(["check", ".", "--format", "json"], { cwd: folder });
  const files: readonly { readonly path: string; readonly findings: readonly { readonly line: number; readonly rule: string }[] }[] =
    JSON.parse(stdout).files;
  expect(files.map(({ path, findings: all }) => [path, ...all.map(({ line, rule }) => `${line} ${rule}`)])).toEqual([
    ["ct.service.template", "2 invalid-value"],
    ["files/99-gateway.conf", "12 invalid-value"],
    ["nat.conf.j2", "2 module-option"],
    ["set-limits.erb", "3 invalid-value"],
    ["templates/95-k8s-sysctl.conf.j2", "2 invalid-value"],
    ["user-data.example", "3 invalid-value"],
    ["x.service.d/10.conf", "2 invalid-value"],
  ]);
});

test("--fix keeps the quotes of the host", async () => {
  const folder = cli.folder({
    "a.sh": "sysctl -w net.ipv4.netfilter.ip_conntrack_tcp_timeout_fin_wait='2m'\n",
    "b.yml": '- { key: "net.netfilter.nf_conntrack_acct", value: "yes" }\n',
    "c.nix": '{ boot.kernel.sysctl."net.netfilter.nf_conntrack_max" = "256k"; }\n',
  });
  await cli.run(["check", ".", "--fix"], { cwd: folder });
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  expect(read("a.sh")).toBe("sysctl -w net.netfilter.nf_conntrack_tcp_timeout_fin_wait='120'\n");
  expect(read("b.yml")).toBe('- { key: "net.netfilter.nf_conntrack_acct", value: "1" }\n');
  expect(read("c.nix")).toBe('{ boot.kernel.sysctl."net.netfilter.nf_conntrack_max" = "262144"; }\n');
});

test("SARIF and annotations have places and replacements in the host's text", async () => {
  const folder = cli.folder({ "a.sh": "#!/bin/sh\nsysctl -qw net.netfilter.nf_conntrack_udp_timeout='1m'\n" });
  const sarif = JSON.parse((await cli.run(["check", "a.sh", "--format", "sarif", "--rule", "lost-at-reboot=off"], { cwd: folder })).stdout);
  const [result] = sarif.runs[0].results;
  const region = { startLine: 2, startColumn: 52, endLine: 2, endColumn: 54 };
  expect(result.locations[0].physicalLocation.region).toEqual(region);
  expect(result.fixes[0].artifactChanges[0].replacements).toEqual([{ deletedRegion: region, insertedContent: { text: "60" } }]);
  const github = await cli.run(["check", "a.sh", "--format", "github"], { cwd: folder });
  expect(github.stdout).toContain("::error file=a.sh,line=2,endLine=2,col=52,endColumn=54,");
});

test("a script of a tree is named as something that may set a key, and as no writer", async () => {
  const folder = cli.folder({
    "etc/sysctl.d/1.conf": "net.netfilter.nf_conntrack_max = 300000\n",
    "etc/rc.local": "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=400000\n",
    "etc/systemd/system/a.service": "[Service]\nExecStart=/sbin/sysctl -w net.netfilter.nf_conntrack_acct=1\n",
  });
  const effective = await cli.run(["effective", "--root", folder]);
  expect(effective.stdout).toContain("net.netfilter.nf_conntrack_max = 300000\n");
  expect(effective.stdout).toContain(
    "Scripts that may also set a key\n    net.netfilter.nf_conntrack_max: 400000  /etc/rc.local:2\n    net.netfilter.nf_conntrack_acct: 1  /etc/systemd/system/a.service:2\n",
  );
  const json = JSON.parse((await cli.run(["effective", "--root", folder, "--format", "json"])).stdout);
  expect(json.scripts[0]).toEqual({ file: "/etc/rc.local", line: 2, key: "net.netfilter.nf_conntrack_max", value: "400000" });
  const checked = await cli.run(["check", "--root", folder]);
  expect(checked.stderr).toContain("etc/rc.local: line 2 may set net.netfilter.nf_conntrack_max as well");
});
