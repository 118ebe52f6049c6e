// The documentation of the rule overridden-setting.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const overriddenSettingDocs: RuleDocs = {
  title: say("Another file overrides the setting"),
  why: say(
    "All `sysctl.d` files form one list, sorted by file name: the folder only decides between files with the same name. So `/usr/lib/sysctl.d/99-vendor.conf` is read after `/etc/sysctl.d/60-mine.conf`, and procps `sysctl --system` reads `/etc/sysctl.conf` after all of them. The last line for a key takes effect; with `systemd-sysctl` it is the last different value, even if the kernel rejects it. An explicit key overrides a pattern, wherever it is.\n\nFiles of packages in `/usr/lib` and `/lib` are meant to be overridden from `/etc`, `/run` and `/usr/local`; that is not reported.",
  ),
  examples: [],
  trees: [
    {
      bad: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
        "/etc/sysctl.d/90-tuning.conf": "net.netfilter.nf_conntrack_max = 131072\n",
      },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "# net.netfilter.nf_conntrack_max = 262144\n",
        "/etc/sysctl.d/90-tuning.conf": "net.netfilter.nf_conntrack_max = 131072\n",
      },
    },
  ],
  exceptions: say("The file holds defaults that other files are meant to override."),
  sources: ["measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35 (verify:host)"],
};
