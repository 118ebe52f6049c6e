// What people paste beside a log: prompts and their answers, values, what exporters and the cloud count, entries as tickets
// have them. All of it is understood, or counted as not.
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { host } from "../diagnosis/situations.ts";

const COUNT = "net/netfilter/nf_conntrack_count";
const MAX = "net/netfilter/nf_conntrack_max";
const ENTRY =
  "tcp      6 431999 ESTABLISHED src=10.1.2.3 dst=198.51.100.7 sport=40001 dport=443 src=198.51.100.7 dst=192.0.2.1 sport=443 dport=40001 [ASSURED] mark=0 use=1";

function read(text: string, own?: HostReading): Evidence {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece), own);
  reader.begin();
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return reader.evidence();
}

test.each([
  ...["root@gw:~# ", "[root@gw ~]$ ", "/ # ", "~ # ", "bash-5.1# ", "sh-4.4$ ", "gw# ", "+ ", "❯ ", "➜  ~ ", "(venv) root@gw:/tmp# "],
  ...["root@gw /etc> ", "PS C:\\Users\\x> ssh gw ", "$ sudo ", "", "sudo ", "$ kubectl exec -it cni-x -- ", "[12:00:01] root@gw:~# "],
])("a bare number answers what was asked behind %j", (prompt) => {
  const { settings, unread } = read(`${prompt}cat /proc/sys/${COUNT}\n65530\n${prompt}cat /proc/sys/${MAX}\n65536\n`);
  expect(settings).toMatchObject({ [COUNT]: 65_530, [MAX]: 65_536 });
  expect(unread?.lines).toBe(0);
});

test.each([
  "nf_conntrack_count 65530\nnf_conntrack_max\t65536\n",
  `  "net.netfilter.nf_conntrack_count": "65530",\n  net.netfilter.nf_conntrack_max: '65536'\n`,
  "net.netfilter.nf_conntrack_max = 65536  # since 2019\nnet.netfilter.nf_conntrack_count=65530\n```\n----\n",
  'node_nf_conntrack_entries{instance="a:9100"} => 65530 @[1795559422.123]\nnode_nf_conntrack_entries_limit{instance="a:9100"} => 65536 @[1795559422.123]\n',
])("values: %j", (text) => {
  const { settings, unread } = read(text);
  expect(settings).toMatchObject({ [COUNT]: 65_530, [MAX]: 65_536 });
  expect(unread?.lines).toBe(0);
});

test("what loaded modules and slabs look like is no value", () => {
  expect(read("nf_conntrack_netlink    57344  0\nnf_conntrack_ftp 24576 1 nf_nat_ftp\n").settings).toEqual({});
});

test("an exporter's lines of another host do not count", () => {
  const { statistics, settings, unread } = read(
    'node_nf_conntrack_entries{instance="a"} 10\nnode_nf_conntrack_stat_drop{instance="a"} 5\nnode_nf_conntrack_entries{instance="b"} 99\nnode_nf_conntrack_stat_drop{instance="b"} 900\n',
  );
  expect([statistics?.total.drop, settings?.[COUNT], unread?.lines]).toEqual([5, 10, 2]);
});

describe("the cloud's own tracking", () => {
  test.each([
    "NIC statistics:\n     tx_timeout: 0\n     conntrack_allowance_exceeded: 48213\n     queue_0_tx_cnt: 12\n",
    'node_ethtool_conntrack_allowance_exceeded{device="ens5"} 48213\n',
    'node_net_ethtool{device="ens5",type="conntrack_allowance_exceeded"} 4.8213e+04\n',
  ])("has dropped packets: %j", (text) => {
    const { log, unread } = read(text);
    expect(log?.lookalikes.map(({ id }) => id)).toEqual(["cloud-allowance"]);
    expect(unread?.lines).toBe(0);
  });

  test("has dropped none", () => {
    const { log, unread } = read(
      "NIC statistics:\n     conntrack_allowance_exceeded: 0\n     conntrack_allowance_available: 136812\n     queue_0: 7\n",
    );
    expect([log, unread?.lines]).toEqual([undefined, 0]);
  });
});

