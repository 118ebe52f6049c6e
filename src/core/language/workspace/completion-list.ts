// Completions as a list that an editor sorts and filters by itself.
import type { CompletionItem } from "../completion-item.ts";

/** In the order in which they are listed. */
const ORDER: readonly CompletionItem["kind"][] = ["segment", "key", "value", "comment", "rule", "setup"];

/** After these an editor asks by itself. */
export const TRIGGERS: readonly string[] = [".", "/", "="];
/** In texts of other languages. */
export const OTHER_TRIGGERS: readonly string[] = [".", "/"];
export const MODULE_FILE_TRIGGERS: readonly string[] = ["=", " "];

export function sortText({ kind, rank }: Pick<CompletionItem, "kind" | "rank">): string {
  return `${ORDER.indexOf(kind)}${String(rank).padStart(4, "0")}`;
}

/** What is compared with what is typed, where that is not the label: a part of a key with the whole, so that parts come first. */
export function filterText({ kind, insert }: CompletionItem): string | undefined {
  return kind === "segment" ? insert : undefined;
}

/** Whether there is more to come: a dot is a part of the word to an editor, so that it asks again after one only if told. */
export function isIncomplete(items: readonly CompletionItem[]): boolean {
  return items.some(({ kind }) => kind === "segment");
}
