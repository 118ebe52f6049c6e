// The JSON of `check`.
import type { TargetJson, VersionedJson } from "./shared.ts";

export interface CheckJson extends VersionedJson {
  /** Of the options; a file may name its own in a comment. */
  readonly target: TargetJson;
  readonly files: readonly FileJson[];
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly informations: number;
    readonly hints: number;
  };
}

export interface FileJson {
  /** As it was given; `-` is standard input. */
  readonly path: string;
  readonly findings: readonly FindingJson[];
}

/** Lines and columns count from 1, columns in UTF-16 code units; the end is the first place behind. */
export interface FindingJson {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** What the target kernel does with the line; unknown where it depends on something that is not known. */
  readonly kernel: "refuses" | "alters" | "ignores" | "accepts" | "unknown";
  /** One sentence, for people. */
  readonly message: string;
  /** In dotted form; null where the finding is not about one key. */
  readonly key: string | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What could be done, the best first. */
  readonly fixes: readonly { readonly title: string }[];
}
