// Timeouts of 0 and below.

import type { TargetKey } from "../../kernel/at-target.ts";
import type { KeyFact } from "../../kernel/key-fact.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut, numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName } from "../engine/words.ts";

export const expiredAtOnce = defineRule<{ readonly line: SettingLine; readonly key: TargetKey }>({
  id: "expired-at-once",
  title: "Entries expire as soon as they are created",
  severity: "warning",
  docs: {
    why: "The kernel accepts timeouts of 0 and below. An entry with such a timeout expires immediately: the reply does not find it and is treated as new or invalid, while the expired entry still occupies the table until it is collected. Linux 6.19 to 7.1 store a negative timeout as written and show another number when it is read.",
    examples: [{ bad: "net.netfilter.nf_conntrack_udp_timeout = 0\n", good: "net.netfilter.nf_conntrack_udp_timeout = 30\n" }],
    sources: [
      "kernel/sysctl.c, proc_dointvec_jiffies()",
      "measured on 6.18.44: the count stays, the table lists none",
      "6.19.14, 7.0.4, 7.0.13 and 7.1.13 show -1 as -18372957097414713411 (tcp_keepalive_time, which has the same handler)",
    ],
  },
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || !expires(subject.key.fact) || verdict?.value === undefined || verdict.value > 0n) return;
    if (verdict.outcome === "unknown") return;
    return {
      span: numberSpan(line),
      kernel: verdict.outcome,
      message: `${quotedNumber(line)} makes entries expire immediately, so replies are lost; ${verdict.shown === undefined ? "the unit is seconds" : `${kernelName(target)} shows it as ${verdict.shown}`}`,
      key: dotted(subject.key.fact.path),
      data: { line, key: subject.key },
    };
  },
  fix({ line, key }) {
    const [usual] = key.defaults;
    return typeof usual === "number" && usual > 0
      ? [writeValue(line, String(usual), "suggestion", "the default"), commentOut(line)]
      : [commentOut(line)];
  },
});

function expires(fact: KeyFact): boolean {
  return fact.unit === "seconds" && /_timeout/.test(fact.path) && !/frag6|flowtable|events_retry/.test(fact.path);
}
