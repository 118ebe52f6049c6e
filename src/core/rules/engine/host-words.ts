// Names of files and lines in a sentence, and what host rules look for in a file.

import { linesOf } from "../../boot/appliers/lines.ts";
import type { SetStatement } from "../../boot/appliers/statement.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { findKey, findLegacy, findVendor } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import { hasPlaceholder } from "../../sysctl/placeholder.ts";
import { shortened } from "../../text/visible.ts";

/** The name of a file, cut to a length that leaves room for the sentence. */
function fileName({ name }: TreeFile): string {
  return shortened(name, 32);
}

/** "99-local.conf:3" */
export function placeName(file: TreeFile, line: number): string {
  return `${fileName(file)}:${line + 1}`;
}

/** A value in a sentence: short enough, and without what a terminal would obey. */
export function shortValue(value: string): string {
  return shortened(value, 16);
}

/** Where a file's text is, whatever name it is read under. */
export function homeOf({ real, path }: TreeFile): string {
  return real ?? path;
}

export function isConntrackPath(path: string): boolean {
  return findKey(path) !== undefined || findLegacy(path) !== undefined || findVendor(path) !== undefined;
}

/** A line whose key a template still has to fill in says nothing yet. */
export function isSettled({ statement }: Pick<LineFate, "statement">): boolean {
  return !hasPlaceholder(statement.key) && !hasPlaceholder(statement.value);
}

/** The first line of a file that sets a conntrack key, as an applier reads it. */
export function firstConntrackLine(applier: Applier, file: TreeFile): SetStatement | undefined {
  return linesOf(applier, file).all.find(
    (statement): statement is SetStatement => statement.kind === "set" && isConntrackPath(variableOf(keyPath(statement.key))),
  );
}
