// Every form in which a table is printed. The tables in fixtures/ are a 6.18 kernel's (npm run verify:live -- --record):
// 7 or 3 entries of each kind that test/kernel/live/traffic.ts puts in, so the counts are known without reading them.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDump, tcp, udp } from "./dumps.ts";

const fixture = (name: string): string => readFileSync(new URL(`../../../fixtures/tables/${name}`, import.meta.url), "utf8");

const FORMS = ["proc", "plain", "extended", "xml"];

describe.each([
  ["", 7],
  ["-with-counters", 3],
])("tables%s", (suffix, each) => {
  describe.each(FORMS)("as %s", (form) => {
    const summary = readDump(fixture(`${form}${suffix}.${form === "xml" ? "xml" : "txt"}`));

    test("entries of each protocol", () => {
      expect(summary.entries).toBe(17 * each);
      expect(Object.fromEntries(Object.entries(summary.byProtocol).map(([name, { entries }]) => [name, entries]))).toEqual({
        tcp: 9 * each,
        udp: 3 * each,
        icmp: each,
        sctp: each,
        gre: each,
        unknown: each,
        udplite: each,
      });
      expect(summary.byFamily).toEqual({ ipv4: 15 * each, ipv6: 2 * each });
      expect(summary.badLines).toBe(0);
    });

    test("TCP by state", () => {
      expect(summary.byProtocol["tcp"]?.byState).toEqual({
        SYN_SENT: each,
        SYN_RECV: each,
        ESTABLISHED: 2 * each,
        FIN_WAIT: each,
        CLOSE_WAIT: each,
        LAST_ACK: each,
        TIME_WAIT: each,
        CLOSE: each,
      });
      for (const name of ["udp", "icmp", "gre", "unknown", "udplite"]) expect(summary.byProtocol[name]?.byState).toEqual({});
    });

    test("unreplied and assured", () => {
      // SYN_SENT, two kinds of UDP, SCTP, GRE, the unknown protocol and UDP-Lite; TCP but SYN_SENT and SYN_RECV, one of UDP.
      expect(summary.unreplied).toBe(7 * each);
      expect(summary.assured).toBe(8 * each);
      expect(summary.byProtocol["udp"]).toMatchObject({ unreplied: 2 * each, assured: each });
    });

    test("zones, marks, sources", () => {
      const zones = Object.fromEntries(summary.byZone.map(({ zone, entries }) => [zone, entries]));
      // Of n UDP entries every other one is in zone 1, the rest in zone 2; each of the unknown protocol is in one of its own.
      expect(zones).toMatchObject({ 1: Math.ceil(each / 2), 2: Math.floor(each / 2), 10: 1, 11: 1, 12: 1 });
      expect(summary.byMark).toEqual({
        error: 0,
        items: [
          { mark: 1, entries: Math.ceil((each - 1) / 3) },
          { mark: 2, entries: Math.floor((each - 1) / 3) || Math.ceil((each - 2) / 3) },
        ],
      });
      expect(summary.top.sources).toEqual({
        error: 0,
        items: [
          { address: "10.1.0.1", entries: 15 * each },
          { address: "fd01::1", entries: 2 * each },
        ],
      });
    });
  });
});

