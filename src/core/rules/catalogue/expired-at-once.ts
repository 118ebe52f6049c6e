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
  title: "Entries expire the moment they are made",
  severity: "warning",
  docs: {
    why: "The kernel takes 0 and negative timeouts. An entry that gets one is expired at once: the reply finds no entry and counts as new or invalid, while the dead entry still fills its place in the table until it is collected. Kernels 6.19 to 7.1 keep a negative timeout as it was written and show another number when it is read.",
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
      message: `${quotedNumber(line)} makes entries expire at once, so replies find none; ${verdict.shown === undefined ? "the unit is seconds" : `${kernelName(target)} shows it as ${verdict.shown}`}`,
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