test.each([
  "Tue Nov 24 11:59:00 AM CET 2026|Tue Nov 24 12:00:00 PM CET 2026",
  "Tue 24 Nov 11:59:00 GMT 2026|Tue 24 Nov 12:00:00 GMT 2026",
  "Di 24. Nov 11:59:00 CET 2026|Di 24. Nov 12:00:00 CET 2026",
  "2026-11-24T11:59:00+01:00|2026-11-24T12:00:00+01:00",
  "2026年 11月 24日 星期二 11:59:00 CST|2026年 11月 24日 星期二 12:00:00 CST",
])("two readings of counters at %s are a minute apart", (times) => {
  const [first = "", second = ""] = times.split("|");
  const reading = (drop: number): string => `cpu=0 found=1 insert_failed=0 drop=${drop} early_drop=0\n`;
  expect(read(`${first}\n${reading(10)}${second}\n${reading(70)}`).changes?.drop).toEqual({ count: 60, perSecond: 1 });
});

test.each([
  ["no-break spaces", ENTRY.replaceAll(" ", "\u00a0")],
  ...["aaa.bbb.ccc.ddd", "client1", "<client>", "my.public.ip", "10.x.y.z", "redacted", "1.2.3.***", "$WAN_IP", "2001:db8:x:x::1"].map(
    (address): [string, string] => [address, ENTRY.replace("10.1.2.3", address)],
  ),
])("an entry with %s", (_, line) => {
  const { table, unread } = read(`${line}\n`);
  expect([table?.entries, table?.badLines, unread?.lines]).toEqual([1, 0, 0]);
});

test.each([
  ['Warning  SysctlForbidden  pod/x  forbidden sysctl: "net.netfilter.nf_conntrack_max" not allowlisted', "denied"],
  ['runc create failed: sysctl "net.netfilter.nf_conntrack_max" is not in a separate kernel namespace: unknown', "denied"],
])("refused: %s", (line, reason) => {
  expect(read(`${line}\n`).refused).toMatchObject([{ key: MAX, reason }]);
});

test("a file that could not be read is no setting that was refused", () => {
  expect(read(`cat: /proc/sys/${MAX}: No such file or directory\n`).refused).toEqual([]);
});

test.each([
  ["free -m", "Mem:            3915         812        1203          12        1899        2800", 3915 * 2 ** 20],
  ["free", "Mem:         4008960      812000     1203000          12     1899000     2800000", 4_008_960 * 1024],
  ["free -h", "Mem:           3.8Gi       812Mi       1.2Gi        12Mi       1.9Gi       2.8Gi", Math.round(3.8 * 2 ** 30)],
])("%s tells the memory", (command, line, memory) => {
  const { machine, unread } = read(
    `root@gw:~# ${command}\n               total        used        free\n${line}\nSwap:              0           0           0\n`,
  );
  expect([machine?.memory, unread?.lines]).toEqual([memory, 0]);
});

describe("a text that is not from this host", () => {
  const identity = { at: "2026-11-29T00:00:00.000Z", name: "web1.example.com", boot: null, uptime: 3600 };
  const here = host({ identity, count: 300, max: 262_144, values: { [MAX]: 262_144 } });
  const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

  test("leaves nothing of this host, where it names another", () => {
    const { foreign, host: own } = read(`Nov 24 22:30:22 gw kernel: ${FULL}\n`, here);
    expect(foreign?.[0]).toContain("The text is from gw, but this host is web1.example.com");
    expect(own).toBeUndefined();
  });

  test("is told by the time since the start, and by the time of the start", () => {
    expect(read(`[81234.5] ${FULL}\n`, here).foreign?.join()).toContain("but this host booted 1 h ago");
    expect(read(`2026-11-24T22:30:22Z ${FULL}\n`, here).foreign?.join()).toContain("this host has booted since");
    expect(read(`Nov 28 23:30:00 WEB1 kernel: ${FULL}\n`, here).foreign?.join() ?? "").not.toMatch(/The text is from|booted/);
  });

  test("counts as it was where only its values differ", () => {
    const { foreign, host: own } = read(`net.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_conntrack_count = 65530\n`, here);
    expect(foreign).toHaveLength(2);
    expect(own).toMatchObject({ max: 65_536, count: 65_530, memory: here.memory });
  });
});