describe("lines of other kernels and settings", () => {
  test.each([
    [
      "2.6.18, ip_conntrack",
      "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=22 packets=3 bytes=180 src=10.0.0.2 dst=10.0.0.1 sport=22 dport=1 packets=2 bytes=120 [ASSURED] mark=0 secmark=0 use=1",
      { entries: 1, assured: 1, unreplied: 0 },
    ],
    [
      "2.4, without marks and counters",
      "udp      17 12 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=53 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=53 dport=1 use=1 ",
      { entries: 1, assured: 0, unreplied: 1 },
    ],
    [
      "offloaded: neither seconds nor state",
      "ipv4     2 tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=443 src=10.0.0.2 dst=10.0.0.1 sport=443 dport=1 [OFFLOAD] mark=0 zone=0 use=3",
      { entries: 1, offloaded: 1, assured: 0 },
    ],
    [
      "offloaded to hardware",
      "ipv4     2 udp      17 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=443 src=10.0.0.2 dst=10.0.0.1 sport=443 dport=1 [HW_OFFLOAD] mark=0 use=3",
      { entries: 1, offloaded: 1 },
    ],
    [
      "a security context, a zone of one direction",
      "ipv4     2 tcp      6 3 SYN_RECV src=10.0.0.1 dst=10.0.0.2 sport=1 dport=443 zone-orig=7 src=10.0.0.2 dst=10.0.0.1 sport=443 dport=1 mark=0 secctx=system_u:object_r:unlabeled_t:s0 use=2",
      { entries: 1, byZone: [{ zone: 7, entries: 1 }] },
    ],
    [
      "GRE with its own timeouts",
      "ipv4     2 gre      47 179 timeout=30, stream_timeout=180 src=10.0.0.1 dst=10.0.0.2 srckey=0x0 dstkey=0xa src=10.0.0.2 dst=10.0.0.1 srckey=0xa dstkey=0x0 [ASSURED] mark=0 use=2",
      { entries: 1, assured: 1 },
    ],
    [
      "DCCP",
      "ipv4     2 dccp     33 200 PARTOPEN src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 mark=0 use=2",
      { entries: 1 },
    ],
    [
      "ICMPv6",
      "ipv6     10 icmpv6   58 29 src=fe80:0000:0000:0000:0000:0000:0000:0001 dst=ff02:0000:0000:0000:0000:0000:0000:0002 type=128 code=0 id=5 src=ff02:0000:0000:0000:0000:0000:0000:0002 dst=fe80:0000:0000:0000:0000:0000:0000:0001 type=129 code=0 id=5 mark=0 use=2",
      { entries: 1, byFamily: { ipv4: 0, ipv6: 1 } },
    ],
  ])("%s", (_name, line, expected) => {
    for (const end of ["", "\n", "\r\n"]) {
      const summary = readDump(line + end);
      expect(summary.badSamples).toEqual([]);
      expect(summary).toMatchObject(expected);
    }
  });

  test("states of SCTP and DCCP count as TCP's do", () => {
    const line = tcp().replace("tcp      6 100 ESTABLISHED", "sctp     132 3 SHUTDOWN_ACK_SENT");
    expect(readDump(line).byProtocol["sctp"]?.byState).toEqual({ SHUTDOWN_ACK_SENT: 1 });
  });

  test("XML on one line, and without the SCTP states that it gets wrong", () => {
    const xml = fixture("xml.xml");
    expect(readDump(xml.replaceAll("\n", ""))).toMatchObject({ entries: 119, badLines: 0 });
    expect(readDump(xml).byProtocol["sctp"]?.byState).toEqual({});
    expect(xml).toContain('protoname="sctp"');
  });

  test("XML that was cut off", () => {
    const xml = fixture("xml.xml");
    const summary = readDump(xml.slice(0, xml.indexOf("</flow>") + 200));
    expect(summary).toMatchObject({ entries: 1, badLines: 1 });
    expect(summary.badSamples[0]?.reason).toBe("an incomplete entry");
  });

  test("an empty table in XML", () => {
    expect(readDump('<?xml version="1.0" encoding="utf-8"?>\n<conntrack>\n</conntrack>\n')).toMatchObject({ entries: 0, badLines: 0 });
  });
});

describe("pieces and lines", () => {
  const text = fixture("proc.txt");
  const whole = readDump(text);

  test.each([1, 2, 3, 7, 100, 4096])("in pieces of %i bytes the same", (length) => {
    expect(readDump(text, length)).toEqual(whole);
    expect(readDump(fixture("xml.xml"), length)).toEqual(readDump(fixture("xml.xml")));
  });

  test("what conntrack(8) says, and blank lines, are no bad lines", () => {
    const said = "conntrack v1.4.7 (conntrack-tools): 119 flow entries have been shown.\n";
    expect(readDump(`\n \n${text}\n${said}`)).toMatchObject({ entries: 119, badLines: 0 });
  });

  test("bad lines are counted, and the first shown with their numbers", () => {
    const summary = readDump(
      `${udp()}# cat /proc/net/nf_conntrack\n${tcp().slice(0, 60)}\n${udp({ from: "10.0.0.300" })}${tcp().replace(/src=10.0.0.2.*/, "use=2")}${"x\n".repeat(20)}`,
    );
    expect(summary.entries).toBe(1);
    expect(summary.badLines).toBe(24);
    expect(summary.badSamples.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "no protocol"],
      [3, "no addresses"],
      [4, "no addresses"],
      [5, "no reply"],
      [6, "no protocol"],
    ]);
    expect(summary.badSamples[0]?.text).toBe("# cat /proc/net/nf_conntrack");
  });

  test("a line of 20,000 bytes is no entry, wherever the pieces end", () => {
    const long = tcp().replace("use=2", `secctx=${"x".repeat(20_000)}`);
    for (const length of [Number.POSITIVE_INFINITY, 5000, 100]) {
      const summary = readDump(`${tcp()}${long}${tcp()}`, length);
      expect(summary).toMatchObject({ entries: 2, badLines: 1 });
      expect(summary.badSamples[0]).toMatchObject({ line: 2, reason: "too long" });
      expect(summary.badSamples[0]?.text).toHaveLength(200);
    }
  });

  test("more names than any kernel has are too many, and told", () => {
    const letter = (index: number): string => String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
    const text = Array.from({ length: 200 }, (_, index) => udp().replace("udp", letter(index))).join("");
    const summary = readDump(text);
    expect(summary).toMatchObject({ entries: 64, badLines: 136 });
    expect(summary.badSamples[0]?.reason).toBe("too many kinds");
  });
});

