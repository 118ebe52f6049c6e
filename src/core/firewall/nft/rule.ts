// One rule of nft, from words to steps. What is not understood becomes a step that says so, with the rest of the rule.
import type { Step } from "../model.ts";
import { takeComparison } from "./comparison.ts";
import { STATEMENTS } from "./statements.ts";
import { Cursor, type Token } from "./tokens.ts";

/** `source` is the text that the tokens are from. Never throws. */
export function nftSteps(tokens: readonly Token[], source: string): readonly Step[] {
  const cursor = new Cursor(tokens);
  const steps: Step[] = [];
  const textFrom = (start: number): string => textOf(tokens, source, start, cursor.at);
  while (!cursor.done) {
    const start = cursor.at;
    const step = takeStatement(cursor, textFrom) ?? restored(cursor, start, () => takeComparison(cursor, () => textFrom(start)));
    if (step && cursor.at > start) {
      if (isList(step)) steps.push(...step);
      else steps.push(step);
      continue;
    }
    cursor.at = tokens.length;
    steps.push({ kind: "unknown", text: textFrom(start) });
  }
  return steps;
}

function isList(steps: Step | readonly Step[]): steps is readonly Step[] {
  return Array.isArray(steps);
}

function takeStatement(cursor: Cursor, textFrom: (start: number) => string): Step | readonly Step[] | undefined {
  const start = cursor.at;
  return restored(cursor, start, () => STATEMENTS[cursor.word()]?.(cursor, () => textFrom(start)));
}

/** Puts the cursor back where nothing came of it. */
function restored<T>(cursor: Cursor, start: number, take: () => T | undefined): T | undefined {
  const taken = take();
  if (taken === undefined) cursor.at = start;
  return taken;
}

/** The words as they stand, on one line: all, or those from one place to another. */
export function textOf(tokens: readonly Token[], source: string, from = 0, to = tokens.length): string {
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (!first || !last) return "";
  const lines = source.slice(first.start, last.stop).split("\n");
  return lines
    .map((line) =>
      line
        .trim()
        .replace(/\\$/, "")
        .replace(/[ \t]{2,}|\t/g, " ")
        .trim(),
    )
    .filter((line) => line !== "")
    .join(" ");
}
