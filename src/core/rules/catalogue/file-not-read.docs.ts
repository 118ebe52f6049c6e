// The documentation of the rule file-not-read.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const fileNotReadDocs: RuleDocs = {
  title: say("Nothing reads this file"),
  why: say(
    "`systemd-sysctl` reads `sysctl.d` only: it reads `/etc/sysctl.conf` if a link in `/etc/sysctl.d` points to it (`99-sysctl.conf` on Ubuntu, on Debian up to 12, and on Fedora, RHEL and its derivatives), and never reads hidden files. procps `sysctl --system` reads `/etc/sysctl.conf` last, and reads hidden files too. Both require names that end in `.conf`. BusyBox `sysctl -p` reads `/etc/sysctl.conf` and nothing else, unless a boot script names more files, as on OpenWrt and Alpine.",
  ),
  examples: [],
  trees: [
    {
      bad: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      fixable: false,
    },
    {
      bad: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
      fixable: false,
    },
  ],
  exceptions: say("One of your own scripts passes the file to `sysctl -p`."),
  sources: [
    "sysctl.c of systemd 252, procps 4.0.2 and BusyBox 1.35",
    "measured with all three (verify:host)",
    "systemd.spec of Fedora: the link 99-sysctl.conf",
  ],
};
