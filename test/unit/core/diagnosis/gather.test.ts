// The one command that is asked for: it runs as it is printed, and what it prints is read, with the files of /proc and without.
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { GATHER, GATHERING } from "../../../../src/core/diagnosis/gather.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { evidenceOf } from "../../../../src/core/evidence/evidence-reader.ts";

function read(text: string): Evidence {
  return evidenceOf(new TextEncoder().encode(text), () => {
    const decoder = new TextDecoder();
    return (piece) => decoder.decode(piece, { stream: true });
  });
}

const FLOW = "src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=443 src=10.0.0.2 dst=10.0.0.1 sport=443 dport=40000 [ASSURED]";
const FLOW6 =
  "src=2001:db8::1 dst=2001:db8::2 sport=40000 dport=443 src=2001:db8::2 dst=2001:db8::1 sport=443 dport=40000 [ASSURED] mark=0 use=1";
/** As conntrack-tools 1.4.7 print it where /proc has no such files. */
const PRINTED = [
  "Linux gw1 6.8.0-60-generic #63-Ubuntu SMP PREEMPT_DYNAMIC x86_64 x86_64 x86_64 GNU/Linux",
  "net.netfilter.nf_conntrack_buckets = 16384",
  "net.netfilter.nf_conntrack_count = 2",
  "net.netfilter.nf_conntrack_max = 65536",
  "MemTotal:       16303428 kB",
  "2026-11-29T10:46:40Z",
  "cpu=0   \tfound=2 invalid=0 insert=0 insert_failed=0 drop=100 early_drop=0 error=0 search_restart=0 clash_resolve=0 chaintoolong=0 ",
  "2026-11-29T10:46:50Z",
  "cpu=0   \tfound=4 invalid=0 insert=0 insert_failed=0 drop=150 early_drop=0 error=0 search_restart=0 clash_resolve=0 chaintoolong=0 ",
  "conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.",
  `tcp      6 431999 ESTABLISHED ${FLOW} mark=0 use=1`,
  "conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.",
  `tcp      6 431999 ESTABLISHED ${FLOW6}`,
  "[    7.000001] nf_conntrack: nf_conntrack: table full, dropping packet",
  "",
].join("\n");

describe("the command for all that is missing", () => {
  test("writes one file, which is read back: values, memory, both readings, both families and the log", () => {
    expect(GATHERING.command).toBe(`${GATHER} > conntrack.txt 2>&1`);
    const { settings, machine, changes, table, log, unread } = read(PRINTED);
    expect(settings).toMatchObject({ "net/netfilter/nf_conntrack_max": 65_536, "net/netfilter/nf_conntrack_count": 2 });
    expect(machine?.memory).toBe(16_303_428 * 1024);
    // 50 in 10 s.
    expect(changes?.drop).toMatchObject({ count: 50, perSecond: 5 });
    expect(table?.byFamily).toEqual({ ipv4: 1, ipv6: 1 });
    expect(log?.tableFull.printed).toBe(1);
    expect(unread?.lines).toBe(0);
  });

  const command = GATHER.replace(/^sudo /, "").replace("sleep 10", "sleep 1");
  const inOwnNamespace = spawnSync("unshare", ["-n", "cat", "/proc/sys/net/netfilter/nf_conntrack_max"]).status === 0;
  const withTool = spawnSync("unshare", ["-n", "conntrack", "-S"]).status === 0;

  test.skipIf(!inOwnNamespace)("runs as it is printed in a namespace of its own (root, nf_conntrack)", () => {
    const { stdout, status } = spawnSync("unshare", ["-n", "sh", "-c", `${command} 2>&1`], { encoding: "utf8" });
    expect(status).toBe(0);
    const { settings, machine, statistics, changes } = read(stdout);
    expect(settings?.["net/netfilter/nf_conntrack_max"]).toBeGreaterThanOrEqual(0);
    expect(machine?.memory).toBeGreaterThan(2 ** 24);
    expect([statistics?.total.drop, changes?.drop?.count]).toEqual([0, 0]);
  });

  test.skipIf(!inOwnNamespace || !withTool)("runs without the files of /proc, as on Ubuntu (root, nf_conntrack, conntrack(8))", () => {
    const without = command.replaceAll("/proc/net/", "/proc/net/none/");
    const { stdout } = spawnSync("unshare", ["-n", "sh", "-c", `${without} 2>&1`], { encoding: "utf8" });
    const { statistics, changes } = read(stdout);
    expect([statistics?.total.drop, changes?.drop?.count]).toEqual([0, 0]);
  });
});