describe("who is answered, and who is not", () => {
  const dump = [
    // Translated; the reply goes to another address.
    "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=192.0.2.80 sport=40000 dport=443 src=192.0.2.80 dst=203.0.113.1 sport=443 dport=40000 [ASSURED] mark=0 use=1",
    "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=192.0.2.80 sport=40001 dport=443 src=192.0.2.80 dst=10.0.0.1 sport=443 dport=40001 [ASSURED] mark=0 use=1",
    "udp      17 20 src=198.51.100.1 dst=203.0.113.1 sport=123 dport=4000 [UNREPLIED] src=203.0.113.1 dst=198.51.100.1 sport=4000 dport=123 mark=0 use=1",
    // From a port to the same port: a time server's client.
    "udp      17 20 src=198.51.100.2 dst=203.0.113.1 sport=123 dport=123 [UNREPLIED] src=203.0.113.1 dst=198.51.100.2 sport=123 dport=123 mark=0 use=1",
    "icmp     1 20 src=10.0.0.9 dst=192.0.2.9 type=8 code=0 id=1 [UNREPLIED] src=192.0.2.9 dst=10.0.0.9 type=0 code=0 id=1 mark=0 use=1",
    "ipv6     10 tcp      6 9 TIME_WAIT src=2001:db8::1 dst=2001:db8::2 sport=40000 dport=443 src=2001:db8::2 dst=2001:db8::1 sport=443 dport=40000 [ASSURED] mark=0 use=1",
    "",
  ].join("\n");

  test("unanswered entries of which either address is translated", () => {
    const line = (from: string, reply: string): string =>
      `tcp      6 20 SYN_SENT src=10.0.0.1 dst=203.0.113.1 sport=40000 dport=443 [UNREPLIED] src=${reply} dst=${from} sport=443 dport=40000 mark=0 use=1\n`;
    expect(readDump(line("10.0.0.1", "203.0.113.1")).unrepliedNat).toBe(0);
    expect(readDump(line("203.0.113.9", "203.0.113.1")).unrepliedNat).toBe(1);
    // To a forwarded port; an address that only begins alike is another one.
    expect(readDump(line("10.0.0.1", "10.0.0.80") + line("10.0.0.1", "203.0.113.11")).unrepliedNat).toBe(2);
  });

  test("sources and services of each, source ports, translated sources", () => {
    const { top, sourceNat, natAddresses } = readDump(dump);
    expect([sourceNat, natAddresses]).toEqual([1, ["203.0.113.1"]]);
    expect(top.answeredSources.items).toEqual([
      { address: "10.0.0.1", entries: 2 },
      { address: "2001:db8::1", entries: 1 },
    ]);
    expect(top.unrepliedSourcePorts.items).toEqual([{ protocol: "udp", port: 123, entries: 1 }]);
    expect(top.unrepliedServices.items).toContainEqual({ protocol: "icmp", address: "192.0.2.9", port: null, entries: 1 });
    expect(top.answeredServices.items[0]).toEqual({ protocol: "tcp", address: "192.0.2.80", port: 443, entries: 2 });
    // Those without a port are no services.
    expect(top.services.items.map(({ address }) => address)).not.toContain("192.0.2.9");
    expect(top.sources.items[0]).toEqual({ address: "10.0.0.1", entries: 2 });
  });

  test("the same in pieces of one byte", () => {
    expect(readDump(dump, 1)).toEqual(readDump(dump));
  });
});
