// What can be written at a cursor: keys of the target, values with what they mean, comments that steer, whole setups.
import { targetOf } from "../kernel/target-words.ts";
import { controlComments } from "../sysctl/control.ts";
import { cursorAt } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { completeComment } from "./complete-comment.ts";
import { completeKey } from "./complete-key.ts";
import { completeSetup } from "./complete-setup.ts";
import { completeValue } from "./complete-value.ts";
import type { CompletionItem } from "./completion-item.ts";
import type { HoverOptions } from "./hover.ts";

export function complete(document: SysctlDocument, offset: number, options: HoverOptions): readonly CompletionItem[] {
  const cursor = cursorAt(document, offset);
  if (!cursor) return [];
  if (cursor.where === "comment") return completeComment(document.text, cursor.line, offset);
  const context = { ...options, document, target: targetOf(options.target, controlComments(document)) };
  if (cursor.where === "value") return completeValue(cursor, context);
  return [...completeKey(cursor, offset, context), ...completeSetup(cursor, context)];
}
