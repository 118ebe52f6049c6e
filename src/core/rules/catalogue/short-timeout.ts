// Timeouts short enough to hurt traffic.
import type { Steps } from "../../advice/advice.ts";
import { stepsFor, TIMEOUT_STEPS } from "../../advice/timeout-steps.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatDuration } from "../../units/units.ts";
import { numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import type { Fix } from "../engine/finding.ts";
import { coveredByPatterns } from "../engine/patterns.ts";
import { defineRule } from "../engine/rule.ts";
import type { KeySetting } from "../engine/setting.ts";
import { isKeySetting } from "../engine/setting.ts";
import { quoted, shortName } from "../engine/words.ts";

interface Data {
  readonly setting: KeySetting;
  readonly steps: Steps;
}

export const shortTimeout = defineRule<Data | undefined>({
  id: "short-timeout",
  title: "The timeout is shorter than the traffic needs",
  severity: "warning",
  docs: {
    why: "When its entry has expired, a connection is unknown: a NAT gateway no longer knows where its packets belong, and a firewall treats them as a new connection or as invalid. Short timeouts do save entries, and a full table is worse than a short timeout; but they only help for states that hold many entries, and hurt most where connections are idle. Each key has two thresholds: information below the first, a warning below the second. None of the kernel's own defaults is below a threshold.",
    table: {
      columns: ["Key", "Information below", "Warning below", "Why", "Source"],
      rows: TIMEOUT_STEPS.map(({ name, information, warning, reason, source }) => [
        name,
        `${information} s`,
        `${warning} s`,
        reason,
        source,
      ]),
    },
    examples: [
      {
        bad: "net.ipv4.tcp_keepalive_time = 120\nnet.netfilter.nf_conntrack_tcp_timeout_established = 300\n",
        good: "net.ipv4.tcp_keepalive_time = 120\nnet.netfilter.nf_conntrack_tcp_timeout_established = 7440\n",
      },
      { bad: "net.netfilter.nf_conntrack_udp_timeout_stream = 60\n", good: "net.netfilter.nf_conntrack_udp_timeout_stream = 120\n" },
    ],
    exceptions:
      "The hosts behind the table send keepalives more often than the timeout, or the traffic is known to be short, as in front of a web server.",
    sources: ["each row of the table has its own; the thresholds are our judgement"],
  },
  checkSetting(setting) {
    if (!isKeySetting(setting) || setting.verdict.value === undefined || setting.verdict.value <= 0n) return;
    const steps = stepsFor(shortName(setting.subject.key.fact.path));
    const value = Number(setting.verdict.value);
    if (!steps || value >= steps.information) return;
    const hurts = value < steps.warning;
    return {
      span: numberSpan(setting.line),
      severity: hurts ? "warning" : "information",
      kernel: setting.verdict.outcome,
      message: `${quotedNumber(setting.line)} is short: ${steps.harm}; write ${steps.information} or more`,
      key: dotted(setting.subject.key.fact.path),
      data: { setting, steps },
    };
  },
  *checkDocument(context) {
    for (const covered of coveredByPatterns(context)) {
      const short = covered.flatMap(({ path, value, ...rest }) => {
        const steps = stepsFor(shortName(path));
        return steps && value > 0 && value < steps.information ? [{ path, value, steps, ...rest }] : [];
      });
      const worst = short.find(({ value, steps }) => value < steps.warning) ?? short[0];
      if (!worst) continue;
      const { line, path, steps, value } = worst;
      yield {
        span: line.value,
        severity: value < steps.warning ? "warning" : "information",
        kernel: "accepts",
        message:
          `The pattern covers ${shortName(path).replace("nf_conntrack_", "")}, for which ${quoted(line.value.text, 12)} is short: ${steps.harm}`.slice(
            0,
            120,
          ),
        key: dotted(path),
        data: undefined,
      };
    }
  },
  fix: (data) => (data ? written(data) : []),
});

function written({ setting, steps }: Data): readonly Fix[] {
  return [writeValue(setting.line, String(steps.information), "suggestion", formatDuration(steps.information))];
}
