// Variables of a script whose value is known without running it.
import type { Source } from "../source.ts";

const ASSIGNED =
  /(?:^|[\s;])(?:(?:export|readonly|local|declare)[ \t]+(?:-\w+[ \t]+)*)?([A-Za-z_]\w{0,60})\+?=(?:["']([^"'$`\n]{0,300})["']|([^\s"'$`;&|()<>]{0,300}))/g;

/** Those that are given one literal value wherever they are given any, or names of files in one folder of an applier. */
export function variablesOf({ text }: Source): ReadonlyMap<string, string> {
  const values = new Map<string, string | undefined>();
  for (const [, name = "", quoted, plain] of text.matchAll(ASSIGNED)) {
    const value = quoted ?? plain ?? "";
    const known = values.get(name);
    if (!values.has(name)) values.set(name, value);
    else if (known !== value && !(known !== undefined && isOfOneFolder(known, value))) values.set(name, undefined);
  }
  return new Map([...values].flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

function isOfOneFolder(path: string, other: string): boolean {
  const folder = path.slice(0, path.lastIndexOf("/"));
  return folder.endsWith(".d") && folder === other.slice(0, other.lastIndexOf("/"));
}
