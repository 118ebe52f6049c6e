// A limit below the one that the kernel chooses by itself.
import { limitAbove } from "../../advice/below-own.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatBytes, formatCount } from "../../units/units.ts";
import { numberSpan, writeValue } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";

/** From this share of the default on down, it is more than a matter of taste. */
const FEW = 1 / 4;

export const belowDefault = defineRule<{ readonly line: SettingLine; readonly own: number }>({
  id: "below-default",
  title: "The limit is lower than the kernel's default",
  severity: "information",
  docs: {
    why: "Without a setting, the kernel sizes `nf_conntrack_max` by the machine's memory: 262,144 on 64-bit machines with more than 4 GiB. A figure from an old guide, meant to raise the limit, may lower it on today's machine, and the kernel then drops connections that it would have tracked. The rule applies when the target's memory is known and larger than 1 GiB; a limit below a quarter of the kernel's own is a warning.",
    examples: [
      {
        bad: "net.netfilter.nf_conntrack_max = 131072\n",
        good: "net.netfilter.nf_conntrack_max = 262144\n",
        target: "kernel=6.12 memory=16G",
      },
    ],
    exceptions: "The limit is low on purpose, such as on a machine that needs its memory for something else.",
    sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()", "commit d532bcd0b269"],
  },
  checkSetting({ line, subject, verdict }, { target }) {
    if (subject.kind !== "key" || subject.key.fact.unit !== "entries" || verdict?.value === undefined || verdict.value <= 0n) return;
    const own = limitAbove(target, Number(verdict.value));
    if (own === undefined || target.memory === undefined || verdict.outcome === "refuses") return;
    return {
      span: numberSpan(line),
      severity: Number(verdict.value) < own * FEW ? "warning" : "information",
      kernel: verdict.outcome,
      message: `Lower than the kernel's default, which is ${formatCount(own)} with ${formatBytes(target.memory)} of memory`,
      key: dotted(subject.key.fact.path),
      data: { line, own },
    };
  },
  fix: ({ line, own }) => [writeValue(line, String(own), "suggestion", "the kernel's default")],
});
