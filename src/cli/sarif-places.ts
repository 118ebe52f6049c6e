// Files and places in them, as SARIF names them.
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Region, Replacement } from "sarif";
import { placeAt, type Span, type SysctlDocument, type TextEdit } from "../core/language/index.ts";

/** Stands for the folder that relative paths start from. */
export const BASE_ID = "%SRCROOT%";

export function baseLocation(): ArtifactLocation {
  const { href } = pathToFileURL(`${process.cwd()}/`);
  return { uri: href, description: { text: "The folder in which check was run." } };
}

/** Relative where the file is below the folder that check runs in, so that a report reads the same on every machine. */
export function artifactLocation(path: string): ArtifactLocation {
  if (path === "-") return { uri: "stdin" };
  const below = relative(process.cwd(), resolve(path));
  if (below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    return { uri: ESCAPED.test(path) ? `file://${resolve(path).split(sep).map(encodePart).join("/")}` : pathToFileURL(path).href };
  }
  return { uri: below.split(sep).map(encodePart).join("/") || ".", uriBaseId: BASE_ID };
}

const ESCAPED = /[\udc80-\udcff]/;

/** Byte by byte where a name is no UTF-8. */
function encodePart(part: string): string {
  const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
  return part
    .split(/([\udc80-\udcff])/u)
    .map((piece) =>
      ESCAPED.test(piece) && piece.length === 1 ? `%${(piece.charCodeAt(0) - 0xdc00).toString(16).toUpperCase()}` : encode(piece),
    )
    .join("");
}

/** Lines and columns from 1; the place after the last character. A byte-order mark has no column (SARIF 3.30.2). */
export function region(document: Pick<SysctlDocument, "lineStarts" | "contentStart">, { start, end }: Span): Region {
  const from = place(document, start);
  const to = place(document, end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** An edit as a replacement. */
export function change(document: SysctlDocument, edit: TextEdit): Replacement {
  const inserted = edit.text === "" ? {} : { insertedContent: { text: edit.text } };
  if (edit.start >= document.contentStart) return { deletedRegion: region(document, edit), ...inserted };
  // Only bytes can name a mark.
  return {
    deletedRegion: { byteOffset: 0, byteLength: Buffer.byteLength(document.text.slice(0, edit.end)) },
    ...(edit.text !== "" && { insertedContent: { binary: Buffer.from(edit.text).toString("base64") } }),
  };
}

function place(
  { lineStarts, contentStart }: Pick<SysctlDocument, "lineStarts" | "contentStart">,
  offset: number,
): { readonly line: number; readonly column: number } {
  const { line, column } = placeAt(lineStarts, offset);
  return { line: line + 1, column: line === 0 ? Math.max(0, column - contentStart) + 1 : column + 1 };
}
