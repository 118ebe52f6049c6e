// A file that no program reads, because a file of the same name comes first.
import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { firstConntrackLine } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const maskedFile = defineRule<undefined>({
  id: "masked-file",
  title: "A file with the same name hides this one",
  severity: "information",
  docs: {
    why: "If several folders have a file with the same name, only the first is read: `/etc/sysctl.d`, then `/run`, `/usr/local/lib`, `/usr/lib` and `/lib`. This is how an administrator replaces a package's file as a whole: none of its lines takes effect, not even those for keys that the first file does not set. An empty file, a link to `/dev/null` and even a dangling link hide a file in the same way.",
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
    exceptions: "The package's settings are meant to be replaced.",
    sources: ["conf-files.c of systemd 252, sysctl.c of procps 4.0.2", "measured with both (verify:host)"],
  },
  *checkHost({ plan }) {
    for (const { file, why, by } of plan.passed) {
      if (why !== "masked" || !by) continue;
      const line = firstConntrackLine(plan.applier, file);
      if (!line) continue;
      yield {
        file: file.path,
        span: line.keySpan,
        kernel: "ignores",
        message: `Never read: hidden by the file with the same name in ${by.path.slice(0, -by.name.length)}`,
        key: dotted(keyPath(line.key)),
        related: [{ file: by.path, start: 0, end: 0, message: "The file that is read instead" }],
        data: undefined,
      };
    }
  },
});
