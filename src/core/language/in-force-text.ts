// What a tree makes of a line, in a sentence: whether its value is in force, and if not, what is.

import { ALONE } from "../boot/alone.ts";
import { type InForce, inForce } from "../boot/in-force.ts";
import { variableOf } from "../kernel/variable.ts";
import { fatesIn, type HostPart } from "../rules/engine/host-part.ts";
import type { Line } from "../sysctl/document.ts";
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";

/** Undefined for a line that wins, and for a key that nothing sets. */
export function inForceText(host: HostPart, line: Line & { readonly key: { readonly path: string } }): string | undefined {
  const found = inForce(host.configuration, variableOf(line.key.path));
  if (!found) return undefined;
  const own = fatesIn(host).find(({ statement }) => statement.line === line.number);
  return own?.fate === "wins"
    ? undefined
    : say("Effective value: {value}, set in {place}.", { value: visible(found.value), place: placeOf(found) });
}

/** "/etc/sysctl.d/60-conntrack.conf, line 3", with the option where it is one of the module; of a file alone "line 3". */
export function placeOf({ file, line, option }: InForce): string {
  const values = { file: visible(file.path), line: line + 1, option: `${option}=` };
  if (file.path === ALONE) return option === undefined ? say("line {line}", values) : say("line {line} ({option})", values);
  return option === undefined ? say("{file}, line {line}", values) : say("{file}, line {line} ({option})", values);
}
