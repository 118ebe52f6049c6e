// The documentation of the rule module-not-loaded.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const moduleNotLoadedDocs: RuleDocs = {
  title: say("No file loads the module before the settings are applied"),
  why: say(
    "The conntrack keys exist only while the module `nf_conntrack` is loaded. Firewalls and container runtimes load it when they start, long after the settings were applied: the keys did not exist then, and the kernel's defaults stay. `systemd-sysctl` logs this to the journal and reports success, procps `sysctl --system` prints nothing, BusyBox prints a line. `/etc/modules-load.d` is read earlier.\n\nA udev rule that runs `systemd-sysctl --prefix=/net/netfilter` when the module is added also works, and is what sysctl.d(5) recommends: if there is one, nothing is reported. Kernels with the module built in do not need it. If the tree shows that (`lib/modules/*/modules.builtin`), nothing is reported; if the tree is not a whole system, the finding is only information.",
  ),
  examples: [],
  trees: [
    {
      bad: { "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n" },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 262144\n",
      },
    },
  ],
  exceptions: say("Conntrack is built into the kernel, or an initramfs loads the module."),
  sources: [
    "systemd-sysctl.service (After=systemd-modules-load.service)",
    "systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35 without the key (verify:host)",
    "modules.dep of Debian's 6.1.176: modules that load nf_conntrack",
  ],
};
