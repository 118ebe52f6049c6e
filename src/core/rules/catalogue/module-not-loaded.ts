// Settings of a module that nothing loads before they are applied.

import { BOOT_PROGRAMS, linesTooEarly, moduleListPath } from "../../boot/modules/too-early.ts";
import { isWholeSystem } from "../../boot/tree/detect.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { placeName } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const moduleNotLoaded = defineRule<undefined>({
  id: "module-not-loaded",
  title: "No file loads the module before the settings are applied",
  severity: "warning",
  *checkHost(host) {
    const [first] = linesTooEarly(host);
    if (!first) return;
    const { applier } = host;
    const { blocked } = host.module;
    yield {
      file: first.file.path,
      span: first.statement.keySpan,
      kernel: "unknown",
      severity: blocked || isWholeSystem(host.tree) ? "warning" : "information",
      message: blocked
        ? `The key will be missing: ${placeName(blocked.file, blocked.line)} prevents nf_conntrack from loading`
        : `No file loads nf_conntrack before ${BOOT_PROGRAMS[applier]} runs: ${SILENCE[applier]}`,
      key: dotted(first.path),
      ...(blocked && {
        related: [{ file: blocked.file.path, start: blocked.start, end: blocked.end, message: "Prevents the module from loading" }],
      }),
      data: undefined,
    };
  },
  fixHost: (_, host) =>
    host.module.blocked
      ? []
      : [
          {
            title: "Load nf_conntrack at boot",
            safety: "suggestion",
            edits: [],
            create: { path: moduleListPath(host), text: "nf_conntrack\n" },
          },
        ],
});

/** What a missing key comes to. */
const SILENCE: Readonly<Record<Applier, string>> = {
  systemd: "the line is skipped, and only the journal shows it",
  procps: "the line is skipped without a message",
  busybox: "the line is skipped",
};
