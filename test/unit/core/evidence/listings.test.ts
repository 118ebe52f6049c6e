// Tables and logs as other programs list them, and as people paste them: each is read for what it is.
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";

function read(text: string): Evidence {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
  reader.begin("post.txt");
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return reader.evidence();
}

const TUPLES = "src=10.1.2.3 dst=192.0.2.80 sport=50210 dport=443 src=192.0.2.80 dst=203.0.113.9 sport=443 dport=50210";

describe("tables", () => {
  test.each([
    [
      "Open vSwitch",
      "tcp,orig=(src=10.1.2.3,dst=10.4.5.6,sport=50210,dport=8080),reply=(src=10.4.5.6,dst=10.1.2.3,sport=8080,dport=50210),zone=12,mark=5,timeout=86390,protoinfo=(state=ESTABLISHED)",
      { entries: 1, byProtocol: { tcp: { byState: { ESTABLISHED: 1 } } }, byZone: [{ zone: 12, entries: 1 }] },
    ],
    [
      "Open vSwitch with the state of each side and a label",
      "tcp,orig=(src=10.1.2.3,dst=10.4.5.6,sport=50211,dport=8080),reply=(src=10.4.5.6,dst=10.1.2.3,sport=8080,dport=50211),id=3971,zone=12,status=SEEN_REPLY|ASSURED|CONFIRMED,timeout=110,labels=0x1,protoinfo=(state_orig=TIME_WAIT,state_reply=TIME_WAIT,wscale_orig=7)",
      { entries: 1, assured: 1, unreplied: 0 },
    ],
    ["OFFLOAD", `ipv4     2 tcp      6 ${TUPLES} [OFFLOAD] mark=0 zone=0 use=3`, { entries: 1, offloaded: 1, sourceNat: 1 }],
    ["HW_OFFLOAD", `ipv4     2 udp      17 ${TUPLES} [HW_OFFLOAD] mark=0 use=3`, { entries: 1, offloaded: 1 }],
    ["zones that differ", `tcp      6 60 CLOSE_WAIT ${TUPLES} [ASSURED] mark=0 zone-orig=7 use=1`, { byZone: [{ zone: 7, entries: 1 }] }],
    [
      "secctx, labels, delta-time",
      `tcp      6 431990 ESTABLISHED ${TUPLES} [ASSURED] mark=256 secctx=system_u:object_r:unlabeled_t:s0 delta-time=37 use=1 labels=web,db`,
      { entries: 1, assured: 1, byMark: { items: [{ mark: 256, entries: 1 }] } },
    ],
    ["a quotation", `> > tcp      6 60 CLOSE_WAIT ${TUPLES} [ASSURED] mark=0 use=1`, { entries: 1, badLines: 0 }],
    ["numbered lines", `  14: tcp      6 60 CLOSE_WAIT ${TUPLES} [ASSURED] mark=0 use=1`, { entries: 1, badLines: 0 }],
    [
      "masked addresses",
      "udp      17 25 src=10.x.x.3 dst=xxx.xxx.2.53 sport=40211 dport=53 [UNREPLIED] src=xxx.xxx.2.53 dst=10.x.x.3 sport=53 dport=40211 mark=0 use=1",
      { entries: 1, unreplied: 1, top: { sources: { items: [{ address: "10.x.x.3", entries: 1 }] } } },
    ],
    [
      "VyOS",
      "Id          Original src         Original dst       Reply src          Reply dst            Protocol    State        Timeout    Mark    Zone\n----------  -------------------  -----------------  -----------------  -------------------  ----------  -----------  ---------  ------  ------\n1015736576  10.1.2.3:50210       192.0.2.80:443     192.0.2.80:443     203.0.113.9:50210    tcp         ESTABLISHED  431990     0",
      { entries: 1, byProtocol: { tcp: { byState: { ESTABLISHED: 1 } } } },
    ],
  ])("%s", (_, text, table) => {
    expect(read(`${text}\n`).table).toMatchObject(table);
  });

  test("events are no entries", () => {
    const evidence = read(
      [
        `    [NEW] tcp      6 120 SYN_SENT src=10.1.2.3 dst=192.0.2.80 sport=50210 dport=443 [UNREPLIED] src=192.0.2.80 dst=10.1.2.3 sport=443 dport=50210`,
        ` [UPDATE] tcp      6 60 SYN_RECV ${TUPLES}`,
        `[1800000000.123456\t]  [DESTROY] tcp      6 CLOSE ${TUPLES} [ASSURED] delta-time=37`,
        "",
      ].join("\n"),
    );
    expect(evidence).toMatchObject({ events: { new: 1, update: 1, destroy: 1 } });
    expect(evidence.table?.entries ?? 0).toBe(0);
  });
});

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

describe("logs", () => {
  const json = (microseconds: number): string => `{"__REALTIME_TIMESTAMP":"${microseconds}","_TRANSPORT":"kernel","MESSAGE":"${FULL}"}`;
  const START = 1_800_000_000_000_000;

  test.each([
    ["json-sse", `data: ${json(START)}\n\ndata: ${json(START + 7e6)}\n\n`, 2, 7],
    ["json-seq", `\u001e${json(START)}\n\u001e${json(START + 7e6)}\n`, 2, 7],
    [
      "the export format",
      [0, 7e6]
        .map((after) => `__CURSOR=s=1;i=${after}\n__REALTIME_TIMESTAMP=${START + after}\n_TRANSPORT=kernel\nMESSAGE=${FULL}\n\n`)
        .join(""),
      2,
      7,
    ],
    ["klog", `I1128 10:00:01.000000    1234 dmesg.go:10] ${FULL}\nI1128 10:00:08.000000    1234 dmesg.go:10] ${FULL}\n`, 2, 7],
    [
      "logcat",
      `11-28 10:00:01.000     0     0 W nf_conntrack: table full, dropping packet\n11-28 10:00:08.000     0     0 W nf_conntrack: table full, dropping packet\n`,
      2,
      7,
    ],
    ["events of Kubernetes", `Warning  ConntrackFull  2m (x1234 over 2h)  kernel-monitor  ${FULL}\n`, 1234, null],
    [
      "OpenVZ",
      "Nov 28 10:00:01 hn kernel: ip_conntrack: VPS 211 table full, dropping packet.\nNov 28 10:00:08 hn kernel: ip_conntrack: VE 211: table full, dropping packet.\n",
      2,
      7,
    ],
  ])("%s", (_, text, printed, seconds) => {
    expect(read(text).log?.tableFull).toMatchObject({ printed, seconds });
  });

  test("the container of OpenVZ is named", () => {
    expect(read("Nov 28 10:00:01 hn kernel: ip_conntrack: VPS 211 table full, dropping packet.\n").log?.tableFull.byNamespace).toEqual([
      { namespace: "container 211", printed: 1 },
    ]);
  });
});
