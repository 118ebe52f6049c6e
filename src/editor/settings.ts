// Settings of a document's folder, read into the core's types. Values that make no sense fall back to the default.
import { type ConfigurationScope, workspace } from "vscode";
import { type HostMachine, hostTargetPart } from "../core/diagnosis/index.ts";
import {
  APPLIERS,
  type Applier,
  DEFAULT_TARGET,
  type KernelTarget,
  type LintOptions,
  readTargetPart,
  type Severity,
} from "../core/language/index.ts";

export const SECTION = "conntrack";

/** A part of the target that is the host's own. */
export const AUTO = "auto";

export interface Settings extends LintOptions {
  /** Whether the kernel is to be that of the host at hand. */
  readonly auto: boolean;
}

/** Reads settings; those that say "auto" take what the host has. */
export class SettingsReader {
  private readonly machine: () => HostMachine | undefined;

  /** `machine` is asked only where a setting says so. */
  constructor(machine: () => HostMachine | undefined) {
    this.machine = machine;
  }

  read(scope: ConfigurationScope): Settings {
    const configuration = workspace.getConfiguration(SECTION, scope);
    const applier = applierFor(scope);
    return {
      target: this.target(configuration.get<unknown>("target")),
      auto: configuration.get<unknown>("target.kernel") === AUTO,
      // Of a file by itself nothing tells.
      applier: applier === "auto" ? "systemd" : applier,
      memoryShare: share(configuration.get<unknown>("memoryShare")),
      severities: severities(configuration.get<unknown>("rules")),
    };
  }

  /** What cannot be told of the host is as if nothing were set. */
  private target(value: unknown): KernelTarget {
    let result = DEFAULT_TARGET;
    if (typeof value !== "object" || value === null) return result;
    for (const [name, part] of Object.entries(value)) {
      if (part === AUTO) result = { ...result, ...hostTargetPart(name, this.machine()) };
      else if ((typeof part === "string" && part !== "") || typeof part === "number")
        result = { ...result, ...readTargetPart(name, String(part)).part };
    }
    return result;
  }
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

/** A setting in percent as a share of 1. */
function share(percent: unknown): number {
  return typeof percent === "number" && percent > 0 && percent <= 100 ? percent / 100 : 0.25;
}

const CHOICES: ReadonlySet<unknown> = new Set<Severity | "off">(["error", "warning", "information", "hint", "off"]);

function severities(value: unknown): Readonly<Record<string, Severity | "off">> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, severity]) => CHOICES.has(severity)));
}
