// Lines that a template puts into the file under a condition only: Jinja, ERB and Go.
import { keptWith } from "../text/kept-with.ts";
import type { Line, SysctlDocument } from "./document.ts";

/** {% if ... %}, {%- for ... %}; <% if ... %>, <% unless ... %>; {{ if ... }}, {{- range ... }}. */
const OPENS = /^\s*(?:\{%[-+]?\s*(?:if|for)\b|<%-?\s*(?:if|unless|case)\b|<%-?.{0,200}\bdo\b|\{\{-?\s*(?:if|with|range)\b)/;
const CLOSES = /^\s*(?:\{%[-+]?\s*(?:endif|endfor)\b|<%-?\s*end\b|<%-?\s*\}|\{\{-?\s*end\b)/;

/** Whether the line stands within a block whose condition nobody knows here. */
export function isConditional(line: Line, document: SysctlDocument): boolean {
  return conditionalLines(document).has(line.number);
}

const conditionalLines = keptWith(({ lines, lineStarts, text }: SysctlDocument): ReadonlySet<number> => {
  const found = new Set<number>();
  let depth = 0;
  for (const line of lines) {
    if (line.kind === "malformed" && line.placeholder) {
      const own = text.slice(
        lineStarts[line.number],
        Math.min(lineStarts[line.number + 1] ?? text.length, (lineStarts[line.number] ?? 0) + LONGEST),
      );
      if (OPENS.test(own)) depth++;
      else if (CLOSES.test(own)) depth = Math.max(0, depth - 1);
    } else if (depth > 0) found.add(line.number);
  }
  return found;
});

const LONGEST = 300;
