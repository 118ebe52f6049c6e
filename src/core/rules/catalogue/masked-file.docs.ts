// The documentation of the rule masked-file.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const maskedFileDocs: RuleDocs = {
  title: say("A file with the same name hides this one"),
  why: say(
    "If several folders have a file with the same name, only the first is read: `/etc/sysctl.d`, then `/run`, `/usr/local/lib`, `/usr/lib` and `/lib`. This is how an administrator replaces a package's file as a whole: none of its lines takes effect, not even those for keys that the first file does not set. An empty file, a link to `/dev/null` and even a dangling link hide a file in the same way.",
  ),
  examples: [],
  trees: [
    {
      bad: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/50-conntrack.conf": "net.netfilter.nf_conntrack_acct = 1\n",
        "/usr/lib/sysctl.d/50-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_acct = 1\n",
        "/usr/lib/sysctl.d/50-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      fixable: false,
    },
  ],
  exceptions: say("The package's settings are meant to be replaced."),
  sources: ["conf-files.c of systemd 252, sysctl.c of procps 4.0.2", "measured with both (verify:host)"],
};
