// Names of a conntrack shape that no kernel ever had.

import { keyAt } from "../../kernel/at-target.ts";
import { allKeys } from "../../kernel/catalogue.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import type { SettingLine } from "../../sysctl/document.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { editDistance, nearestNames } from "../../text/edit-distance.ts";
import { say } from "../../words/say.ts";
import { renameKey, renameSafety } from "../engine/edits.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted, shortName } from "../engine/words.ts";

export const unknownKey = defineRule<SettingLine>({
  id: "unknown-key",
  severity: "error",
  checkOddSetting({ line, subject }, { target }) {
    if (subject.kind !== "unknown") return;
    const [best] = nearest(line.key.path, target, 1);
    const name = quoted(shortName(line.key.path), 44);
    return {
      span: line.key,
      kernel: target.kernel.backporting ? "unknown" : "refuses",
      severity: target.kernel.backporting ? "warning" : "error",
      message:
        best === undefined
          ? say("Unknown key {name}; no kernel has it", { name })
          : say("Unknown key {name}; did you mean {key}?", { name, key: shortName(best) }),
      key: dotted(line.key.path),
      data: line,
    };
  },
  fix(line, context) {
    const found = nearest(line.key.path, context.target, 3);
    return found.map((path, index) => {
      const sure = index === 0 && certain(line.key.path, path) && !found.slice(1).some((other) => certain(line.key.path, other));
      return renameKey(line, path, sure ? renameSafety(path, line, context) : "suggestion");
    });
  },
});

/** Up to `most` paths of keys of the target with like names, most alike first. */
function nearest(path: string, target: KernelTarget, most: number): readonly string[] {
  const name = shortName(path);
  const { paths, byWords } = namesAt(target);
  const limit = Math.max(2, Math.min(6, Math.floor(name.length / 5)));
  // The same words in another order, or without the nf_ before them, mean one key.
  const reordered = [...(byWords.get(wordsOf(name)) ?? []), ...(paths.has(`nf_${name}`) ? [`nf_${name}`] : [])];
  // The nearest one may be among those.
  const near = reordered.length < most ? nearestNames(name, paths.keys(), limit, most) : [];
  return [...new Set([...reordered, ...near])].slice(0, most).map((found) => paths.get(found) ?? found);
}

interface Names {
  readonly paths: ReadonlyMap<string, string>;
  /** The names of the same words, in whatever order. */
  readonly byWords: ReadonlyMap<string, readonly string[]>;
}

const namesByTarget = new WeakMap<KernelTarget, Names>();

/** The last parts of the target's keys. Cached by target object: a file of misspelt keys asks for each line. */
function namesAt(target: KernelTarget): Names {
  let names = namesByTarget.get(target);
  if (!names) {
    const there = allKeys().filter((fact) => fact.sameAs === undefined && keyAt(fact, target).present !== "no");
    const paths = new Map(there.map(({ path }) => [shortName(path), path]));
    const byWords = new Map<string, readonly string[]>();
    for (const name of paths.keys()) byWords.set(wordsOf(name), [...(byWords.get(wordsOf(name)) ?? []), name]);
    names = { paths, byWords };
    namesByTarget.set(target, names);
  }
  return names;
}

function wordsOf(name: string): string {
  return name
    .split(/[^a-z0-9]+/i)
    .sort()
    .join("_");
}

/**
 * Whether a slip of the keyboard is the only explanation: the same letters with other underscores or in another order
 * of words, or words that each differ by a letter or so and are not words of other keys (tcp is no slip of udp).
 */
function certain(path: string, candidate: string): boolean {
  const [name, known] = [shortName(path), shortName(candidate)];
  if (name.replace(/[^a-z0-9]/gi, "") === known.replaceAll("_", "") || wordsOf(name) === wordsOf(known)) return true;
  const [words, knownWords] = [name.split("_"), known.split("_")];
  if (words.length !== knownWords.length) return false;
  return words.every((word, index) => {
    const meant = knownWords[index] ?? "";
    if (word === meant) return true;
    if (vocabulary().has(word) || word.replace(/\d/g, "") === meant.replace(/\d/g, "")) return false;
    return editDistance(word, meant, 2) <= (word.length < 5 ? 1 : 2);
  });
}

let words: ReadonlySet<string> | undefined;

function vocabulary(): ReadonlySet<string> {
  words ??= new Set(allKeys().flatMap((fact) => shortName(fact.path).split("_")));
  return words;
}
