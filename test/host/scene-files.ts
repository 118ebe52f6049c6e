// What stands in the workspace that pictures are taken in. Nothing here knows of the workbench.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./project.ts";
import { sampleFile, sampleFolder } from "./workspace.ts";

/** Values that few hosts run with. */
const HOST = [
  "# Applied by hand.",
  "net.netfilter.nf_conntrack_max = 1048576",
  "net.netfilter.nf_conntrack_buckets = 1048576",
  "net.netfilter.nf_conntrack_tcp_timeout_established = 86400",
  "net.netfilter.nf_conntrack_tcp_timeout_time_wait = 30",
  "net.netfilter.nf_conntrack_udp_timeout = 30",
  "",
].join("\n");

/** Not all of it is about connection tracking. */
const NAT = `${HOST}kernel.panic = 10\nvm.swappiness = 10\nnet.ipv4.ip_forward = 1\nnet.core.somaxconn = 4096\n`;

/** Web traffic, and two sources that nobody answers. */
function floodedTable(): string {
  const lines: string[] = [];
  const add = (head: string, source: string, destination: string, port: number, flags: string): void => {
    const reply = `src=${destination} dst=${source} sport=${port} dport=${20_000 + (lines.length % 40_000)}`;
    const [mark, end] = flags === "[UNREPLIED]" ? [" [UNREPLIED]", ""] : ["", ` ${flags}`];
    lines.push(
      `ipv4     2 ${head} src=${source} dst=${destination} sport=${20_000 + (lines.length % 40_000)} dport=${port}${mark} ${reply}${end} mark=0 zone=0 use=2`,
    );
  };
  for (let n = 0; n < 9000; n++)
    add(`udp      17 ${n % 30}`, n % 3 === 0 ? "203.0.113.77" : "203.0.113.9", `198.51.100.${n % 250}`, 53, "[UNREPLIED]");
  for (let n = 0; n < 4800; n++) add(`tcp      6 ${n % 120} TIME_WAIT`, `192.0.2.${n % 250}`, "198.51.100.10", 443, "[ASSURED]");
  for (let n = 0; n < 1500; n++)
    add(`tcp      6 ${431_000 + (n % 999)} ESTABLISHED`, `192.0.2.${n % 250}`, "198.51.100.10", 443, "[ASSURED]");
  for (let n = 0; n < 600; n++) add(`tcp      6 ${n % 120} SYN_SENT`, "203.0.113.9", `198.51.100.${n % 250}`, 22, "[UNREPLIED]");
  return `${lines.join("\n")}\n`;
}

/** A kernel log as a colleague pastes it, of a host that is not this one. */
const LOG = [
  "Jan 12 03:14:07 gw kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
  "Jan 12 03:14:07 gw kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
  "Jan 12 03:14:12 gw kernel: net_ratelimit: 2019 callbacks suppressed",
  "Jan 12 03:14:17 gw kernel: net_ratelimit: 1987 callbacks suppressed",
  "",
].join("\n");

/** The system of another host, one key of it set twice. */
const TREE = {
  "edge/usr/lib/sysctl.d/50-default.conf": "net.netfilter.nf_conntrack_max = 65536\nkernel.panic = 10\n",
  "edge/etc/sysctl.d/90-nat.conf":
    "net.netfilter.nf_conntrack_max = 1048576\nnet.netfilter.nf_conntrack_tcp_timeout_established = 86400\nnet.netfilter.nf_conntrack_udp_timeout = 1d\n",
  "edge/etc/modules-load.d/nat.conf": "nf_conntrack\n",
  "edge/etc/modprobe.d/nat.conf": "options nf_conntrack hashsize=262144\n",
};

/** The hosts of docs/firewall.md. */
function documented(): Readonly<Record<string, string>> {
  const text = readFileSync(join(projectRoot, "docs", "firewall.md"), "utf8");
  return Object.fromEntries([...text.matchAll(/```text file=(\S+)\n([\s\S]*?)```/g)].map(([, name = "", rules = ""]) => [name, rules]));
}

/** `withTree` is for scenes of another host's files; those of the README go without their mistakes. */
export function sceneFiles(withTree: boolean): Readonly<Record<string, string | Uint8Array>> {
  return {
    [sampleFile]: readFileSync(join(sampleFolder, sampleFile)),
    "conntrack.txt": floodedTable(),
    "gw.log": LOG,
    "host.sysctl": HOST,
    "90-nat.sysctl": NAT,
    ...(withTree && TREE),
    ...documented(),
  };
}
