// Keys that can be read and not written.

import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { kernelName, quoted, shortName } from "../engine/words.ts";

export const readOnlyKey = defineRule<{ readonly line: SettingLine }>({
  id: "read-only-key",
  title: "The key is read-only",
  severity: "error",
  docs: {
    why: "The file exists with mode 0444: opening it for writing fails even for root. `nf_conntrack_count` only reports the number of entries. `nf_conntrack_buckets` became writable in Linux 4.8; on older kernels, set the size of the hash table with `options nf_conntrack hashsize=…` in `/etc/modprobe.d`, or at run time through `/sys/module/nf_conntrack/parameters/hashsize`.",
    examples: [
      { bad: "net.netfilter.nf_conntrack_count = 1000\n", good: "# net.netfilter.nf_conntrack_count = 1000\n" },
      {
        bad: "net.netfilter.nf_conntrack_buckets = 65536\n",
        good: "# net.netfilter.nf_conntrack_buckets = 65536\n",
        target: "kernel=4.4",
      },
    ],
    sources: ["net/netfilter/nf_conntrack_standalone.c", "commit 3183ab8997a4 (buckets writable, 4.8)", "measured on 6.18.44 (EACCES)"],
  },
  checkSetting({ line, subject }, { target }) {
    if (subject.kind !== "key" || subject.key.present === "no" || subject.key.writable === "yes") return;
    const { fact, writable } = subject.key;
    const sure = writable === "no";
    const name = quoted(shortName(fact.path), 60);
    const advice = fact.unit === "buckets" ? "; set hashsize in modprobe.d" : "";
    return {
      span: line.key,
      kernel: sure ? "refuses" : "unknown",
      severity: sure ? "error" : "information",
      message: sure
        ? `${name} is read-only in ${kernelName(target)}${advice}`
        : `${name} may be read-only in ${kernelName(target)}${advice}`,
      key: dotted(fact.path),
      data: { line },
    };
  },
  fix: ({ line }) => [commentOut(line)],
});
