// What the files of a host say about its conntrack settings, told by the engine of core/boot: plain data, to be held
// against what runs and against what programs complained of.

export interface ConfiguredLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface ConfiguredSetting extends ConfiguredLine {
  /** Of the variable, below /proc/sys; the bare name of an option of the module. */
  readonly path: string;
  /** As it is written there. */
  readonly text: string;
  /** What became of the line (core/boot/fates.ts), or that it is an option of the module. */
  readonly fate: "wins" | "repeated" | "overwritten" | "masked" | "excluded" | "refused" | "missing" | "not read" | "option";
  /** What reading the key gives once all files are applied; null where nobody knows. */
  readonly leaves: number | null;
  /** The line that overwrote, repeated or excluded it, or the file that masks it. */
  readonly by: ConfiguredLine | null;
}

interface LaterSetting extends ConfiguredLine {
  /** "kube-proxy", "ufw". */
  readonly source: string;
  readonly path: string;
}

export interface Configured {
  /** "systemd-sysctl", as people call it. */
  readonly applier: string;
  readonly settings: readonly ConfiguredSetting[];
  /** What loads nf_conntrack before the settings are applied; null where nothing does. */
  readonly loader: ConfiguredLine | "built in" | null;
  /** Other programs that set keys once the files are applied. */
  readonly later: readonly LaterSetting[];
  /** What of the files is missing here, one sentence each. */
  readonly left: readonly string[];
}
