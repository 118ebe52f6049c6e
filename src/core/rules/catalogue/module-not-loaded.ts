// Settings of a module that nothing loads before they are applied.

import type { HostConfiguration } from "../../boot/effective.ts";
import type { LineFate } from "../../boot/fates.ts";
import { isReapplied } from "../../boot/other-programs/udev.ts";
import { isWholeSystem } from "../../boot/tree/detect.ts";
import { findKey } from "../../kernel/catalogue.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { placeName } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const moduleNotLoaded = defineRule<undefined>({
  id: "module-not-loaded",
  title: "No file loads the module before the settings are applied",
  severity: "warning",
  *checkHost(host) {
    const { module, applier } = host;
    if (module.builtIn || module.loader) return;
    const again = module.reapplied ?? [];
    const first = host.lines.find((line) => line.fate === "wins" && needsModule(line) && !isReapplied(line.path, again));
    if (!first) return;
    const { blocked } = module;
    yield {
      file: first.file.path,
      span: first.statement.keySpan,
      kernel: "unknown",
      severity: blocked || isWholeSystem(host.tree) ? "warning" : "information",
      message: blocked
        ? `The key will be missing: ${placeName(blocked.file, blocked.line)} prevents nf_conntrack from loading`
        : `No file loads nf_conntrack before ${PROGRAM[applier]} runs: ${SILENCE[applier]}`,
      key: dotted(first.path),
      ...(blocked && {
        related: [{ file: blocked.file.path, start: blocked.start, end: blocked.end, message: "Prevents the module from loading" }],
      }),
      data: undefined,
    };
  },
  fixHost: (_, host) =>
    host.module.blocked ? [] : [{ title: "Load nf_conntrack at boot", safety: "suggestion", edits: [], create: list(host) }],
});

const PROGRAM: Readonly<Record<Applier, string>> = { systemd: "systemd-sysctl", procps: "sysctl --system", busybox: "sysctl -p" };

/** What a missing key comes to. */
const SILENCE: Readonly<Record<Applier, string>> = {
  systemd: "the line is skipped, and only the journal shows it",
  procps: "the line is skipped without a message",
  busybox: "the line is skipped",
};

function needsModule({ path }: LineFate): boolean {
  const needs = findKey(path)?.needs.module;
  return needs === "nf_conntrack" || needs === "nf_defrag_ipv6";
}

function list({ applier, detected }: HostConfiguration): { readonly path: string; readonly text: string } {
  const openwrt = applier === "busybox" && detected.busyboxBoot === "OpenWrt";
  return { path: openwrt ? "/etc/modules.d/nf_conntrack" : "/etc/modules-load.d/nf_conntrack.conf", text: "nf_conntrack\n" };
}
