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
  docs: {
    why: "The conntrack keys exist only while the module `nf_conntrack` is loaded. Firewalls and container runtimes load it when they start, long after the settings were applied: the keys did not exist then, and the kernel's defaults stay. `systemd-sysctl` logs this to the journal and reports success, procps `sysctl --system` prints nothing, BusyBox prints a line. `/etc/modules-load.d` is read earlier.\n\nA udev rule that runs `systemd-sysctl --prefix=/net/netfilter` when the module is added also works, and is what sysctl.d(5) recommends: if there is one, nothing is reported. Kernels with the module built in do not need it. If the tree shows that (`lib/modules/*/modules.builtin`), nothing is reported; if the tree is not a whole system, the finding is only information.",
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
    exceptions: "Conntrack is built into the kernel, or an initramfs loads the module.",
    sources: [
      "systemd-sysctl.service (After=systemd-modules-load.service)",
      "systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35 without the key (verify:host)",
      "modules.dep of Debian's 6.1.176: modules that load nf_conntrack",
    ],
  },
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
