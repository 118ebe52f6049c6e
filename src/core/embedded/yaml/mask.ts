// Tags of templates in YAML and JSON, masked by text of the same length, so that a parser reads the rest where it is.

interface Tag {
  readonly open: string;
  readonly close: string;
}

const TAGS: readonly Tag[] = [
  { open: "{{", close: "}}" },
  { open: "{%", close: "%}" },
  { open: "{#", close: "#}" },
  { open: "<%", close: "%>" },
  { open: "${", close: "}" },
  { open: "%{", close: "}" },
];

/** Longer than any tag that people write. */
const LONGEST = 2000;

export function maskTemplates(text: string): string {
  if (!/\{[{%#]|<%|[$%]\{|@\w+@/.test(text)) return text;
  const masked = text.replace(/(?<![\w@])@[A-Za-z]\w{0,60}@/g, (tag) => "x".repeat(tag.length));
  const pieces: string[] = [];
  let from = 0;
  for (const { index } of masked.matchAll(/\{[{%#]|<%|[$%]\{/g)) {
    if (index < from) continue;
    const tag = TAGS.find(({ open }) => masked.startsWith(open, index));
    if (!tag) continue;
    const close = masked.slice(index, index + LONGEST).indexOf(tag.close, 2);
    if (close < 0) continue;
    const end = index + close + tag.close.length;
    pieces.push(masked.slice(from, index), cover(masked, index, end));
    from = end;
  }
  pieces.push(masked.slice(from));
  return pieces.join("");
}

/** A comment where nothing but tags stands on the lines, or else a plain word. */
function cover(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const feed = text.indexOf("\n", end);
  const before = text.slice(Math.max(lineStart, start - 400), start);
  const after = text.slice(end, Math.min(feed < 0 ? text.length : feed, end + 400));
  const alone = /^\s*$/.test(before) && /^[\s\r]*(?:\{[{%#].*)?$/.test(after);
  const tag = text.slice(start, end);
  if (alone || tag.includes("\n"))
    return tag.replace(/[^\r\n]/g, " ").replace(/(^|\n) ?/g, (found) => (found.endsWith(" ") ? `${found.slice(0, -1)}#` : found));
  return "x".repeat(tag.length);
}
