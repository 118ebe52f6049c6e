// What sysctl applies along with a file's conntrack settings: every other line that it takes for a setting, by name and value.
import { linesOf } from "../boot/appliers/lines.ts";
import type { Applier } from "../sysctl/applier.ts";
import { keyPath } from "../sysctl/key-path.ts";

export interface OtherLine {
  /** As it is written. */
  readonly key: string;
  readonly value: string;
  /** From 0. */
  readonly line: number;
  /** Whether it may lead out of /proc/sys/net. */
  readonly outside: boolean;
}

/** Of the lines in the file's order; `ours` are those that are told of elsewhere. */
export function otherLines(text: string, applier: Applier, ours: ReadonlySet<number>): readonly OtherLine[] {
  return linesOf(applier, { reading: { text } }).all.flatMap((statement) => {
    if (statement.kind !== "set" || ours.has(statement.line)) return [];
    const { key, value, line } = statement;
    return [{ key, value, line, outside: leadsOut(key, applier) }];
  });
}

/** BusyBox takes a leading slash for the root of the file system; patterns and `..` lead anywhere. */
function leadsOut(key: string, applier: Applier): boolean {
  if (applier === "busybox" && key.startsWith("/")) return true;
  const parts = keyPath(key.replace(/^\/+/, "")).split("/");
  return parts[0] !== "net" || parts.includes("..");
}
