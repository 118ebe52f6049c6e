// Keys that are patterns, followed on a machine: each once, and no further than anybody means.

import { LIMITS } from "../../text/limits.ts";
import type { Machine, There } from "../appliers/machine.ts";
import type { Occurrence } from "../appliers/run.ts";
import { alternativesOf } from "./braces.ts";
import { isGlob, partMatcher } from "./glob.ts";
import { LONGEST_PATH } from "./walk.ts";

interface Match {
  readonly path: string;
  /** With the separators of the pattern, doubled ones too, as glob(3) gives it. */
  readonly spelled: string;
}

/** The patterns of one run. Together they may match so often (LIMITS.matches); what goes beyond is left out, and told. */
export interface Patterns {
  /** The files and folders that a pattern matches, in byte order in each folder. */
  readonly matches: (at: Occurrence, pattern: string) => readonly Match[];
  /** Whether so many more matches are still followed. */
  readonly follows: (at: Occurrence, count: number) => boolean;
  /** The first line that was left out, if any was. */
  readonly left: () => { readonly left?: Occurrence };
}

/** Characters of a pattern that cost as much as a match. */
const PIECE = 16;

export function patternsOf(machine: Machine, braces: boolean): Patterns {
  const known = new Map<string, readonly Match[]>();
  let room: number = LIMITS.matches;
  let left: Occurrence | undefined;
  const follows = (at: Occurrence, count: number): boolean => {
    room -= count;
    if (room < 0) left ??= at;
    return room >= 0;
  };
  return {
    matches: (at, pattern) => {
      if (room < 0) return [];
      let found = known.get(pattern);
      if (!found) {
        // One that has no match costs as well, and a long one as much as many.
        const cost = Math.ceil(pattern.length / PIECE);
        const all = braces ? alternativesOf(pattern, Math.min(LIMITS.alternatives, room / cost)) : [pattern];
        if (!follows(at, all ? all.length * cost : Number.POSITIVE_INFINITY) || !all) return [];
        found = all.flatMap((one) => matchOne(one, machine));
        known.set(pattern, found);
      }
      return follows(at, found.length) ? found : [];
    },
    follows,
    left: () => (left ? { left } : {}),
  };
}

function matchOne(pattern: string, machine: Machine): readonly Match[] {
  if (pattern.length > LONGEST_PATH) return [];
  let found: readonly Match[] = [{ path: "", spelled: "" }];
  // What a wildcard found has to be known: nobody can say what else may be there.
  let certain = false;
  for (const [index, part] of pattern.split("/").entries()) {
    if (found.length === 0) return found;
    const slash = index === 0 ? "" : "/";
    const join = (folder: Match, name: string): Match => ({
      path: folder.path === "" || name === "" ? folder.path + name : `${folder.path}/${name}`,
      spelled: folder.spelled + slash + name,
    });
    if (isGlob(part) || part.includes("\\")) {
      const isMatch = partMatcher(part);
      certain = true;
      found = found.flatMap((folder) =>
        machine
          .children(folder.path)
          .filter(isMatch)
          .map((name) => join(folder, name)),
      );
    } else {
      found = found.map((folder) => join(folder, part)).filter(({ path }) => isThere(machine.look(path), certain));
    }
  }
  return found;
}

function isThere(there: There, certain: boolean): boolean {
  return there !== "missing" && !(certain && there === "unknown");
}
