// Settings that a script makes in the running kernel and keeps nowhere.
import { defineRule } from "../engine/rule.ts";

export const lostAtReboot = defineRule<undefined>({
  id: "lost-at-reboot",
  title: "Set until the next reboot only",
  severity: "information",
  docs: {
    why: "`sysctl -w` and writes to `/proc/sys` change the running kernel and nothing else. A script that does so, and writes no file in `/etc/sysctl.d`, sets the key until the machine restarts. Write the line into a file in `/etc/sysctl.d` and apply that with `sysctl -p FILE`. The rule speaks once a script, and not of scripts that set up a firewall or addresses: those run at every start.",
    examples: [],
    embedded: [
      {
        kind: "shell",
        bad: "sysctl -w net.netfilter.nf_conntrack_max=262144\n",
        good: "echo net.netfilter.nf_conntrack_max=262144 > /etc/sysctl.d/60-conntrack.conf\nsysctl -p /etc/sysctl.d/60-conntrack.conf\n",
        fixable: false,
      },
    ],
    exceptions: "Where something starts the script at every boot, or the change is meant to be for now.",
    sources: ["sysctl(8) of procps 4.0.2"],
  },
  *checkDocument({ embedding, settings }) {
    if (!embedding || embedding.lasting || !embedding.isFirst || embedding.scope !== "machine" || embedding.saved.size > 0) return;
    const [first] = settings;
    if (!first) return;
    yield {
      span: first.line.key,
      kernel: first.verdict?.outcome ?? "accepts",
      message: "Set until the next reboot only: the script writes it to no file in sysctl.d",
      data: undefined,
    };
  },
});
