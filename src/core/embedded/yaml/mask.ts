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

/** How much of a line is looked at on each side of a tag. */
const NEAR = 400;

/** Empty lines where nothing but tags stands on them, since a comment would end a block scalar; or else a plain word. */
function cover(text: string, start: number, end: number): string {
  const before =
    text
      .slice(Math.max(0, start - NEAR), start)
      .split("\n")
      .at(-1) ?? "";
  const after = text.slice(end, end + NEAR).split("\n", 1)[0] ?? "";
  const alone = /^\s*$/.test(before) && /^[\s\r]*(?:\{[{%#].*)?$/.test(after);
  const tag = text.slice(start, end);
  if (alone) return "\n".repeat(tag.length);
  // Further lines of a tag are blanks, as deep as it goes: a quote behind it closes what the line before it has opened.
  const feed = tag.indexOf("\n");
  if (feed >= 0) return "x".repeat(feed) + tag.slice(feed).replace(/[^\r\n]/g, " ");
  return "x".repeat(tag.length);
}
