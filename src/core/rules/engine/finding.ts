// What a rule has to say about a place in a file, and what can be done about it.
import type { Outcome } from "../../kernel/judge.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import type { Span, TextEdit } from "../../text/span.ts";

/** error: the kernel refuses the line or never sees it. warning: it takes it, and it hurts. See CONTRIBUTING. */
export type Severity = "error" | "warning" | "information" | "hint";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

export interface Fix {
  /** Imperative, as a menu shows it: "Write 3600". */
  readonly title: string;
  /** safe: right for anybody, may run on save. suggestion: offered one at a time. */
  readonly safety: "safe" | "suggestion";
  readonly edits: readonly TextEdit[];
  /** A new file of the tree, for what no edit of the file itself can mend. */
  readonly create?: { readonly path: string; readonly text: string };
}

export interface RelatedPlace extends Span {
  /** Path in the tree, where the place is in another file than the finding. */
  readonly file?: string;
  /** The lines of that file. */
  readonly document?: Pick<SysctlDocument, "lineStarts" | "contentStart">;
  readonly message: string;
}

export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  /** What the target kernel does with the line. */
  readonly kernel: Outcome;
  readonly message: string;
  /** Dotted name of the key it is about, as the author meant it; absent where there is none. */
  readonly key?: string;
  readonly related?: readonly RelatedPlace[];
  /** Worked out when asked for: most findings are never opened. Best first. */
  readonly fixes: () => readonly Fix[];
}
