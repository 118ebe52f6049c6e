// Texts as people paste them: logs, counters, tables, values and command lines, mixed.
import { expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";

function read(text: string, pieceLength = 1 << 16): Evidence {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
  const bytes = new TextEncoder().encode(text);
  reader.begin("post.txt");
  for (let at = 0; at < bytes.length; at += pieceLength) reader.push(bytes.slice(at, at + pieceLength));
  reader.end();
  return reader.evidence();
}

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";
const entry = (port: number): string =>
  `tcp      6 117 TIME_WAIT src=192.0.2.7 dst=203.0.113.5 sport=${port} dport=443 src=203.0.113.5 dst=192.0.2.7 sport=443 dport=${port} [ASSURED] mark=0 use=1\n`;
const counters = (drop: number): string => `cpu=0 found=1 drop=${drop} early_drop=0\ncpu=1 found=1 drop=${drop} early_drop=0\n`;

test("a log, counters, a table and values in one text, cut anywhere", () => {
  const text = `# dmesg | tail -1\n[ 10.000001] ${FULL}\n# conntrack -S\n${counters(7)}# conntrack -L\n${entry(4000)}${entry(4001)}$ cat /proc/sys/net/netfilter/nf_conntrack_count\n65530\nwhat is this?\n`;
  const evidence = read(text);
  expect(evidence).toMatchObject({
    log: { tableFull: { printed: 1 } },
    statistics: { total: { drop: 14 } },
    table: { entries: 2, badLines: 0 },
    settings: { "net/netfilter/nf_conntrack_count": 65530 },
    unread: { lines: 1, samples: [{ line: 11, text: "what is this?" }] },
  });
  expect(evidence.pieces?.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["commands", 1, 1],
    ["log", 2, 2],
    ["commands", 3, 3],
    ["counters", 4, 5],
    ["commands", 6, 6],
    ["table", 7, 8],
    ["commands", 9, 9],
    ["settings", 10, 10],
    ["unread", 11, 11],
  ]);
  for (const length of [1, 7, 100]) expect(read(text, length)).toEqual(evidence);
});

test("two readings of the counters are a difference", () => {
  expect(read(`${counters(50)}${counters(75)}`)).toMatchObject({ statistics: { total: { drop: 150 } }, changes: { drop: { count: 50 } } });
});

test("a count and a limit alone tell nothing of drops", () => {
  const { severity, verdict } = diagnose(read("net.netfilter.nf_conntrack_count = 385\nnet.netfilter.nf_conntrack_max = 262144\n"));
  expect(severity).toBe("unknown");
  expect(verdict).not.toContain("no packet");
});

test.each([
  ["newest first", `Nov 23 07:33:40 h kernel: ${FULL}\nNov 23 07:33:00 h kernel: ${FULL}\n`, 2, 40],
  ["wrapped by mail", "Feb 23 16:44:36 h kernel: nf_conntrack: table full,\ndropping packet\n", 1, 0],
  ["of a container of OpenVZ", "Nov 23 07:33:00 h kernel: ip_conntrack: VPS 101 table full, dropping packet.\n", 1, 0],
  ["dmesg -H", `[Nov20 22:30] ${FULL}\n[  +5.000000] ${FULL}\n`, 2, 5],
  [
    "json-pretty",
    ["1542749422000000", "1542749427000000"].map((at) => `{\n\t"__REALTIME_TIMESTAMP" : "${at}",\n\t"MESSAGE" : "${FULL}"\n}\n`).join(""),
    2,
    5,
  ],
  ["in German", `Okt 08 11:12:13 h kernel: ${FULL}\nOkt 08 11:12:18 h kernel: ${FULL}\n`, 2, 5],
  ["with slashes", `2018/11/20 22:30:22 ${FULL}\n2018/11/20 22:30:27 ${FULL}\n`, 2, 5],
  ["klog", `W1120 22:30:22.000000 1 x.go:1] ${FULL}\nW1120 22:30:27.000000 1 x.go:1] ${FULL}\n`, 2, 5],
])("a log %s", (_form, text, printed, seconds) => {
  const { log } = read(text);
  expect(log?.tableFull.printed).toBe(printed);
  expect(Math.round(log?.tableFull.seconds ?? 0)).toBe(seconds);
});

test("settings refused at boot", () => {
  const { refused } = read(
    "Sep 10 08:05:58 gw systemd-sysctl[259]: Couldn't write '524288' to 'net/netfilter/nf_conntrack_max', ignoring: No such file or directory\n",
  );
  expect(refused).toMatchObject([{ key: "net/netfilter/nf_conntrack_max", value: "524288", reason: "missing", lines: 1 }]);
});

test("masked addresses stay as they are written, and seconds are exact", () => {
  const { table } = read(
    "ipv4     2 tcp      6 431999 ESTABLISHED src=x.x.x.73 dst=y.y.y.61 sport=80 dport=6342 src=y.y.y.61 dst=x.x.x.73 sport=6342 dport=80 mark=0 use=2\n",
  );
  expect(table).toMatchObject({
    entries: 1,
    top: { sources: { items: [{ address: "x.x.x.73" }] } },
    remaining: { tcp: { ESTABLISHED: { least: 431999, most: 431999 } } },
  });
});
