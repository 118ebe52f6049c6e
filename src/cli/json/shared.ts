// Parts that the JSON of several commands has in common. Public: fields are added, never taken away or given another meaning.

/** What was judged for. null: not known. */
export interface TargetJson {
  /** As `uname -r` prints it. */
  readonly kernel: string;
  readonly arch: string;
  /** CONFIG_HZ. */
  readonly hz: number | null;
  /** Bytes of the machine. */
  readonly memory: number | null;
  /** CPUs that the machine can have. */
  readonly cpus: number | null;
  /** Bytes of a page, where somebody says so. */
  readonly pageSize: number | null;
}

/** Of every command but `live --watch`. */
export interface VersionedJson {
  /** Of this shape. */
  readonly version: 1;
}
