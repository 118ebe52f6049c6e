// A setting that is right where it stands, and that a line of another file takes over.

import { linesOf } from "../../boot/appliers/lines.ts";
import type { Occurrence } from "../../boot/appliers/run.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { usualKey } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { isUsualKey } from "../../sysctl/usual-key.ts";
import { say } from "../../words/say.ts";
import { COMMENT_OUT } from "../engine/edits.ts";
import { homeOf, isConntrackPath, isSettled, placeName, shortValue } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";
import { TAKES_EFFECT } from "../engine/words.ts";

export const overriddenSetting = defineRule<LineFate>({
  id: "overridden-setting",
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
        related: [{ file: by.file.path, start: by.statement.start, end: by.statement.end, message: TAKES_EFFECT }],
        data: line,
      };
    }
  },
  fixHost: ({ statement }) => [
    {
      title: COMMENT_OUT,
      safety: "suggestion",
      edits: [{ start: statement.start, end: statement.start, text: "# " }],
    },
  ],
});

/** Within one file, duplicate-key speaks of all but the last line. */
function* lastOfEachFile(host: HostConfiguration): Generator<LineFate> {
  const several = filesWithRepeats(host);
  /** By file and key the number of the last line. */
  const last = new Map<string, number>();
  const placeOf = ({ path, file }: LineFate): string => `${path}\0${homeOf(file)}`;
  let number = 0;
  if (several.size > 0) for (const line of host.lines) if (several.has(line.file.reading) && ++number) last.set(placeOf(line), number);
  number = 0;
  for (const line of host.lines) {
    const isLast = !several.has(line.file.reading) || last.get(placeOf(line)) === ++number;
    if (isLast && line.fate === "overwritten" && isConntrackPath(line.path)) yield line;
  }
}

/** Those that may set a key more than once. Nearly all of very many do not, and then no list of their lines is needed. */
function filesWithRepeats({ plan, applier }: HostConfiguration): ReadonlySet<Reading> {
  const several = new Set<Reading>();
  for (const file of [...plan.runs.flat(), ...plan.passed.map((passed) => passed.file)]) {
    const { all } = linesOf(applier, file);
    if (all.length > 1 && repeats(all.map(({ key }) => pathOf(key)))) several.add(file.reading);
  }
  return several;
}

/** Undefined for what programs may read in more than one way, patterns included. */
function pathOf(key: string): string | undefined {
  return isUsualKey(key) ? variableOf(usualKey(key)?.path ?? keyPath(key)) : undefined;
}

/** Most files have a few lines, and sets of their own would take more time than all else. */
const FEW = 16;

function repeats(paths: readonly (string | undefined)[]): boolean {
  if (paths.includes(undefined)) return true;
  if (paths.length > FEW) return new Set(paths).size < paths.length;
  return paths.some((path, index) => paths.indexOf(path) < index);
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
  if (same) return say("Also set by {place}, to the same value", { place });
  const value = by.statement.kind === "set" ? shortValue(by.statement.value) : "";
  if (!winner) return say('Overridden by {place} ("{value}"), which the kernel rejects', { place, value });
  return say("Overridden by {place} ({value})", { place, value });
}
