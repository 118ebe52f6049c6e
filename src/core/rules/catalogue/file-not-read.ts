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
    why: "`systemd-sysctl` reads `sysctl.d` only: it reads `/etc/sysctl.conf` if a link in `/etc/sysctl.d` points to it (`99-sysctl.conf` on Ubuntu and on Debian up to 12; other distributions have none), and never reads hidden files. procps `sysctl --system` reads `/etc/sysctl.conf` last, and reads hidden files too. Both require names that end in `.conf`. BusyBox `sysctl -p` reads `/etc/sysctl.conf` and nothing else, unless a boot script names more files, as on OpenWrt and Alpine.",
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
    exceptions: "One of your own scripts passes the file to `sysctl -p`.",
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
  if (why === "suffix") return "Never read: file names in sysctl.d must end in .conf";
  if (why === "hidden") return `Never read: ${applier === "busybox" ? "the boot script" : "systemd-sysctl"} skips hidden files`;
  if (applier === "busybox") return "Never read: BusyBox sysctl -p reads only /etc/sysctl.conf, unless a script names more files";
  if (file.path === SYSCTL_CONF && !tree.knowsLinks)
    return "Never read by systemd-sysctl, unless a link in sysctl.d points here (link targets are unknown)";
  return "Never read: systemd-sysctl reads only sysctl.d, and no link there points to /etc/sysctl.conf";
}
