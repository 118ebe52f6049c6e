// The documentation of the rule module-option.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const moduleOptionDocs: RuleDocs = {
  title: say("The module does not accept the option"),
  why: say(
    "If the kernel cannot read a value, the whole module fails to load: the log shows `invalid for parameter`, and without the module there are no conntrack keys to set. Numbers are decimal, `0x…`, or octal with a leading 0, without a suffix; switches are `1`, `0`, `y`, `n`, `on` or `off`; blanks around `=` are not allowed. Since Linux 3.11 the kernel ignores an option that the module does not have, and logs a line.",
  ),
  examples: [],
  trees: [
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack expect_hashsize=64k\n" },
      good: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack expect_hashsize=65536\n" },
    },
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack expect_hash_size=1024\n" },
      good: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack expect_hashsize=1024\n" },
    },
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack acct = 0\n" },
      good: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack acct=0\n" },
    },
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "option nf_conntrack expect_hashsize=1024\n" },
      good: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack expect_hashsize=1024\n" },
    },
  ],
  sources: [
    "kernel/params.c (parse_args, param_set_uint, param_set_bool) and kernel/module/main.c (unknown_module_param_cb), read, not run",
    "/sys/module/nf_conntrack/parameters of 6.18.44",
  ],
};
