// Settings of a module that nothing loads before they are applied.

import { BOOT_PROGRAMS, linesTooEarly, moduleListPath } from "../../boot/modules/too-early.ts";
import { isWholeSystem } from "../../boot/tree/detect.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { placeName } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const moduleNotLoaded = defineRule<undefined>({
  id: "module-not-loaded",
  severity: "warning",
  *checkHost(host) {
    const [first] = linesTooEarly(host);
    if (!first) return;
    const { applier } = host;
    const { blocked } = host.module;
    yield {
      file: first.file,
      span: first.statement.keySpan,
      kernel: "unknown",
      severity: blocked || isWholeSystem(host.tree) ? "warning" : "information",
      message: blocked
        ? say("The key will be missing: {file} prevents nf_conntrack from loading", { file: placeName(blocked.file, blocked.line) })
        : NOT_LOADED[applier](BOOT_PROGRAMS[applier]),
      key: dotted(first.path),
      ...(blocked && {
        related: [{ file: blocked.file, start: blocked.start, end: blocked.end, message: say("Prevents the module from loading") }],
      }),
      data: undefined,
    };
  },
  fixHost: (_, host) =>
    host.module.blocked
      ? []
      : [
          {
            title: say("Load nf_conntrack at boot"),
            safety: "suggestion",
            edits: [],
            create: { path: moduleListPath(host), text: "nf_conntrack\n" },
          },
        ],
});

/** What a missing key comes to. */
const NOT_LOADED: Readonly<Record<Applier, (program: string) => string>> = {
  systemd: (program) =>
    say("No file loads nf_conntrack before {program} runs: the line is skipped, and only the journal shows it", { program }),
  procps: (program) => say("No file loads nf_conntrack before {program} runs: the line is skipped without a message", { program }),
  busybox: (program) => say("No file loads nf_conntrack before {program} runs: the line is skipped", { program }),
};
