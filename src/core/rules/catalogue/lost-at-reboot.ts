// Settings that a script makes in the running kernel and keeps nowhere.
import { defineRule } from "../engine/rule.ts";

export const lostAtReboot = defineRule<undefined>({
  id: "lost-at-reboot",
  title: "The setting is lost at reboot",
  severity: "information",
  docs: {
    why: "`sysctl -w` and writes to `/proc/sys` change only the running kernel. A script that uses them, and does not write a file in `/etc/sysctl.d`, sets the key until the machine reboots. Write the line to a file in `/etc/sysctl.d` and apply it with `sysctl -p FILE`. The rule reports each script once, and skips scripts that set up a firewall or addresses: those run at every boot.",
    examples: [],
    embedded: [
      {
        kind: "shell",
        bad: "sysctl -w net.netfilter.nf_conntrack_max=262144\n",
        good: "echo net.netfilter.nf_conntrack_max=262144 > /etc/sysctl.d/60-conntrack.conf\nsysctl -p /etc/sysctl.d/60-conntrack.conf\n",
        fixable: false,
      },
    ],
    exceptions: "Something runs the script at every boot, or the change is meant to be temporary.",
    sources: ["sysctl(8) of procps 4.0.2"],
  },
  *checkDocument({ embedding, settings }) {
    if (!embedding || embedding.lasting || !embedding.isFirst || embedding.scope !== "machine" || embedding.saved.size > 0) return;
    const [first] = settings;
    if (!first) return;
    yield {
      span: first.line.key,
      kernel: first.verdict?.outcome ?? "accepts",
      message: "Lost at reboot: the script does not write it to a file in sysctl.d",
      data: undefined,
    };
  },
});
