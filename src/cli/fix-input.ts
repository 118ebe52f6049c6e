// `check --fix` for one input: the better text, put in its file where it came from one.
import {
  applyEdits,
  fixAll,
  fixAllEmbedded,
  type LintOptions,
  lineStartsOf,
  mayHoldSettings,
  type TextEdit,
} from "../core/language/index.ts";
import { type ChangedLine, changedLines } from "./changed-lines.ts";
import { readerOf } from "./embedded.ts";
import type { InputText } from "./inputs.ts";
import { collectGarbage, isLarge } from "./new-objects.ts";
import { writeOver } from "./writing/write-text.ts";

export type TextInput = Extract<InputText, { readonly text: string }>;

/** The text as it is now, or why it could not be made better. Who calls prints what came from standard input. */
export async function fixInput(
  { text, faithful, real, kind }: TextInput,
  options: LintOptions,
  inPlace: boolean,
): Promise<{ readonly text: string; readonly changed: readonly ChangedLine[] } | { readonly problem: string }> {
  const edits = await editsOf(text, kind, options);
  // What is printed is the whole text, fixes or none.
  if (!faithful && (real === undefined || edits.length > 0)) return { problem: "the text is not UTF-8, so writing would change it" };
  const better = applyEdits(text, edits);
  if (isLarge(text)) collectGarbage();
  const problem = real === undefined || better === text ? undefined : await writeOver({ real, text }, better, inPlace);
  return problem === undefined
    ? { text: better, changed: better === text ? [] : changedLines(text, lineStartsOf(text), edits) }
    : { problem };
}

async function editsOf(text: string, kind: TextInput["kind"], options: LintOptions): Promise<readonly TextEdit[]> {
  if (kind === "sysctl") {
    const given = { text, byteOrderMark: false, contentStart: 0 } as const;
    return fixAll(given, options, isLarge(text) ? collectGarbage : undefined);
  }
  return mayHoldSettings(text) ? fixAllEmbedded(text, await readerOf(kind), options) : [];
}
