// A file with conntrack settings in a place, or under a name, where the program does not look.
import type { HostConfiguration } from "../../boot/configuration.ts";
import { SYSCTL_CONF } from "../../boot/tree/places.ts";
import type { Passed } from "../../boot/tree/plan.ts";
import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { firstConntrackLine } from "../engine/host-words.ts";
import { defineRule, type HostReport } from "../engine/rule.ts";

export const fileNotRead = defineRule<undefined>({
  id: "file-not-read",
  severity: "warning",
  *checkHost(host) {
    for (const passed of host.plan.passed) {
      if (passed.why === "masked") continue;
      const line = firstConntrackLine(host.applier, passed.file);
      if (!line) continue;
      // A boot script may name the file, and another program may be the one that applies it.
      const severity = passed.why === "elsewhere" && (host.applier === "busybox" || host.assumed) ? "information" : "warning";
      const later = (): HostReport<undefined> => ({
        file: passed.file,
        span: line.keySpan,
        kernel: "ignores",
        severity,
        message: message(passed, host),
        key: dotted(keyPath(line.key)),
        data: undefined,
      });
      yield { file: passed.file, severity, later };
    }
  },
});

function message({ file, why }: Passed, { applier, tree }: HostConfiguration): string {
  if (why === "suffix") return say("Never read: file names in sysctl.d must end in .conf");
  if (why === "hidden")
    return applier === "busybox"
      ? say("Never read: the boot script skips hidden files")
      : say("Never read: systemd-sysctl skips hidden files");
  if (applier === "busybox") return say("Never read: BusyBox sysctl -p reads only /etc/sysctl.conf, unless a script names more files");
  if (file.path === SYSCTL_CONF && !tree.knowsLinks)
    return say("Never read by systemd-sysctl, unless a link in sysctl.d points here (link targets are unknown)");
  return say("Never read: systemd-sysctl reads only sysctl.d, and no link there points to /etc/sysctl.conf");
}
