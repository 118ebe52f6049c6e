// What fills a table, by its states: the cause is named first, its step is one that helps, and no larger table is the answer to a flood.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createLogReader } from "../../../../src/core/evidence/log/reader.ts";
import { readDump, times } from "../evidence/dumps.ts";

const ENTRIES = 2000;

function entry(protocol: string, rest: string): string {
  return `ipv4     2 ${protocol} ${rest} mark=0 zone=0 use=2\n`;
}

function tcp(state: string, left: number, index: number, flags: "[UNREPLIED]" | "[ASSURED]" | ""): string {
  const [from, to] = [`198.51.${index >> 8}.${index & 255}`, "203.0.113.10"];
  const [unreplied, assured] = flags === "[UNREPLIED]" ? [`${flags} `, ""] : ["", flags];
  const port = 1024 + index;
  return entry(
    "tcp",
    `     6 ${left} ${state} src=${from} dst=${to} sport=${port} dport=443 ${unreplied}src=${to} dst=${from} sport=443 dport=${port} ${assured}`,
  );
}

function udp(left: number, index: number): string {
  const from = `10.0.${index >> 8}.${index & 255}`;
  return entry(
    "udp",
    `     17 ${left} src=${from} dst=203.0.113.10 sport=${1024 + index} dport=443 src=203.0.113.10 dst=${from} sport=443 dport=${1024 + index} [ASSURED]`,
  );
}

function ping(left: number, index: number): string {
  const to = `198.51.${index >> 8}.${index & 255}`;
  return entry(
    "icmp",
    `    1 ${left} src=10.0.0.9 dst=${to} type=8 code=0 id=${index} [UNREPLIED] src=${to} dst=10.0.0.9 type=0 code=0 id=${index}`,
  );
}

/** Nine in ten entries are of one kind, the rest established connections in use. */
function full(of: (index: number) => string): Evidence {
  const table = readDump(times(ENTRIES, (index) => (index % 10 === 0 ? tcp("ESTABLISHED", 431_990, index, "[ASSURED]") : of(index))));
  const log = createLogReader();
  log.push(
    `[10.0] nf_conntrack: nf_conntrack: table full, dropping packet\nnet.netfilter.nf_conntrack_max = ${ENTRIES}\nnet.netfilter.nf_conntrack_count = ${ENTRIES}\n`,
  );
  return { log: log.end(), table };
}

describe.each([
  ["syn-flood", (index: number) => tcp("SYN_RECV", index % 60, index, ""), { nf_conntrack_tcp_timeout_syn_recv: 20 }, false],
  ["picked-up", (index: number) => tcp("ESTABLISHED", index % 300, index, "[UNREPLIED]"), {}, false],
  ["icmp-scan", (index: number) => ping(index % 30, index), { nf_conntrack_icmp_timeout: 10 }, false],
  ["fin-wait", (index: number) => tcp("FIN_WAIT", index % 120, index, "[ASSURED]"), { nf_conntrack_tcp_timeout_fin_wait: 30 }, true],
  // An hour, as kube-proxy sets: the entries show it. Back to the kernel's own minute.
  ["half-closed", (index: number) => tcp("CLOSE_WAIT", index * 1.8, index, "[ASSURED]"), { nf_conntrack_tcp_timeout_close_wait: 60 }, true],
  ["udp-streams", (index: number) => udp(index % 120, index), {}, true],
] as const)("%s", (id, of, sets, grows) => {
  const diagnosis = diagnose(full((index) => of(index).replaceAll(/(\d+)\.\d+ ([A-Z_]+ src)/g, "$1 $2")));

  test("is named first, and with what helps", () => {
    const [first] = diagnosis.causes;
    expect(first).toMatchObject({ id, confidence: "likely" });
    const set = first?.steps.flatMap((step) => (step.kind === "set" ? [[step.key.slice("net/netfilter/".length), step.value]] : []));
    expect(Object.fromEntries(set ?? [])).toEqual(sets);
  });

  test(grows ? "may have a larger table as well" : "has no larger table as an answer", () => {
    expect(diagnosis.plan !== null).toBe(grows);
    expect(diagnosis.causes.some((cause) => cause.id === "max-too-low")).toBe(grows);
  });
});
