// How a selection grows: from a part of a key to the key, the setting, the block, the file.
import { lineAt } from "../sysctl/cursor.ts";
import type { Line, SysctlDocument } from "../sysctl/document.ts";
import type { Span } from "../text/span.ts";

/** From the narrowest to the whole file; each span holds the one before it and more. */
export function selectionSpans(document: SysctlDocument, offset: number): readonly Span[] {
  const line = lineAt(document, offset);
  const file = { start: 0, end: document.text.length };
  const spans = line
    ? [...withinLine(document.text, line, offset), trimmed(document.text, line), line, blockOf(document, line), file]
    : [file];
  const chain: Span[] = [];
  for (const { start, end } of spans) {
    const inner = chain.at(-1) ?? { start: offset, end: offset };
    const grows = start <= inner.start && end >= inner.end && (start < inner.start || end > inner.end);
    if (grows) chain.push({ start, end });
  }
  return chain.length > 0 ? chain : [file];
}

function withinLine(text: string, line: Line, offset: number): readonly Span[] {
  if (line.kind === "comment" || line.kind === "malformed") return words(text, line, /[^\s]+/g, offset);
  if (line.kind === "blank") return [];
  if (offset >= line.key.start && offset <= line.key.end) return [...words(text, line.key, /[^./]+/g, offset), line.key];
  if (line.kind === "setting" && offset >= line.value.start && offset <= line.value.end)
    return [...words(text, line.value, /[^\s]+/g, offset), line.value];
  return [];
}

function words(text: string, { start, end }: Span, pattern: RegExp, offset: number): readonly Span[] {
  const found: Span[] = [];
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const from = start + match.index;
    if (from <= offset && offset <= from + match[0].length) found.push({ start: from, end: from + match[0].length });
  }
  return found;
}

/** A line without the blanks around it. */
function trimmed(text: string, { start, end }: Span): Span {
  const content = text.slice(start, end);
  const first = start + (content.length - content.trimStart().length);
  return { start: Math.min(first, end), end: Math.max(start + content.trimEnd().length, Math.min(first, end)) };
}

/** The lines around one that no blank line parts from it. */
function blockOf({ lines }: SysctlDocument, line: Line): Span {
  if (line.kind === "blank") return line;
  let first = line.number;
  let last = line.number;
  while (lines[first - 1] && lines[first - 1]?.kind !== "blank") first--;
  while (lines[last + 1] && lines[last + 1]?.kind !== "blank") last++;
  return { start: lines[first]?.start ?? line.start, end: lines[last]?.end ?? line.end };
}
