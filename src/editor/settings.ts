// Settings of a document's folder.
import { type ConfigurationScope, workspace } from "vscode";
import type { HostMachine } from "../core/diagnosis/index.ts";
import { type FileSettings, readFileSettings } from "../core/language/index.ts";
import { SECTION } from "./switches.ts";

/** What the core reads of the section. */
const READ = ["target", "applier", "memoryShare", "rules", "languages"];

/** Reads settings; those that say "auto" take what the host has. */
export class SettingsReader {
  private readonly machine: () => HostMachine | undefined;

  /** `machine` is asked only where a setting says so. */
  constructor(machine: () => HostMachine | undefined) {
    this.machine = machine;
  }

  read(scope: ConfigurationScope): FileSettings {
    const configuration = workspace.getConfiguration(SECTION, scope);
    return readFileSettings(Object.fromEntries(READ.map((name) => [name, configuration.get<unknown>(name)])), this.machine);
  }
}
