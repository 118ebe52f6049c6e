// What a completion offers, and what its makers are told. The makers are the files beside this one.
import type { KernelTarget } from "../kernel/target.ts";
import type { HostPart } from "../rules/engine/host-part.ts";
import type { Applier } from "../sysctl/applier.ts";
import type { Cursor } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";

export interface CompletionItem {
  readonly label: string;
  readonly kind: "segment" | "key" | "value" | "comment" | "rule" | "setup";
  /** What replaces the span; of a setup, with tab stops as the Language Server Protocol writes them. */
  readonly insert: string;
  readonly replace: Span;
  /** Short, beside the label. */
  readonly detail: string;
  /** Markdown, asked for only when the item is looked at. */
  readonly documentation?: () => string;
  /** Order among its like. */
  readonly rank: number;
  /** There is more to choose once this one is in place. */
  readonly goesOn: boolean;
}

export interface CompletionContext {
  readonly document: SysctlDocument;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly host?: HostPart;
}

export type KeyCursor = Extract<Cursor, { readonly where: "key" }>;
export type ValueCursor = Extract<Cursor, { readonly where: "value" }>;
