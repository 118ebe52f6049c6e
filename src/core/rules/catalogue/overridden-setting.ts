// A setting that is right where it stands, and that a line of another file takes over.

import type { Occurrence } from "../../boot/appliers/run.ts";
import type { HostConfiguration } from "../../boot/effective.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { homeOf, isConntrackPath, isSettled, placeName, shortValue } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const overriddenSetting = defineRule<LineFate>({
  id: "overridden-setting",
  title: "Another file takes the setting over",
  severity: "warning",
  docs: {
    why: "All files of `sysctl.d` are one list, in the order of their names: the folder decides only between files of one name. So `/usr/lib/sysctl.d/99-vendor.conf` comes after `/etc/sysctl.d/60-mine.conf`, and procps `sysctl --system` reads `/etc/sysctl.conf` after all of them. The last line for a key is in force; with `systemd-sysctl` the last different text, even if the kernel refuses it. An explicit key beats a pattern wherever it stands.\n\nFiles of packages in `/usr/lib` and `/lib` are meant to be overridden from `/etc`, `/run` and `/usr/local`; that is not reported.",
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
    exceptions: "A file of defaults that other files are meant to change.",
    sources: ["measured with systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35 (verify:host)"],
  },
  *checkHost(host) {
    for (const line of lastOfEachFile(host)) {
      const { by, file, statement, path } = line;
      if (!by || homeOf(by.file) === homeOf(file) || !isSettled(line) || isMeant(file, by.file)) continue;
      const winner = host.winner(path);
      const same = winner?.statement.value === statement.value;
      yield {
        file: file.path,
        span: statement.keySpan,
        kernel: line.event?.result === "taken" ? "accepts" : "ignores",
        severity: same ? "hint" : "warning",
        message: message(by, winner, same),
        key: dotted(path),
        related: [{ file: by.file.path, start: by.statement.start, end: by.statement.end, message: "The line that is applied instead" }],
        data: line,
      };
    }
  },
  fixHost: ({ statement }) => [
    {
      title: "Comment the line out",
      safety: "suggestion",
      edits: [{ start: statement.start, end: statement.start, text: "# " }],
    },
  ],
});

/** Within one file, duplicate-key speaks of all but the last line. */
function lastOfEachFile({ lines }: HostConfiguration): readonly LineFate[] {
  const last = new Map<string, LineFate>();
  for (const line of lines) {
    if (isConntrackPath(line.path)) last.set(`${homeOf(line.file)}\0${line.path}`, line);
  }
  return [...last.values()].filter(({ fate }) => fate === "overwritten");
}

/** Whether an administrator's file overrides a package's, as the folders are made for. */
function isMeant(loser: TreeFile, winner: TreeFile): boolean {
  return isVendor(loser) && !isVendor(winner);
}

function isVendor({ path }: TreeFile): boolean {
  return /^\/(?:usr\/)?lib\//.test(path);
}

function message(by: Occurrence, winner: Occurrence | undefined, same: boolean): string {
  const place = placeName(by.file, by.statement.line);
  if (same) return `Set to the same value by ${place}, which is the line that counts`;
  const value = by.statement.kind === "set" ? shortValue(by.statement.value) : "";
  if (!winner) return `Overridden by ${place}: "${value}" takes its place, and the kernel refuses it`;
  return `Overridden by ${place}: "${value}" is what is in force in the end`;
}
