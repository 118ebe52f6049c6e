// The documentation of the rule hashsize-ignored.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const hashsizeIgnoredDocs: RuleDocs = {
  title: say("The module option has no effect"),
  why: say(
    "`options` lines in modprobe.d take effect when modprobe loads the module. They do nothing if conntrack is built into the kernel: write `nf_conntrack.hashsize=` on the kernel command line instead, or `net.netfilter.nf_conntrack_buckets` in sysctl.d. They are not read from a file whose name does not end in `.conf`, or that a file of the same name hides. If an option is given twice, the last one wins. `options ip_conntrack` works only if the module is loaded under that old name.",
  ),
  examples: [],
  trees: [
    {
      bad: {
        "/etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536\n",
        "/usr/lib/modules/6.18.44/modules.builtin": "kernel/net/netfilter/nf_conntrack.ko\n",
      },
      good: {
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_buckets = 65536\n",
        "/usr/lib/modules/6.18.44/modules.builtin": "kernel/net/netfilter/nf_conntrack.ko\n",
      },
      fixable: false,
    },
    {
      bad: { "/etc/modprobe.d/conntrack.conf": "options ip_conntrack hashsize=65536\n" },
      good: { "/etc/modprobe.d/conntrack.conf": "# options ip_conntrack hashsize=65536\n" },
      fixable: false,
    },
  ],
  sources: ["libkmod of kmod 30 (libkmod-config.c, libkmod-module.c)", "modules.alias of Debian's 6.1.176"],
};
