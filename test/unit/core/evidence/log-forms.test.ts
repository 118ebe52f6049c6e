// Two lines of a full table in every form that a log comes in: both are counted, and the seconds between them known.
import { describe, expect, test } from "vitest";
import { monthNamed } from "../../../../src/core/evidence/log/months.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";
import { looksLikeLog } from "../../../../src/core/evidence/log/shape.ts";
import { timeOf } from "../../../../src/core/evidence/log/time.ts";

const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";

function read(text: string): { readonly printed: number; readonly seconds: number | null; readonly of: string | null | undefined } {
  const log = createLogReader();
  log.push(text);
  const { printed, seconds, byNamespace } = log.end().tableFull;
  return { printed, seconds: seconds === null ? null : Math.round(seconds), of: byNamespace[0]?.namespace };
}

const lines = (...heads: readonly string[]): string => heads.map((head) => `${head}${FULL}\n`).join("");

test.each<[string, string]>([
  [
    "logread of OpenWrt",
    lines("Tue Nov 24 22:30:22 2026 kern.warn kernel: [ 81.1] ", "Tue Nov 24 22:30:27 2026 kern.warn kernel: [ 86.1] "),
  ],
  ["zgrep over files", lines("/var/log/kern.log.2.gz:Nov 24 22:30:22 gw kernel: ", "/var/log/kern.log:Nov 24 22:30:27 gw kernel: ")],
  ["grep -n", lines("118:Nov 24 22:30:22 gw kernel: ", "121:Nov 24 22:30:27 gw kernel: ")],
  ["columns in quotes", lines('"2026-11-24T22:30:22.000Z","gw","', '"2026-11-24T22:30:27.000Z","gw","')],
  ["RouterOS", lines("nov/24 22:30:22 system,error ", "nov/24 22:30:27 system,error ")],
  ["RouterOS with the year", lines("nov/24/2026 22:30:22 system,error ", "nov/24/2026 22:30:27 system,error ")],
  ["a page of a router", lines("24.11.2026 22:30:22 kernel: ", "24.11.2026 22:30:27 kernel: ")],
  ["a web server", lines("[24/Nov/2026:22:30:22 +0100] ", "[24/Nov/2026:22:30:27 +0100] ")],
  ["the day first", lines("24 Nov 2026 22:30:22 gw kernel: ", "24 Nov 2026 22:30:27 gw kernel: ")],
  ["dmesg --time-format=delta", lines("[<    0.000000>] ", "[<    5.000000>] ")],
  ["dmesg -e in French", lines("[nov.24 22:30] ", "[  +5.000000] ")],
  ["dmesg -e in Chinese", lines("[11月24 22:30] ", "[  +5.000000] ")],
  ["dmesg -T in Chinese", lines("[二 11月 24 22:30:22 2026] ", "[二 11月 24 22:30:27 2026] ")],
  ["journalctl in Thai", lines("พ.ย. 24 22:30:22 gw kernel: ", "พ.ย. 24 22:30:27 gw kernel: ")],
  ["letters of an old encoding", lines("M\ufffdr 24 22:30:22 gw kernel: ", "M\ufffdr 24 22:30:27 gw kernel: ")],
  [
    "dmesg --json",
    `{\n   "dmesg": [\n      {\n         "pri": 4,\n         "time":   100.000000,\n         "msg": "${FULL}"\n      },{\n         "pri": 4,\n         "time":   105.000000,\n         "msg": "${FULL}"\n      }\n   ]\n}\n`,
  ],
  [
    "a list on one line",
    `${JSON.stringify([22, 27].map((at) => ({ MESSAGE: FULL, __REALTIME_TIMESTAMP: String((1_795_559_400 + at) * 1e6) })))}\n`,
  ],
  [
    "a list on many lines, the time behind the message",
    `${JSON.stringify(
      [22, 27].map((at) => ({ insertId: "a", jsonPayload: { message: FULL }, resource: {}, timestamp: `2026-11-24T22:30:${at}Z` })),
      undefined,
      2,
    )}\n`,
  ],
  [
    "what a store wraps an entry in",
    [22, 27].map((at) => `${JSON.stringify({ _source: { "@timestamp": `2026-11-24T22:30:${at}Z`, message: FULL } })}\n`).join(""),
  ],
  ["seconds as a number", [22, 27].map((at) => `${JSON.stringify({ ts: 1_795_559_400 + at, msg: FULL })}\n`).join("")],
  ["the day's halves", lines("Tue Nov 24 11:59:57 AM CET 2026 ", "Tue Nov 24 12:00:02 PM CET 2026 ")],
])("%s", (_, text) => {
  expect(read(text)).toEqual({ printed: 2, seconds: 5, of: null });
});

test.each([
  ["ip_conntrack: VPS 101 table full, dropping packet.", "container 101"],
  ["ip_conntrack: VPS xxx table full, dropping packet.", "container xxx"],
  ["CT 305: nf_conntrack: table full, dropping packet", "container 305"],
  ["nf_conntrack: CT 305: table full, dropping packet.", "container 305"],
  ["nf_conntrack: CT 1b2c3d4e-0000-4444: nf_conntrack: table full, dropping packet", "container 1b2c3d4e-0000-4444"],
  ["nf_conntrack: nf_conntrack: table full in netns 4026532299, dropping packet", "4026532299"],
  ["nf_conntrack: table full, dropping packet.", null],
])("%s", (message, of) => {
  expect(read(`Nov 24 22:30:22 hn kernel: ${message}\n`)).toEqual({ printed: 1, seconds: 0, of });
});

describe("months", () => {
  test.each<[string, number]>([
    ...(["marras", "Νοέ", "noi", "нов", "ноя", "ное", "лис", "11月", "11월", "Th11", "נוב", "نوف", "nóv"] as const).map(
      (name): [string, number] => [name, 10],
    ),
    ...(["des.", "joulu", "Δεκ", "дец", "Ara", "déc."] as const).map((name): [string, number] => [name, 11]),
    ...(["Agu", "avg", "Ağu", "août", "elo"] as const).map((name): [string, number] => [name, 7]),
    ...(["мая", "май", "maí", "Μάι"] as const).map((name): [string, number] => [name, 4]),
    ...(["юни", "jún", "juuni", "giu"] as const).map((name): [string, number] => [name, 5]),
  ])("%s", (name, month) => {
    expect(monthNamed(name)).toBe(month);
  });

  test("one that is not known still tells how long it lasted", () => {
    expect(timeOf("xyz 24 22:30:22 gw")).toMatchObject({ clock: "year", text: "xyz 24 22:30:22" });
  });
});

test("prose, tables and settings have no form of a log", () => {
  for (const line of [
    "what is this?",
    "net.netfilter.nf_conntrack_max = 65536",
    "tcp      6 117 TIME_WAIT src=192.0.2.7 dst=203.0.113.5 sport=1 dport=443 src=203.0.113.5 dst=192.0.2.7 sport=443 dport=1",
    "cpu=0 found=1 invalid=2 insert_failed=3",
    "Tue Nov 24 22:30:22 CET 2026",
    "11:59:57 up 3 days, 2 users",
    "2026-11-24 was a Tuesday",
  ])
    expect([line, looksLikeLog(line)]).toEqual([line, false]);
});
