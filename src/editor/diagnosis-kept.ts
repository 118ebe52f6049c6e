// What a diagnosis page is made of, and is made of again after a reload of the window.
import { type Evidence, type KeptReading, NOTHING_TYPED, type TypedNumbers } from "../core/diagnosis/index.ts";

/** What can be read again: this host, or a file by its address. */
export type Origin = "host" | { readonly file: string };

/** What a page is made of, and is made of again after a reload. */
export interface Kept {
  /** Of the extension: another one may know evidence of another shape. */
  readonly version: string;
  /** What was read. */
  readonly source: string;
  /** When, as people of this place write it. */
  readonly when: string;
  readonly evidence: Evidence;
  /** Undefined for what is gone: a selection, the clipboard. */
  readonly origin: Origin | undefined;
  /** The reading before this one, where it was checked again. */
  readonly before: KeptReading | undefined;
  /** Into the page. */
  readonly typed: TypedNumbers;
}

/** What the editor keeps on disk for a reload: figures and addresses, and no line as it was read. */
export function withoutLines({ log, table, ...rest }: Evidence): Evidence {
  return {
    ...rest,
    log: log && { ...log, tableFull: { ...log.tableFull, samples: [] }, lookalikes: log.lookalikes.map((one) => ({ ...one, sample: "" })) },
    table: table && { ...table, badSamples: [] },
  };
}

/** What a page of this version kept; undefined for anything else. */
export function readKept(state: unknown, ownVersion: string): Kept | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  const { version, source, when, evidence, origin, before, typed } = state as Readonly<Record<string, unknown>>;
  if (version !== ownVersion || typeof source !== "string" || typeof when !== "string") return undefined;
  if (typeof evidence !== "object" || evidence === null) return undefined;
  const sound = { version, source, when, evidence, origin: readOrigin(origin), typed: (typed ?? NOTHING_TYPED) as TypedNumbers };
  return { ...sound, before: (before ?? undefined) as KeptReading | undefined };
}

function readOrigin(value: unknown): Origin | undefined {
  const { file } = (typeof value === "object" && value !== null ? value : {}) as { readonly file?: unknown };
  return value === "host" ? value : typeof file === "string" ? { file } : undefined;
}
