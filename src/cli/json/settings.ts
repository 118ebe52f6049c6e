// The JSON of `settings`.
import type { VersionedJson } from "./shared.ts";

export interface SettingsJson extends VersionedJson {
  /** Those with a setting in them. */
  readonly files: readonly SettingsFileJson[];
}

export interface SettingsFileJson {
  /** As it was given, or below the folder that was given; `-` is standard input. */
  readonly path: string;
  /** The language that the file is read as. */
  readonly kind:
    | "sysctl"
    | "modprobe"
    | "modules-load"
    | "shell"
    | "dockerfile"
    | "systemd"
    | "hcl"
    | "yaml"
    | "json"
    | "nix"
    | "tuned"
    | "puppet"
    | "chef"
    | "markdown";
  /** In the order in which they stand there. */
  readonly settings: readonly ListedSettingJson[];
}

/** Lines and columns count from 1, columns in UTF-16 code units. */
export interface ListedSettingJson {
  /** In dotted form; a parameter of a module as nf_conntrack.hashsize. */
  readonly key: string;
  /** As it is written, without quotes of the language around it. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  /**
   * file: a file that an applier reads, or that is written for one. sysctl: a call of sysctl. proc: a write below
   * /proc/sys. module: a parameter of a module. container: sysctls of a container or a pod. nixos: boot.kernel.sysctl.
   * kube-proxy: its configuration or a flag; maxPerCore is for each core, min a least value. tuned: a profile of TuneD.
   * other: a map or a list that something else applies.
   */
  readonly how: "file" | "sysctl" | "proc" | "module" | "container" | "nixos" | "kube-proxy" | "tuned" | "other";
  /** For whom. unknown: the text does not tell. */
  readonly scope: "machine" | "namespace" | "container" | "unknown";
  /** Whether a variable, a command or a template gives the value. */
  readonly computed: boolean;
}
