// A file with conntrack settings in a place, or under a name, where the program does not look.
import type { HostConfiguration } from "../../boot/effective.ts";
import { SYSCTL_CONF } from "../../boot/tree/places.ts";
import type { Passed } from "../../boot/tree/plan.ts";
import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { firstConntrackLine } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const fileNotRead = defineRule<undefined>({
  id: "file-not-read",
  title: "Nothing reads this file",
  severity: "warning",
  docs: {
    why: "`systemd-sysctl` reads `sysctl.d` only: `/etc/sysctl.conf` counts where a link in `/etc/sysctl.d` leads to it (Debian up to 12 and Ubuntu have `99-sysctl.conf`, others have none), and hidden files never. procps `sysctl --system` reads `/etc/sysctl.conf` last, and hidden files too. Both want names that end in `.conf`. `sysctl -p` of BusyBox reads `/etc/sysctl.conf` and nothing else, unless a boot script names more, as those of OpenWrt and Alpine do.",
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
    exceptions: "A file that a script of your own hands to `sysctl -p`.",
    sources: ["sysctl.c of systemd 252, procps 4.0.2 and BusyBox 1.35", "measured with all three (verify:host)"],
  },
  *checkHost(host) {
    for (const passed of host.plan.passed) {
      if (passed.why === "masked") continue;
      const line = firstConntrackLine(host.applier, passed.file);
      if (!line) continue;
      yield {
        file: passed.file.path,
        span: line.keySpan,
        kernel: "ignores",
        // A boot script may name the file, and another program may be the one that applies it.
        severity: passed.why === "elsewhere" && (host.applier === "busybox" || host.assumed) ? "information" : "warning",
        message: message(passed, host),
        key: dotted(keyPath(line.key)),
        data: undefined,
      };
    }
  },
});

function message({ file, why }: Passed, { applier, tree }: HostConfiguration): string {
  if (why === "suffix") return "Never read: the name of a file in sysctl.d has to end in .conf";
  if (why === "hidden") return `Never read: ${applier === "busybox" ? "the boot script" : "systemd-sysctl"} skips hidden files`;
  if (applier === "busybox") return "Read by nobody: BusyBox sysctl -p takes /etc/sysctl.conf alone, unless a script names more";
  if (file.path === SYSCTL_CONF && !tree.knowsLinks)
    return "Never read by systemd-sysctl, unless a link in sysctl.d leads here (link targets are unknown)";
  return "Never read: systemd-sysctl takes files of sysctl.d, and no link there leads to /etc/sysctl.conf";
}
