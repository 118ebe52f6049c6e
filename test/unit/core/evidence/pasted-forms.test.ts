// What people paste beside a log: prompts and their answers, values, what exporters and the cloud count, entries as tickets
// have them. All of it is understood, or counted as not.
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";

const COUNT = "net/netfilter/nf_conntrack_count";
const MAX = "net/netfilter/nf_conntrack_max";
const ENTRY =
  "tcp      6 431999 ESTABLISHED src=10.1.2.3 dst=198.51.100.7 sport=40001 dport=443 src=198.51.100.7 dst=192.0.2.1 sport=443 dport=40001 [ASSURED] mark=0 use=1";

function read(text: string): Evidence {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
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
