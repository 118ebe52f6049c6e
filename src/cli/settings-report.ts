// What a report of `settings` is told, whatever its format.
import type { SettingsFileJson } from "./json/settings.ts";

/** The report as it grows. */
export interface SettingsReport {
  readonly begin: string;
  readonly file: (file: SettingsFileJson) => string;
  readonly end: (files: number, settings: number) => string;
}
