// The programs that apply a sysctl.conf, and what they write for one line. Measured under strace with
// systemd-sysctl 252, procps 4.0.2 and BusyBox 1.35 (CONTRIBUTING, "Appliers").
import type { SettingLine } from "./document.ts";

export type Applier = "systemd" | "procps" | "busybox";

export const APPLIERS: readonly Applier[] = ["systemd", "procps", "busybox"];

/** Name of the program, for messages. */
export const APPLIER_NAMES: Readonly<Record<Applier, string>> = {
  systemd: "systemd-sysctl",
  procps: "procps sysctl",
  busybox: "BusyBox sysctl",
};

/** The text an applier hands to the kernel for a value; undefined where it writes nothing for the line. */
export function writtenValue(applier: Applier, value: string): string | undefined {
  const nul = value.indexOf("\0");
  const seen = nul < 0 ? value : value.slice(0, nul);
  const trimmed = trimmedOf(seen, applier === "systemd" ? " \t" : " \t\v\f");
  if (applier === "systemd") return trimmed;
  if (applier === "busybox" && (trimmed === "" || value.startsWith("#"))) return undefined;
  return trimmed;
}

/** By hand: a pattern for the end of a long run of blanks takes time that grows with its square. */
function trimmedOf(text: string, blanks: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blanks.includes(text.charAt(start))) start++;
  while (end > start && blanks.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Why an applier never gets to write a line that parses as a setting. */
export type Skipped =
  /** It takes the leading `-` as part of the key. */
  | "dash"
  /** It leaves the blank after `-` in the key. */
  | "blank-after-dash"
  /** It has no globs. */
  | "glob"
  /** It wants something after `=`. */
  | "no-value";

/** Whether the applier's own syntax keeps a setting from being written. */
export function skippedBy(applier: Applier, line: SettingLine): Skipped | undefined {
  if (applier === "procps") return line.ignoreFailure && line.blankAfterDash ? "blank-after-dash" : undefined;
  if (applier === "systemd") return undefined;
  if (line.ignoreFailure) return "dash";
  if (line.key.glob) return "glob";
  return writtenValue(applier, line.value.text) === undefined ? "no-value" : undefined;
}
