// The documentation of the rule unavailable-key.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const unavailableKeyDocs: RuleDocs = {
  title: say("The target kernel does not have this key"),
  why: say(
    "The key exists, but in an older or newer kernel than the target. Writing it fails with “No such file or directory”; `systemd-sysctl` only logs it, `sysctl --system` prints nothing, and both report success. If the file is meant for another kernel, set the target in it: `# conntrack-target: kernel=5.10`.",
  ),
  examples: [
    {
      bad: "net.netfilter.nf_conntrack_helper = 1\n",
      good: "# conntrack-target: kernel=5.10\nnet.netfilter.nf_conntrack_helper = 1\n",
      fixable: false,
    },
    {
      bad: "net.netfilter.nf_conntrack_tcp_ignore_invalid_rst = 1\n",
      good: "# net.netfilter.nf_conntrack_tcp_ignore_invalid_rst = 1\n",
      target: "kernel=5.10",
      fixable: false,
    },
  ],
  sources: ["key lists of 36 kernel source trees, 2.4.32 to 7.2"],
};
