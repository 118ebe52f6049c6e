// How the comments of a file divide it: blocks of comment lines, and the sections they head.
import type { CommentLine, SysctlDocument } from "../sysctl/document.ts";

export interface CommentBlock {
  /** Line numbers from 0, inclusive. */
  readonly first: number;
  readonly last: number;
  /** The first line of it that is a phrase; undefined for commented-out settings, control comments and rulers. */
  readonly title: string | undefined;
}

/** Settings below a comment block that stands by itself, up to the next such block. */
export interface Section {
  readonly title: string;
  readonly heading: CommentBlock;
  /** The last line that is not blank. */
  readonly last: number;
}

export function commentBlocks({ text, lines }: SysctlDocument): readonly CommentBlock[] {
  const blocks: CommentBlock[] = [];
  let open: CommentBlock | undefined;
  for (const line of lines) {
    if (line.kind === "comment") {
      const title = open?.title ?? titleOf(text, line);
      open = { first: open?.first ?? line.number, last: line.number, title };
    } else if (open) {
      blocks.push(open);
      open = undefined;
    }
  }
  return open ? [...blocks, open] : blocks;
}

/** Sections in order. A block heads one if it begins the file or follows a blank line, has a title, and settings follow. */
export function sections(document: SysctlDocument, blocks = commentBlocks(document)): readonly Section[] {
  const { lines } = document;
  const headings = blocks.filter(({ first, title }) => title !== undefined && (lines[first - 1]?.kind ?? "blank") === "blank");
  const found: Section[] = [];
  for (const [index, heading] of headings.entries()) {
    let last = (headings[index + 1]?.first ?? lines.length) - 1;
    while (last > heading.last && lines[last]?.kind === "blank") last--;
    const body = lines.slice(heading.last + 1, last + 1);
    const settings = body.some((line) => line.kind === "setting" || line.kind === "exclusion");
    if (settings && heading.title !== undefined) found.push({ title: heading.title, heading, last });
  }
  return found;
}

const LONGEST_TITLE = 60;

/** Characters of a comment that are looked at. */
const LOOKED_AT = 2000;

function titleOf(text: string, line: CommentLine): string | undefined {
  const said = text
    .slice(line.marker, Math.min(line.end, line.marker + LOOKED_AT))
    .replace(/^[#;]+/, "")
    .trim();
  if (/^conntrack-(?:target|disable-)/.test(said) || isSetting(said)) return undefined;
  const bare = withoutRulers(said);
  if (!/\p{L}/u.test(bare)) return undefined;
  return bare.length > LONGEST_TITLE ? `${bare.slice(0, LONGEST_TITLE - 1)}…` : bare;
}

/** A setting that is commented out. */
function isSetting(said: string): boolean {
  const equals = said.indexOf("=");
  return equals > 0 && /^-?[\w*?]+[./][^\s=]*$/.test(said.slice(0, equals).trimEnd());
}

const OPENS = /^[\p{L}\p{N}("'<[]$/u;
const CLOSES = /^[\p{L}\p{N})"'>\].!?]$/u;

/** `=== Title ===` as `Title`. */
function withoutRulers(said: string): string {
  const characters = Array.from(said);
  const start = characters.findIndex((character) => OPENS.test(character));
  const end = characters.findLastIndex((character) => CLOSES.test(character));
  if (start < 0) return "";
  // The first slash of a path is no ruler.
  const isPath = characters[start - 1] === "/" && characters[start - 2] !== "/";
  return characters.slice(isPath ? start - 1 : start, end + 1).join("");
}
