// Settings that are applied before the module that makes their keys is loaded: at boot they set nothing.
import { findKey } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import type { Applier } from "../../sysctl/applier.ts";
import type { HostConfiguration } from "../configuration.ts";
import type { LineFate } from "../fates.ts";
import { isReapplied } from "../other-programs/udev.ts";
import { MODULE_FILE } from "../tree/places.ts";

/** Winning lines, in the order of the files; empty where a file loads the module in time, or the kernel contains it. */
export function linesTooEarly({
  events,
  settings,
  module,
}: Pick<HostConfiguration, "events" | "settings" | "module">): readonly LineFate[] {
  if (module.builtIn || module.loader) return [];
  const again = module.reapplied ?? [];
  const winning = settings.filter((setting) => needsModule(setting) && !isReapplied(setting.path, again)).map(({ line }) => line);
  const statements = new Set(winning.map(({ statement }) => statement));
  const early: LineFate[] = [];
  for (const { statement, path } of events) {
    // Nearly all, where there are very many.
    if (!statements.has(statement)) continue;
    const line = winning.find((one) => one.statement === statement && one.path === variableOf(path));
    if (line && !early.includes(line)) early.push(line);
  }
  return early;
}

function needsModule({ path }: Pick<LineFate, "path">): boolean {
  const needs = findKey(path)?.needs.module;
  return needs === "nf_conntrack" || needs === "nf_defrag_ipv6";
}

/** What applies the settings at boot. */
export const BOOT_PROGRAMS: Readonly<Record<Applier, string>> = {
  systemd: "systemd-sysctl",
  procps: "sysctl --system",
  busybox: "sysctl -p",
};

/** A file whose line `nf_conntrack` loads the module in time. */
export function moduleListPath({ applier, detected }: Pick<HostConfiguration, "applier" | "detected">): string {
  const openwrt = applier === "busybox" && detected.busyboxBoot === "OpenWrt";
  return openwrt ? "/etc/modules.d/nf_conntrack" : MODULE_FILE;
}
