// The page of a tree's configuration: whatever gives a key its value is on it, with its place.
import { expect, it } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { effectivePage } from "../../../../src/core/language/effective-page.ts";

async function pageOf(files: Readonly<Record<string, string>>): Promise<string> {
  const host = effective(await readTree(memoryPort(files)), { target: DEFAULT_TARGET, applier: "systemd" });
  return effectivePage(host).text;
}

it("shows what the module's options set and no line changes: hashsize, and eight times as many entries", async () => {
  const options = {
    "/etc/modprobe.d/nat.conf": "options nf_conntrack hashsize=65536 acct\n",
    "/etc/modules-load.d/nat.conf": "nf_conntrack\n",
  };
  const alone = await pageOf(options);
  for (const line of [
    "net.netfilter.nf_conntrack_buckets = 65536",
    "net.netfilter.nf_conntrack_max = 524288",
    "net.netfilter.nf_conntrack_acct = 1",
  ]) {
    expect(alone.split("\n")).toContain(line);
  }
  expect(alone).toContain("# net.netfilter.nf_conntrack_max\n#   /etc/modprobe.d/nat.conf:1 (hashsize=65536)\n");
  expect(alone).toContain("# net.netfilter.nf_conntrack_acct\n#   /etc/modprobe.d/nat.conf:1 (acct)\n");
  const both = await pageOf({ ...options, "/etc/sysctl.d/90.conf": "net.netfilter.nf_conntrack_max = 131072\n" });
  expect(both.match(/nf_conntrack_max +=/g)).toHaveLength(1);
  expect(both).toContain("nf_conntrack_max = 131072\n");
});

it("names lines that set nothing, and no value for them", async () => {
  const page = await pageOf({
    "/etc/sysctl.d/90.conf": "net.netfilter.nf_conntrack_udp_timeout = 1d\nnet.netfilter.nf_conntrack_max = 4\n",
  });
  expect(page).not.toMatch(/^net.*udp_timeout/m);
  expect(page).toContain("\n# Lines without effect\n#   /etc/sysctl.d/90.conf:1: net.netfilter.nf_conntrack_udp_timeout = 1d (rejected)\n");
});

it("says first that settings take no effect at boot, and how to load the module", async () => {
  const files = { "/etc/sysctl.d/90.conf": "net.netfilter.nf_conntrack_max = 4\n" };
  expect(await pageOf(files)).toMatch(
    /^# The conntrack settings below take no effect at boot: no file .*\n# To load it: echo nf_conntrack > \/etc\/modules-load\.d\/nf_conntrack\.conf\n# As /,
  );
  expect(await pageOf({ ...files, "/etc/modules-load.d/a.conf": "nf_conntrack\n" })).toMatch(
    /^# As systemd-sysctl .*\n# The module is loaded by/,
  );
});
