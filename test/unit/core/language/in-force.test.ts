// What hovers and the status bar say of a line that other files have a say in.
import { expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { inForce } from "../../../../src/core/boot/in-force.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { hover } from "../../../../src/core/language/hover.ts";
import { tableStatus } from "../../../../src/core/language/status.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const FILES = {
  "/etc/sysctl.d/10-a.conf": "net.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_acct = 1\n",
  "/etc/sysctl.d/90-b.conf": "# later\nnet.nf_conntrack_max = 131072\n",
  "/etc/modprobe.d/c.conf": "options nf_conntrack hashsize=65536\n",
};

async function part(home: keyof typeof FILES) {
  const configuration = effective(await readTree(memoryPort(FILES)), { target: DEFAULT_TARGET, applier: "systemd" });
  return { document: parse(FILES[home]), options: { target: DEFAULT_TARGET, applier: "systemd" as const, host: { configuration, home } } };
}

test("a hover on a line that lost says what is in force, and where", async () => {
  const { document, options } = await part("/etc/sysctl.d/10-a.conf");
  const said = (offset: number) => hover(document, offset, options)?.markdown.replace(/\\(.)/g, "$1");
  expect(said(5)).toContain("Effective value: 131072, set in /etc/sysctl.d/90-b.conf, line 2.");
  expect(said(FILES["/etc/sysctl.d/10-a.conf"].indexOf("acct"))).not.toContain("In force");
});

test("the status bar counts the table that is in force", async () => {
  const { document, options } = await part("/etc/sysctl.d/10-a.conf");
  // 131,072 x (256 + 128) bytes, for the tree switches counters on, and 65,536 x 8 bytes.
  expect(tableStatus(document, options)).toMatchObject({
    text: "48.5 MiB",
    detail: expect.stringContaining("The limit is set in /etc/sysctl.d/90-b.conf, line 2."),
  });
});

test("each value comes with the line, or the option, that decides", async () => {
  const { options } = await part("/etc/sysctl.d/10-a.conf");
  const { configuration } = options.host;
  expect(inForce(configuration, "net/netfilter/nf_conntrack_max")).toMatchObject({ value: "131072", line: 1, file: { name: "90-b.conf" } });
  expect(inForce(configuration, "net/netfilter/nf_conntrack_buckets")).toMatchObject({ value: "65536", option: "hashsize", line: 0 });
  expect(inForce(configuration, "net/netfilter/nf_conntrack_udp_timeout")).toBeUndefined();
});
