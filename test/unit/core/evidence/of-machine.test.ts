// Whether a text is from the host at hand: taken to be where nothing says otherwise, left apart where something does.
import { describe, expect, test } from "vitest";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { ofMachine } from "../../../../src/core/evidence/of-machine.ts";
import { readStatistics } from "../../../../src/core/evidence/statistics/read.ts";

const host = (drops: number): HostReading => ({
  ...{ kernel: "6.12.0", arch: "x86_64", hz: 250, memory: 8 * 1024 ** 3, cpus: 2, namespace: null, slab: null, unread: [] },
  ...{ count: 900, max: 65_536, buckets: 65_536, values: { "net/netfilter/nf_conntrack_max": 65_536 }, initialNamespace: true },
  statistics: readStatistics(`cpu=0 found=1 drop=${drops} early_drop=0\ncpu=1 found=1 drop=0 early_drop=0\n`) ?? null,
});

const LINE = "[10.000000] nf_conntrack: table full, dropping packet.\n";

function read(text: string, at: HostReading | undefined, guessed: boolean) {
  const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece), at, guessed);
  reader.begin();
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return reader.evidence();
}

describe("a host that is guessed", () => {
  test("is taken where it has counted what the log tells", () => {
    const { host: taken, foreign, statistics } = read(LINE, host(1), true);
    expect([taken?.max, foreign, statistics?.total.drop]).toEqual([65_536, [], 1]);
  });

  test("is left out with its counters where it has not, and why is said", () => {
    const { host: taken, foreign, statistics } = read(LINE, host(0), true);
    expect([taken, statistics]).toEqual([undefined, undefined]);
    expect(foreign).toEqual(["The log shows at least 1 drop, but this host has counted 0 since boot"]);
  });

  test("is left out where a table is far larger than its count", () => {
    const entry = (n: number): string =>
      `ipv4 2 udp 17 20 src=10.0.0.1 dst=10.0.0.2 sport=${n} dport=53 src=10.0.0.2 dst=10.0.0.1 sport=53 dport=${n} mark=0 use=1\n`;
    const table = Array.from({ length: 9001 }, (_, n) => entry(n + 1)).join("");
    const evidence = read(table, host(0), true);
    expect(evidence.host).toBeUndefined();
    expect(evidence.foreign).toEqual(["The text shows 9,001 entries, but this host has 900"]);
    expect(evidence.table?.entries).toBe(9001);
  });

  test("stays where somebody says that it is the one", () => {
    expect(read(LINE, host(0), false).host?.max).toBe(65_536);
  });
});

describe("the same texts of another machine", () => {
  test("lose what was the host's, and get it back", () => {
    const own = read(LINE, host(1), true);
    // As it is after a reload of the window.
    const away = ofMachine(JSON.parse(JSON.stringify(own)), undefined);
    expect([away.host, away.statistics, away.log?.tableFull.printed]).toEqual([undefined, undefined, 1]);
    const back = ofMachine(away, host(1));
    expect([back.host?.max, back.statistics?.total.drop, back.foreign]).toEqual([65_536, 1, []]);
  });

  test("keep the counters that they brought themselves", () => {
    const own = read(`${LINE}cpu=0 found=1 drop=7 early_drop=0\n`, host(1), false);
    expect(ofMachine(own, undefined).statistics?.total.drop).toBe(7);
  });
});
