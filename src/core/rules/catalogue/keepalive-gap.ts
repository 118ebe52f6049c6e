// An established timeout that ends before a local socket's first keepalive.
import { readNumber } from "../../kernel/number.ts";
import type { SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatDuration } from "../../units/units.ts";
import type { KeySetting } from "../engine/context.ts";
import { numberSpan, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

const ESTABLISHED = "net/netfilter/nf_conntrack_tcp_timeout_established";
const KEEPALIVE = "net/ipv4/tcp_keepalive_time";
/** tcp_keepalive_time where nobody sets it (Documentation/networking/ip-sysctl.rst). Seconds. */
const DEFAULT_KEEPALIVE = 7200;
/** RFC 5382, REQ-5: two hours of keepalive and four minutes to answer it. Seconds. */
const ANSWER = 240;

export const keepaliveGap = defineRule<{ readonly setting: KeySetting; readonly keepalive: number }>({
  id: "keepalive-gap",
  title: "Idle connections are forgotten before their first keepalive",
  severity: "information",
  docs: {
    why: "A socket with SO_KEEPALIVE first probes after `net.ipv4.tcp_keepalive_time`, two hours by default. If `nf_conntrack_tcp_timeout_established` is not longer, this host's own idle connections lose their entry before the probe that was to keep them alive: behind NAT the probe is lost, elsewhere it counts as a new connection, or as invalid with `nf_conntrack_tcp_loose = 0`. Where the file sets both, the gap is its own making, and a warning.",
    examples: [
      {
        bad: "net.ipv4.tcp_keepalive_time = 9000\nnet.netfilter.nf_conntrack_tcp_timeout_established = 7440\n",
        good: "net.ipv4.tcp_keepalive_time = 9000\nnet.netfilter.nf_conntrack_tcp_timeout_established = 9240\n",
      },
    ],
    exceptions: "On a host that only forwards: the hosts behind it have keepalive times of their own.",
    sources: ["Documentation/networking/ip-sysctl.rst, tcp_keepalive_time", "RFC 5382, REQ-5"],
  },
  *checkDocument({ document, replay, unsettled }) {
    const established = replay.effective.get(ESTABLISHED);
    if (!established || established.value <= 0n || unsettled(ESTABLISHED) || unsettled(KEEPALIVE)) return;
    const line = keepaliveLine(document);
    const keepalive = line?.seconds ?? DEFAULT_KEEPALIVE;
    if (Number(established.value) > keepalive) return;
    const { setting } = established;
    yield {
      span: numberSpan(setting.line),
      severity: line ? "warning" : "information",
      kernel: established.verdict.outcome,
      message: `Not longer than ${line ? `tcp_keepalive_time = ${keepalive}` : `the first keepalive, ${formatDuration(keepalive)}`}: local idle connections are forgotten before it`,
      key: dotted(setting.subject.key.fact.path),
      ...(line ? { related: [{ ...line.line.value, message: "The first keepalive" }] } : {}),
      data: { setting, keepalive },
    };
  },
  fix: ({ setting, keepalive }) => [writeValue(setting.line, String(keepalive + ANSWER), "suggestion", formatDuration(keepalive + ANSWER))],
});

/** The last line that sets the keepalive time to a number of seconds the kernel takes (1 to INT_MAX / HZ). */
function keepaliveLine(document: SysctlDocument): { readonly line: SettingLine; readonly seconds: number } | undefined {
  if (!document.text.includes("tcp_keepalive_time")) return undefined;
  for (let index = document.lines.length - 1; index >= 0; index--) {
    const line = document.lines[index];
    if (line?.kind !== "setting" || line.placeholder || line.key.path !== KEEPALIVE) continue;
    const reading = readNumber(line.value.text);
    if (reading.ok && reading.value > 0n && reading.value <= 2147483n) return { line, seconds: Number(reading.value) };
  }
  return undefined;
}
