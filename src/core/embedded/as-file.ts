// What the commands of a script set, as a file that is applied at every boot.
import type { EmbeddedDocument } from "./document.ts";
import { settingsIn } from "./inventory.ts";

export interface SettingsFile {
  /** Lines of sysctl.conf. */
  readonly text: string;
  readonly settings: number;
  /** Lines that set what nobody can know before they run. */
  readonly computed: number;
}

/**
 * The settings that are made for the machine and saved nowhere: `sysctl -w`, and writes below /proc/sys. Of a key that is set
 * again the last value, where it is set last: thresholds may bound each other.
 */
export function settingsFile(document: EmbeddedDocument): SettingsFile {
  const unsaved = settingsIn(document).filter(
    ({ how, scope, key }) => (how === "sysctl" || how === "proc") && scope === "machine" && isKey(key),
  );
  const last = new Map<string, string>();
  for (const { key, value, computed } of unsaved) {
    last.delete(key);
    if (!computed) last.set(key, value);
  }
  return {
    text: Array.from(last, ([key, value]) => `${key} = ${value}\n`).join(""),
    settings: last.size,
    computed: unsaved.filter(({ computed }) => computed).length,
  };
}

/** A parameter of a module with the effect of a key has no line in sysctl.d. */
function isKey(name: string): boolean {
  return name.startsWith("net.");
}
