// A setting that is right where it stands, and that a line of another file takes over.

import type { Occurrence } from "../../boot/appliers/run.ts";
import type { HostConfiguration } from "../../boot/effective.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { homeOf, isConntrackPath, isSettled, placeName, shortValue } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";

export const overriddenSetting = defineRule<LineFate>({
  id: "overridden-setting",
  title: "Another file overrides the setting",
  severity: "warning",
  *checkHost(host) {
    for (const line of lastOfEachFile(host)) {
      const { by, file, statement, path } = line;
      if (!by || homeOf(by.file) === homeOf(file) || !isSettled(line) || isMeant(file, by.file)) continue;
      const winner = host.winner(path);
      const same = winner?.statement.value === statement.value;
      yield {
        file: file.path,
        span: statement.keySpan,
        kernel: line.event?.result === "taken" ? "accepts" : "ignores",
        severity: same ? "hint" : "warning",
        message: message(by, winner, same),
        key: dotted(path),
        related: [{ file: by.file.path, start: by.statement.start, end: by.statement.end, message: "This line takes effect" }],
        data: line,
      };
    }
  },
  fixHost: ({ statement }) => [
    {
      title: "Comment out the line",
      safety: "suggestion",
      edits: [{ start: statement.start, end: statement.start, text: "# " }],
    },
  ],
});

/** Within one file, duplicate-key speaks of all but the last line. */
function* lastOfEachFile({ lines }: HostConfiguration): Generator<LineFate> {
  /** By key and file the number of the last line, where something overrides it. */
  const last = new Map<string, Map<string, number>>();
  let number = 0;
  for (const { path, file, fate } of lines) {
    number++;
    if (!isConntrackPath(path)) continue;
    const byHome = last.get(path) ?? new Map<string, number>();
    last.set(path, byHome);
    if (fate === "overwritten") byHome.set(homeOf(file), number);
    else byHome.delete(homeOf(file));
  }
  number = 0;
  for (const line of lines) if (last.get(line.path)?.get(homeOf(line.file)) === ++number) yield line;
}

/** Whether an administrator's file overrides a package's, as the folders are made for. */
function isMeant(loser: TreeFile, winner: TreeFile): boolean {
  return isVendor(loser) && !isVendor(winner);
}

function isVendor({ path }: TreeFile): boolean {
  return /^\/(?:usr\/)?lib\//.test(path);
}

function message(by: Occurrence, winner: Occurrence | undefined, same: boolean): string {
  const place = placeName(by.file, by.statement.line);
  if (same) return `Also set by ${place}, to the same value`;
  const value = by.statement.kind === "set" ? shortValue(by.statement.value) : "";
  if (!winner) return `Overridden by ${place} ("${value}"), which the kernel rejects`;
  return `Overridden by ${place} (${value})`;
}
