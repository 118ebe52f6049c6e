// A setting that is right where it stands, and that a line of another file takes over.

import { linesOf } from "../../boot/appliers/lines.ts";
import type { Event, Occurrence } from "../../boot/appliers/run.ts";
import type { SetStatement } from "../../boot/appliers/statement.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import { once } from "../../boot/once.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { usualKey } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import { dotted, keyPath } from "../../sysctl/key-path.ts";
import { isUsualKey } from "../../sysctl/usual-key.ts";
import { say } from "../../words/say.ts";
import { COMMENT_OUT } from "../engine/edits.ts";
import { homeOf, isConntrackPath, isSettled, placeName, shortValue } from "../engine/host-words.ts";
import { defineRule, type HostReport, type LaterReport } from "../engine/rule.ts";
import { TAKES_EFFECT } from "../engine/words.ts";

export const overriddenSetting = defineRule<LineFate>({
  id: "overridden-setting",
  severity: "warning",
  *checkHost(host) {
    for (const line of lastOfEachFile(host)) {
      const { by, file, path } = line;
      if (by && homeOf(by.file) !== homeOf(file) && isSettled(line) && !isMeant(file, by.file))
        yield new Overridden(line, by, host.winner(path));
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

/** An object and no more: every line of a hundred thousand files may be one. */
class Overridden implements LaterReport<LineFate> {
  private readonly line: LineFate;
  private readonly by: Occurrence;
  private readonly winner: Event | undefined;

  constructor(line: LineFate, by: Occurrence, winner: Event | undefined) {
    this.line = line;
    this.by = by;
    this.winner = winner;
  }

  get file(): TreeFile {
    return this.line.file;
  }

  get severity(): "hint" | "warning" {
    return this.isSame() ? "hint" : "warning";
  }

  later(): HostReport<LineFate> {
    const { by, line, winner, file, severity } = this;
    return {
      file,
      span: line.statement.keySpan,
      kernel: line.event?.result === "taken" ? "accepts" : "ignores",
      severity,
      message: message(by, winner, this.isSame()),
      key: dotted(line.path),
      related: [{ file: by.file, start: by.statement.start, end: by.statement.end, message: TAKES_EFFECT }],
      data: line,
    };
  }

  private isSame(): boolean {
    return this.winner?.statement.value === this.line.statement.value;
  }
}

/** Within one file, duplicate-key speaks of all but the last line. */
function* lastOfEachFile(host: HostConfiguration): Generator<LineFate> {
  // Of most trees nothing is overwritten, and nobody needs to know.
  const several = once(() => filesWithRepeats(host));
  const last = once(() => lastLines(host, several()));
  for (const line of host.lines) {
    if (line.fate !== "overwritten" || !isConntrackPath(line.path)) continue;
    if (!several().has(line.file.reading) || last().get(placeOf(line)) === line.statement) yield line;
  }
}

/** By file and key the last line, which has each key but once. */
function lastLines(host: HostConfiguration, several: ReadonlySet<Reading>): ReadonlyMap<string, SetStatement> {
  const last = new Map<string, SetStatement>();
  for (const line of host.lines) if (several.has(line.file.reading)) last.set(placeOf(line), line.statement);
  return last;
}

function placeOf({ path, file }: LineFate): string {
  return `${path}\0${homeOf(file)}`;
}

/** Those that may set a key more than once. Nearly all of very many do not, and then no list of their lines is needed. */
function filesWithRepeats({ plan, applier }: HostConfiguration): ReadonlySet<Reading> {
  const several = new Set<Reading>();
  for (const file of [...plan.runs.flat(), ...plan.passed.map((passed) => passed.file)]) {
    const { all, plain } = linesOf(applier, file);
    if (!plain && all.length > 1 && repeats(all.map(({ key }) => pathOf(key)))) several.add(file.reading);
  }
  return several;
}

/** Undefined for what programs may read in more than one way, patterns included. */
function pathOf(key: string): string | undefined {
  const known = usualKey(key);
  if (known) return variableOf(known.path);
  return isUsualKey(key) ? variableOf(keyPath(key)) : undefined;
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
