// How much is read, kept and shown, in one place. What a limit leaves out is always told, in the words beside it.

import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";

export const LIMITS = {
  /** Bytes of one text: no sysctl.conf comes near it. */
  fileBytes: 50_000_000,
  /** Words of one rule set; each takes about 70 bytes. A hundred thousand rules have two or three million. */
  ruleWords: 5_000_000,
  /** As how many of them the end of a rule counts, and a variable: what is kept of a rule, or noted, takes about 400 bytes. */
  ruleWeight: 6,
  /** The same of a comma and a closing bracket: what is kept of an element, or noted, takes about 150 bytes. */
  elementWeight: 3,
  /** Bytes of one line of a log or a table: a longer one is told as a line that was not read. */
  lineBytes: 16_384,
  /** Lines of one text; each takes about 500 bytes of memory while it is judged. */
  lines: 150_000,
  /** Findings of one file that are listed; all are counted. GitHub takes as many of one SARIF run. */
  findings: 25_000,
  /** How often the patterns of one run of a program may match, all together. */
  matches: 500_000,
  /** What the braces of one pattern may stand for: more are nothing that somebody means, and would fill the memory. */
  alternatives: 4096,
  /** Bytes of a file that other programs than those of sysctl read: module options, boot parameters, configurations. */
  smallFileBytes: 4_000_000,
  /** Words of all such files of a tree; each may be an option, and takes some 700 bytes then. */
  words: 500_000,
  /** Characters of a text of another language that settings stand in; each word of it takes a few hundred bytes of memory. */
  embedded: 2_000_000,
  /** Settings of such a text that are judged apart, as each command's are; each takes some 5,000 bytes and 20 microseconds. */
  parts: 25_000,
  /** How often a text may be read within itself: here-documents, pipes, strings of scripts in scripts. */
  readings: 8,
  readingsFree: 1_000_000,
  /** Files of a tree, and bytes of all their texts together. */
  treeFiles: 200_000,
  treeBytes: 200_000_000,
  /** Bytes of files that nobody has opened in an editor, of a tree together or of one: all that is read is kept. */
  closedBytes: 10_000_000,
  /** Files of a workspace that may configure kube-proxy: each takes some milliseconds. */
  kubeProxyFiles: 100,
  /** Bytes of one file of /proc or of a copy of it, the table apart, which is read in pieces. */
  procBytes: 8_000_000,
  /** The same of all files together that a namespace or a process has its own of: thousands may have one each. */
  procTogether: 200_000_000,
  /** Bytes of a kernel's build options once they are unpacked. */
  unpackedBytes: 10_000_000,
  /** How many times its size a packed log may unpack to, and the bytes from which on that counts: repeated lines pack 100 times. */
  unpackedTimes: 300,
  unpackedFree: 100_000_000,
  /** Mistakes in one plan that are told. */
  problems: 100,
} as const;

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

/** Why something was not read; without the name of what it is. */
export const TOO_MUCH = {
  fileBytes: say("larger than the maximum of {size}", { size: megabytes(LIMITS.fileBytes) }),
  lines: say("more than the maximum of {lines} lines", { lines: formatCount(LIMITS.lines) }),
  smallFileBytes: say("larger than the maximum of {size} for such a file", { size: megabytes(LIMITS.smallFileBytes) }),
  words: say("more than the maximum of {count} words in files like this one", { count: formatCount(LIMITS.words) }),
  embedded: say("more than the maximum of {count} characters for a file in a language other than sysctl.conf", {
    count: formatCount(LIMITS.embedded),
  }),
  settings: say("the rest of its settings: more than {lines} lines or {parts} commands", {
    lines: formatCount(LIMITS.lines),
    parts: formatCount(LIMITS.parts),
  }),
  readings: say("some texts within it: together longer than the maximum of {count} times the file", { count: LIMITS.readings }),
  treeFiles: say("more than the maximum of {count} files in a tree", { count: formatCount(LIMITS.treeFiles) }),
  closedBytes: say("more than the maximum of {size} for files that are not open", { size: megabytes(LIMITS.closedBytes) }),
  matches: say("its name is too broad a pattern"),
  treeBytes: say("the files before it reach the maximum of {size} for a tree", { size: megabytes(LIMITS.treeBytes) }),
  kubeProxyFiles: say("more than the maximum of {count} kube-proxy files", { count: LIMITS.kubeProxyFiles }),
  ruleWords: say("the rest of the rules: more than the maximum of {count} words", { count: formatCount(LIMITS.ruleWords) }),
  procTogether: say("Only {size} of namespace files were read", { size: megabytes(LIMITS.procTogether) }),
  unpacked: say("unpacks to more than {times} times its size, which is not plausible for a log", {
    times: LIMITS.unpackedTimes,
  }),
} as const;

/** Why the patterns from a line on have no effect here. `line` counts from 0. */
export function tooManyMatches(line: number): string {
  return say("patterns from line {line} on are skipped: more than {matches} matches, or {alternatives} alternatives in one", {
    line: formatCount(line + 1),
    matches: formatCount(LIMITS.matches),
    alternatives: formatCount(LIMITS.alternatives),
  });
}

/** "3,000 more findings are not listed". */
export function moreFindings(left: number): string {
  return left === 1 ? say("1 more finding is not listed") : say("{count} more findings are not listed", { count: formatCount(left) });
}
