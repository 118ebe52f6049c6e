// The table on the live page: one bar of its states, and the lists beside it.
import { describe, expect, test } from "vitest";
import { createDumpReader } from "../../../../src/core/evidence/dump/reader.ts";
import { readLiveHostMessage, readLivePageMessage } from "../../../../src/core/live/live-protocol.ts";
import { liveTable } from "../../../../src/core/live/live-table.ts";

const tail = "src=10.0.0.1 dst=10.0.0.2 sport=1 dport=53";
const reply = "src=10.0.0.2 dst=10.0.0.1 sport=53 dport=1";

function table(lines: readonly string[]) {
  const reader = createDumpReader();
  reader.push(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return liveTable(reader.end());
}

const tcp = (state: string): string => `ipv4 2 tcp 6 100 ${state} ${tail} ${reply} [ASSURED] mark=0 use=1`;
const udp = (flag: string): string => `ipv4 2 udp 17 20 ${tail} ${flag}${reply} mark=7 use=1`;

describe("the table of the live page", () => {
  test("is one bar of states, the largest first, and tells the unanswered from the rest", () => {
    const { headline, chart, tables } = table([
      ...Array.from({ length: 5 }, () => tcp("TIME_WAIT")),
      ...Array.from({ length: 2 }, () => tcp("ESTABLISHED")),
      ...Array.from({ length: 3 }, () => udp("[UNREPLIED] ")),
      udp(""),
      "ipv4 2 tcp 6 nonsense",
    ]);
    expect(headline).toBe("11 entries are listed, 3 unreplied and 7 assured");
    expect(chart.series.map(({ label, points }) => [label, points.map(({ y }) => y)])).toEqual([
      ["tcp TIME_WAIT", [5]],
      ["udp unreplied", [3]],
      ["tcp ESTABLISHED", [2]],
      ["udp replied", [1]],
    ]);
    // 5 and 3 and 2 of 11.
    expect(chart.summary).toBe("Most are tcp TIME_WAIT 45.5 %, udp unreplied 27.3 %, tcp ESTABLISHED 18.2 %.");
    const captions = tables.map(({ caption }) => caption);
    expect(captions).toEqual(expect.arrayContaining(["Time left", "Sources", "Destinations", "Destination ports", "Marks"]));
    expect(captions.at(-1)).toBe("1 line not recognized as entries");
    // The first of the tables stands with its drawing.
    expect([chart.table.caption, captions.includes(chart.table.caption)]).toEqual(["By protocol and state", false]);
    expect(tables.find(({ caption }) => caption === "Marks")?.rows).toEqual([["0x7", "4", "36.4 %"]]);
  });

  test("is empty where there are no entries, and no number of it is none", () => {
    const { chart, headline, tables } = table([]);
    expect([chart.series, chart.summary, tables, headline]).toEqual([
      [],
      "The table is empty.",
      [],
      "0 entries are listed, 0 unreplied and 0 assured",
    ]);
  });

  test("makes names of states safe to see", () => {
    const { chart } = table([tcp("EVIL\u001b[31m")]);
    expect(JSON.stringify(chart)).not.toContain("\\u001b");
  });
});

describe("messages of the live page", () => {
  test("are taken by their kind, and nothing else is", () => {
    expect(readLivePageMessage({ type: "read-table", more: 1 })).toEqual({ type: "read-table" });
    expect(readLivePageMessage({ type: "copy", text: "a" })).toEqual({ type: "copy", text: "a" });
    for (const wrong of [null, "ready", 1, {}, { type: "write" }, { type: "copy" }, { type: "copy", text: "x".repeat(1_000_001) }])
      expect(readLivePageMessage(wrong)).toBeUndefined();
    expect(readLiveHostMessage({ type: "notice", text: "a" })).toEqual({ type: "notice", text: "a" });
    for (const wrong of [null, [], { type: "view" }, { type: "table", table: 1 }, { type: "notice" }])
      expect(readLiveHostMessage(wrong)).toBeUndefined();
  });
});
