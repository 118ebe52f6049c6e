// The documentation of the rule lost-at-reboot.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const lostAtRebootDocs: RuleDocs = {
  title: say("The setting is lost at reboot"),
  why: say(
    "`sysctl -w` and writes to `/proc/sys` change only the running kernel. A script that uses them, and does not write a file in `/etc/sysctl.d`, sets the key until the machine reboots. Write the line to a file in `/etc/sysctl.d` and apply it with `sysctl -p FILE`. The rule reports each script once, and skips scripts that set up a firewall or addresses: those run at every boot.",
  ),
  examples: [],
  embedded: [
    {
      kind: "shell",
      bad: "sysctl -w net.netfilter.nf_conntrack_max=262144\n",
      good: "echo net.netfilter.nf_conntrack_max=262144 > /etc/sysctl.d/60-conntrack.conf\nsysctl -p /etc/sysctl.d/60-conntrack.conf\n",
      fixable: false,
    },
  ],
  exceptions: say("Something runs the script at every boot, or the change is meant to be temporary."),
  sources: ["sysctl(8) of procps 4.0.2"],
};
