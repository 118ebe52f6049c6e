// Why a rule is right, for people: its reasons, examples and sources. Examples are tests too.
import type { EmbeddedKind } from "../../embedded/document.ts";
import type { Applier } from "../../sysctl/applier.ts";

/** A whole file before and after. `bad` gives exactly one finding, of this rule; `good` gives none. */
export interface Example {
  readonly bad: string;
  readonly good: string;
  /** Words of a conntrack-target comment, where the default target does not show it. */
  readonly target?: string;
  readonly applier?: Applier;
  /** False where no fix leads from bad to good: the author has to decide. */
  readonly fixable?: boolean;
}

/** As an example, in a text of another language. */
interface EmbeddedExample extends Example {
  readonly kind: EmbeddedKind;
}

/** Texts of files by their path in a tree. */
export type ExampleTree = Readonly<Record<string, string>>;

/** As an example, with a whole tree of files. */
export interface TreeExample extends Omit<Example, "bad" | "good"> {
  readonly bad: ExampleTree;
  readonly good: ExampleTree;
}

export interface RuleDocs {
  /** What is wrong, in a few words and without a full stop. */
  readonly title: string;
  /** What happens to traffic or to the configuration, and why. Markdown, a paragraph or two. */
  readonly why: string;
  /** Figures the rule goes by, where there are many. The first cell of a row names it. */
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly examples: readonly Example[];
  /** For what only shows where several files come together. */
  readonly trees?: readonly TreeExample[];
  /** For what only another language says. */
  readonly embedded?: readonly EmbeddedExample[];
  /** When the finding may be right as it is. */
  readonly exceptions?: string;
  readonly sources: readonly string[];
}
