// The JSON of `effective`.
import type { TargetJson, VersionedJson } from "./shared.ts";

export interface EffectiveJson extends VersionedJson {
  /** The program that was simulated. */
  readonly applier: "systemd" | "procps" | "busybox";
  readonly target: TargetJson;
  /** One for each key that is set. */
  readonly settings: readonly SettingJson[];
  /** What the applier hands to the kernel, in order. */
  readonly writes: readonly WriteJson[];
  /** nf_conntrack. */
  readonly module: {
    /** What loads it before the settings are applied; null: nothing in the tree. */
    readonly loadedBy: PlaceJson | null;
    /** Options it is loaded with; null for one without a value. */
    readonly options: Readonly<Record<string, string | null>>;
  };
  /** Scripts and units that may set a key too, where there are any: whether and when they run, files do not tell. */
  readonly scripts?: readonly ScriptJson[];
}

export interface ScriptJson extends PlaceJson {
  /** In dotted form. */
  readonly key: string;
  /** As it is written: a variable of the script as it is. */
  readonly value: string;
}

/** Lines count from 1. */
export interface PlaceJson {
  /** From the root of the tree. */
  readonly file: string;
  readonly line: number;
}

export interface SettingJson extends PlaceJson {
  /** In dotted form. */
  readonly key: string;
  readonly value: string;
  /** Other lines for the same key. */
  readonly others: readonly OtherLineJson[];
}

export interface OtherLineJson extends PlaceJson {
  readonly value: string;
  /**
   * repeated: the same as the line in force. overwritten: a later one sets something else. masked: a file of the same
   * name comes first. excluded: another line keeps it away from the key. refused: the kernel did not take the value.
   * missing: there is no such key. not read: no program gets to read it.
   */
  readonly fate: "wins" | "repeated" | "overwritten" | "masked" | "excluded" | "refused" | "missing" | "not read";
}

/** What the kernel refused is among them. */
export interface WriteJson extends PlaceJson {
  /** In dotted form; a path that begins with / as it is. */
  readonly key: string;
  readonly value: string;
}
