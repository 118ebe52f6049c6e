// The running value beside the file's: in hints and hovers, where they differ.
import { describe, expect, test } from "vitest";
import type { RunningSettings } from "../../../../src/core/evidence/host.ts";
import { hover } from "../../../../src/core/language/hover.ts";
import { inlayHints } from "../../../../src/core/language/inlay-hints.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { OPTIONS } from "./cursor.ts";

const PREFIX = "net/netfilter/nf_conntrack_";

function running(values: Readonly<Record<string, number>>, more: Partial<RunningSettings> = {}): RunningSettings {
  return {
    ...{ kernel: "6.12.107", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, count: 1000, max: 65_536, buckets: 65_536 },
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [PREFIX + name, value])),
    initialNamespace: true,
    ...more,
  };
}

/** Labels by line; undefined for lines without a hint. */
function labels(text: string, host: RunningSettings | undefined): readonly (string | undefined)[] {
  const found = inlayHints(parse(text), { start: 0, end: text.length }, OPTIONS, host);
  let start = 0;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const from = start;
      start += line.length + 1;
      return found.find(({ offset }) => offset >= from && offset < start)?.label;
    });
}

function said(text: string, host: RunningSettings, place = 5): string {
  return (hover(parse(text), place, OPTIONS, host)?.markdown ?? "").replace(/\\(.)/g, "$1");
}

const ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established = 432000\n";

describe("hints", () => {
  test("tell what runs where that is something else, behind what the number means", () => {
    expect(labels(ESTABLISHED, running({ tcp_timeout_established: 86_400 }))).toEqual(["5 days · now 1 day"]);
    expect(labels("net.netfilter.nf_conntrack_acct = 1\n", running({ acct: 0 }))).toEqual(["now 0"]);
    expect(labels("net.netfilter.nf_conntrack_udp_timeout = 30\n", running({ udp_timeout: 10 }))).toEqual(["now 10 s"]);
    expect(labels("net.netfilter.nf_conntrack_frag6_high_thresh = 4194304\n", running({ frag6_high_thresh: 6_291_456 }))).toEqual([
      "4 MiB · now 6 MiB",
    ]);
  });

  test("say nothing more where the same runs, no such key does, or nothing is known of a host", () => {
    expect(labels(ESTABLISHED, running({ tcp_timeout_established: 432_000 }))).toEqual(["5 days"]);
    expect(labels(ESTABLISHED, running({}))).toEqual(["5 days"]);
    expect(labels(ESTABLISHED, undefined)).toEqual(["5 days"]);
    expect(labels(ESTABLISHED, running({ tcp_timeout_established: 1 }, { kernel: null }))).toEqual(["5 days"]);
  });

  test("stand at the line that decides, of the two names of one key too", () => {
    const text = "net.netfilter.nf_conntrack_acct = 1\nnet.netfilter.nf_conntrack_acct = 0\n";
    expect(labels(text, running({ acct: 1 }))).toEqual([undefined, "now 1"]);
    const twice = running({}, { values: { [`${PREFIX}max`]: 65_536, "net/nf_conntrack_max": 65_536 } });
    const found = labels("net.netfilter.nf_conntrack_max = 65536\nnet.nf_conntrack_max = 131072\n", twice);
    expect(found.map((label) => label?.includes("now 65,536"))).toEqual([false, true]);
  });

  test("compare what the kernel would make of the text", () => {
    // 100,000 buckets become 196 pages of 512: 100,352.
    const text = "net.netfilter.nf_conntrack_buckets = 100000\n";
    expect(labels(text, running({ buckets: 100_352 }))).toEqual(["100,352 buckets, 784 KiB"]);
  });
});

describe("hovers", () => {
  test("tell both values and what becomes of entries", () => {
    const found = said(ESTABLISHED, running({ tcp_timeout_established: 86_400 }));
    expect(found).toContain("On this host now: 1 day (86400 s). With this file applied: 5 days (432000 s).");
    expect(found).toContain("Existing entries keep their old timeout until their next packet.");
  });

  test("warn of a limit below the entries that are there", () => {
    const text = "net.netfilter.nf_conntrack_max = 500\n";
    expect(said(text, running({ max: 65_536 }))).toContain("There are 1,000 entries now");
  });

  test("tell why a line changes nothing", () => {
    const text = "net.netfilter.nf_conntrack_max = 131072\n";
    expect(said(text, running({ max: 65_536 }, { initialNamespace: false }))).toContain(
      "On this host now: 65,536 entries. This line does not change it: one value for the machine, set only in the initial namespace.",
    );
    expect(said(text, running({}, { count: null, max: null, initialNamespace: null }))).toContain(
      "Not set on this host: nf_conntrack is not loaded",
    );
    expect(said("net.netfilter.nf_conntrack_acct = yes\n", running({ acct: 0 }))).toContain('the kernel rejects "yes"');
  });

  test("say nothing of a key that has the value of the file", () => {
    expect(said(ESTABLISHED, running({ tcp_timeout_established: 432_000 }))).not.toContain("On this host");
  });

  test("show hostile text as text", () => {
    const found = hover(parse("net.netfilter.nf_conntrack_acct = [x](command:y)\n"), 5, OPTIONS, running({ acct: 0 }))?.markdown ?? "";
    expect(found).not.toMatch(/[^\\]\[x\]/);
  });
});
