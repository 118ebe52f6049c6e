// Words about a tree's configuration that page and terminal share: what becomes of lines, and settings that are applied too early.

import type { HostConfiguration } from "../boot/configuration.ts";
import type { LineFate } from "../boot/fates.ts";
import { optionValues } from "../boot/modules/modules.ts";
import { BOOT_PROGRAMS, linesTooEarly, moduleListPath } from "../boot/modules/too-early.ts";
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";

/** What became of a line. */
export const FATE_WORDS: Readonly<Record<LineFate["fate"], string>> = {
  wins: say("takes effect"),
  repeated: say("repeated"),
  overwritten: say("overridden"),
  masked: say("masked"),
  excluded: say("excluded"),
  refused: say("rejected"),
  missing: say("no such key"),
  "not read": say("not read"),
};

/** That settings take no effect at boot, and what to do about it, in two sentences; undefined where they take effect. */
export function tooEarlyWords(host: HostConfiguration): readonly [what: string, remedy: string] | undefined {
  if (linesTooEarly(host).length === 0) return undefined;
  const { blocked } = host.module;
  if (blocked)
    return [
      say("The conntrack settings below take no effect at boot: nf_conntrack is not loaded."),
      say("{path}, line {line}, prevents it.", { path: visible(blocked.file.path), line: blocked.line + 1 }),
    ];
  return [
    say("The conntrack settings below take no effect at boot: no file in this tree loads nf_conntrack before {program} runs.", {
      program: BOOT_PROGRAMS[host.applier],
    }),
    say("To load it: echo nf_conntrack > {path}", { path: moduleListPath(host) }),
  ];
}

/** Of conntrack keys that no line sets and an option of the module does. */
export function optionsInForce(host: HostConfiguration): ReturnType<typeof optionValues> {
  const set = new Set(host.settings.map(({ path }) => path));
  return optionValues(host.module, host.target).filter(({ path, value }) => !set.has(path) && host.finalValue(path) === value.toString());
}
