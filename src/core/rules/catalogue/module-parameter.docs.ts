// The documentation of the rule module-parameter.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const moduleParameterDocs: RuleDocs = {
  title: say("A module parameter is not a sysctl key"),
  why: say(
    "`hashsize` is a parameter of the module nf_conntrack, set in `/etc/modprobe.d` (`options nf_conntrack hashsize=…`, read when the module loads, but not if it is built in or already loaded) or on the kernel command line; TuneD has an option `nf_conntrack_hashsize` for it. There is no sysctl file of that name. Since Linux 4.8 the sysctl key `net.netfilter.nf_conntrack_buckets` resizes the table at run time. The two differ in one way: `hashsize=` also sets nf_conntrack_max, to eight times its value, when the module loads.",
  ),
  examples: [{ bad: "net.netfilter.nf_conntrack_hashsize = 65536\n", good: "net.netfilter.nf_conntrack_buckets = 65536\n" }],
  sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_standalone.c", "commit 3183ab8997a4 (buckets writable, 4.8)"],
};
