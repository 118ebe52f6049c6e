// A target as the words of a comment, and writing one into the file itself: `# conntrack-target: kernel=5.10`.
import { DEFAULT_TARGET, type KernelTarget, type PartName, TARGET_PARTS } from "../kernel/target.ts";
import { readTargetWord, targetOf } from "../kernel/target-words.ts";
import { parseVersion } from "../kernel/version.ts";
import { controlComments, type Word } from "../sysctl/control.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { parse } from "../sysctl/parse.ts";
import type { TextEdit } from "../text/span.ts";

/** What is to be written for a kernel that somebody typed or pasted; undefined where it is no version. */
export function kernelWord(typed: string): string | undefined {
  // `uname -a` and comments have more after it; a blank or a comma would end the word.
  const word = typed.trim().split(/[\s,]/)[0] ?? "";
  return parseVersion(word) ? word : undefined;
}

/** The comment line (from 0) that has the last word on the kernel. */
export function kernelLine(document: SysctlDocument): number | undefined {
  return controlComments(document).findLast(({ kind, words }) => kind === "target" && namesKernel(words))?.line.number;
}

function namesKernel(words: Iterable<Word>): boolean {
  for (const { text } of words) if (readTargetWord(text).part.kernel) return true;
  return false;
}

/** Edits that make a kernel the target of the file: changes the word that counts, or adds one. */
export function writeTargetKernel(document: SysctlDocument, kernel: string): readonly TextEdit[] {
  const comments = controlComments(document).filter((control) => control.kind === "target");
  let first: Word | undefined;
  let word: Word | undefined;
  for (const { words } of comments)
    for (const one of words) {
      first ??= one;
      if (one.text.startsWith("kernel=")) word = one;
    }
  const text = `kernel=${kernel}`;
  if (word) return word.text === text ? [] : [{ start: word.start, end: word.end, text }];
  if (first) return [{ start: first.start, end: first.start, text: `${text} ` }];
  // Behind a reason a word would say nothing: only a comment that has none can be filled in.
  const empty = comments.find(({ line }) => /^[#;]+\s*conntrack-target:?[ \t]*$/i.test(document.text.slice(line.marker, line.end)));
  if (empty) {
    const { start, end } = empty.line;
    return [{ start: end, end, text: `${/[ \t]$/.test(document.text.slice(start, end)) ? "" : " "}${text}` }];
  }
  const top = document.contentStart;
  return [{ start: top, end: top, text: `# conntrack-target: ${text}${document.newline}` }];
}

/** "kernel=6.18 arch=x86_64 memory=8589934592": reading it gives the same target. */
export function targetWords(target: KernelTarget): string {
  const text = (name: PartName): string | undefined =>
    name === "kernel" ? (kernelWord(target.kernel.text) ?? "") : target[name]?.toString();
  return TARGET_PARTS.flatMap(({ name, word }) => (text(name) === undefined ? [] : [`${word}=${text(name)}`])).join(" ");
}

/** The target that words make of the default one. */
export function readTargetWords(words: string): KernelTarget {
  return targetOf(DEFAULT_TARGET, controlComments(parse(`# conntrack-target: ${words}`)));
}
