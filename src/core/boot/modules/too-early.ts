// Settings that are applied before the module that makes their keys is loaded: at boot they set nothing.
import { findKey } from "../../kernel/catalogue.ts";
import type { Applier } from "../../sysctl/applier.ts";
import type { HostConfiguration } from "../configuration.ts";
import type { LineFate } from "../fates.ts";
import { isReapplied } from "../other-programs/udev.ts";
import { MODULE_FILE } from "../tree/places.ts";

/** Winning lines, in the order of the files; empty where a file loads the module in time, or the kernel contains it. */
export function linesTooEarly({ lines, module }: Pick<HostConfiguration, "lines" | "module">): readonly LineFate[] {
  if (module.builtIn || module.loader) return [];
  const again = module.reapplied ?? [];
  const early: LineFate[] = [];
  for (const line of lines) if (line.fate === "wins" && needsModule(line) && !isReapplied(line.path, again)) early.push(line);
  return early;
}

function needsModule({ path }: LineFate): boolean {
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
