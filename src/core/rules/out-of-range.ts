// Numbers outside of what the key takes.
import type { Verdict } from "../kernel/judge.ts";
import type { KernelTarget } from "../kernel/target.ts";
import type { SettingLine } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import { numberSpan, numberText, writeValue } from "./edits.ts";
import type { Severity } from "./finding.ts";
import { defineRule } from "./rule.ts";
import { kernelName, quoted, shortName } from "./words.ts";

interface Data {
  readonly line: SettingLine;
  /** The nearest value that every kernel in question takes. */
  readonly nearest: bigint | undefined;
}

/** INT_MAX / HZ at the highest HZ: no kernel refuses it. */
const PORTABLE_SECONDS = 2147483n;

export const outOfRange = defineRule<Data>({
  id: "out-of-range",
  title: "The value is outside of what the kernel takes",
  severity: "error",
  docs: {
    why: "Each key has a range, and it differs between kernels. Timeouts are kept as timer ticks in an int, so the largest one is 2147483647 / HZ seconds: 21474836 at HZ 100, 8589934 at 250, 7158278 at 300, 2147483 at 1000. Old kernels do not always refuse: up to 4.9 a timeout that is too large wraps around, up to 4.14 a fragment threshold out of range is skipped without an error. The message says which it is.",
    examples: [
      {
        bad: "net.netfilter.nf_conntrack_tcp_timeout_established = 99999999\n",
        good: "net.netfilter.nf_conntrack_tcp_timeout_established = 2147483\n",
      },
      { bad: "net.netfilter.nf_conntrack_acct = 2\n", good: "net.netfilter.nf_conntrack_acct = 1\n" },
      { bad: "net.netfilter.nf_conntrack_expect_max = 4294967296\n", good: "net.netfilter.nf_conntrack_expect_max = 2147483647\n" },
    ],
    sources: ["kernel/sysctl.c and kernel/time/jiffies.c of 23 source trees", "measured on 6.18.44"],
  },
  *checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || !verdict?.cause) return;
    const { cause } = verdict;
    if (cause.kind !== "range" && cause.kind !== "seconds-range" && cause.kind !== "too-many-buckets" && cause.kind !== "wraps") return;
    yield {
      span: numberSpan(line),
      kernel: verdict.outcome,
      severity: severityOf(verdict),
      message: message(numberText(line), shortName(subject.key.fact.path), verdict, target),
      key: dotted(subject.key.fact.path),
      data: { line, nearest: nearest(verdict, numberText(line)) },
    };
  },
  fix: ({ line, nearest }) => (nearest === undefined ? [] : [writeValue(line, nearest.toString(), "suggestion")]),
});

function severityOf(verdict: Verdict): Severity {
  return verdict.outcome === "refuses" ? "error" : "warning";
}

function message(text: string, name: string, verdict: Verdict, target: KernelTarget): string {
  const { cause, outcome } = verdict;
  const kernel = kernelName(target);
  if (cause?.kind === "seconds-range") {
    if (outcome === "unknown")
      return `${quoted(text)} is refused where HZ is 1000; ${PORTABLE_SECONDS} is the most that every kernel takes`;
    const most = target.hz === undefined ? "21474836, and less at a higher HZ" : `${cause.max} at HZ ${target.hz}`;
    return `${quoted(text)} is too long a timeout; ${kernel} takes at most ${most}`;
  }
  if (cause?.kind === "wraps") return `${quoted(text)} wraps around in ${kernel}, which takes it as ${verdict.value ?? "something else"}`;
  if (cause?.kind === "too-many-buckets") return `${quoted(text)} is more than ${kernel} can allocate; the most is ${cause.max} buckets`;
  if (cause?.kind !== "range") return `${quoted(text)} is out of range for ${name}`;
  const range = `${cause.min} to ${cause.max}`;
  if (outcome === "ignores") return `${quoted(text)} is out of range, and ${kernel} skips it without an error; ${name} takes ${range}`;
  if (outcome === "unknown") return `${quoted(text)} may be refused: some builds of ${kernel} take only ${range}`;
  return `${quoted(text)} is out of range; ${name} takes ${range} in ${kernel}`;
}

function nearest(verdict: Verdict, text: string): bigint | undefined {
  const negative = text.trim().startsWith("-");
  const { cause } = verdict;
  if (cause?.kind === "seconds-range" || cause?.kind === "wraps") return negative ? undefined : PORTABLE_SECONDS;
  if (cause?.kind === "too-many-buckets") return negative ? undefined : cause.max;
  if (cause?.kind !== "range") return undefined;
  return negative ? cause.min : text.trim() === "0" ? cause.min : cause.max;
}
