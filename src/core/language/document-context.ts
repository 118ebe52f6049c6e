// The settings of a document with what they mean, worked out once for all that asks in between two edits.
import { type Context, type ContextOptions, contextOf } from "../rules/engine/context.ts";
import type { SysctlDocument } from "../sysctl/document.ts";

const latest = new WeakMap<SysctlDocument, { readonly options: ContextOptions; readonly context: Context }>();

/** As contextOf; the same document and the same options object give the same context. */
export function documentContext(document: SysctlDocument, options: ContextOptions): Context {
  const known = latest.get(document);
  if (known?.options === options) return known.context;
  const context = contextOf(document, options);
  latest.set(document, { options, context });
  return context;
}
