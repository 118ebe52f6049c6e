// Settings of a document's folder, read into the core's types. Values that make no sense fall back to the default.
import { type ConfigurationScope, workspace } from "vscode";
import {
  APPLIERS,
  type Applier,
  DEFAULT_TARGET,
  type KernelTarget,
  type LintOptions,
  readTargetPart,
  type Severity,
} from "../core/index.ts";

export const SECTION = "conntrack";

export type Settings = LintOptions;

export function settingsFor(scope: ConfigurationScope): Settings {
  const configuration = workspace.getConfiguration(SECTION, scope);
  const applier = applierFor(scope);
  return {
    target: target(configuration.get<unknown>("target")),
    // Of a file by itself nothing tells.
    applier: applier === "auto" ? "systemd" : applier,
    memoryShare: share(configuration.get<unknown>("memoryShare")),
    severities: severities(configuration.get<unknown>("rules")),
  };
}

/** The program that applies the trees of a folder. */
export function applierFor(scope: ConfigurationScope): Applier | "auto" {
  const applier = workspace.getConfiguration(SECTION, scope).get<unknown>("applier");
  return APPLIERS.find((known): known is Applier => known === applier) ?? "auto";
}

/** A switch that is on unless somebody turns it off. */
export type Switch =
  | "codeLens.enabled"
  | "format.alignEquals"
  | "inlayHints.enabled"
  | "languageStatus.enabled"
  | "statusBar.enabled"
  | "statusBar.live";

export function isOn(name: Switch, scope?: ConfigurationScope): boolean {
  return workspace.getConfiguration(SECTION, scope).get<unknown>(name) !== false;
}

function target(value: unknown): KernelTarget {
  let result = DEFAULT_TARGET;
  if (typeof value !== "object" || value === null) return result;
  for (const [name, part] of Object.entries(value)) {
    if ((typeof part === "string" && part !== "") || typeof part === "number")
      result = { ...result, ...readTargetPart(name, String(part)).part };
  }
  return result;
}

/** A setting in percent as a share of 1. */
function share(percent: unknown): number {
  return typeof percent === "number" && percent > 0 && percent <= 100 ? percent / 100 : 0.25;
}

const CHOICES: ReadonlySet<unknown> = new Set<Severity | "off">(["error", "warning", "information", "hint", "off"]);

function severities(value: unknown): Readonly<Record<string, Severity | "off">> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, severity]) => CHOICES.has(severity)));
}
