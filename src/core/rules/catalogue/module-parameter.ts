// Parameters of the module, written as if they were sysctl keys.

import { keyAt } from "../../kernel/at-target.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { commentOut, renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

interface Data {
  readonly line: SettingLine;
  /** Path of the key that does the same, where the target kernel lets it be written. */
  readonly instead: string | undefined;
}

export const moduleParameter = defineRule<Data>({
  id: "module-parameter",
  title: "A module parameter is not a sysctl key",
  severity: "error",
  docs: {
    why: "`hashsize` is a parameter of the module nf_conntrack, set in `/etc/modprobe.d` (`options nf_conntrack hashsize=…`, read when the module loads, but not if it is built in or already loaded) or on the kernel command line; TuneD has an option `nf_conntrack_hashsize` for it. There is no sysctl file of that name. Since Linux 4.8 the sysctl key `net.netfilter.nf_conntrack_buckets` resizes the table at run time. The two differ in one way: `hashsize=` also sets nf_conntrack_max, to eight times its value, when the module loads.",
    examples: [{ bad: "net.netfilter.nf_conntrack_hashsize = 65536\n", good: "net.netfilter.nf_conntrack_buckets = 65536\n" }],
    sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_standalone.c", "commit 3183ab8997a4 (buckets writable, 4.8)"],
  },
  checkSetting({ line, subject }, { target }) {
    if (subject.kind !== "parameter") return;
    const fact = subject.instead === undefined ? undefined : findKey(subject.instead);
    const instead = fact && keyAt(fact, target).writable === "yes" && keyAt(fact, target).present === "yes" ? fact.path : undefined;
    const advice = instead ? `write ${dotted(instead)}` : `set ${subject.parameter} in modprobe.d`;
    return {
      span: line.key,
      kernel: "refuses",
      message: `${quoted(shortName(line.key.path))} is a module parameter, not a sysctl key; ${advice}`,
      key: dotted(line.key.path),
      data: { line, instead },
    };
  },
  fix: ({ line, instead }, context) => (instead ? [renameKey(line, instead, renameSafety(instead, line, context))] : [commentOut(line)]),
});
