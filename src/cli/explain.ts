// `explain`: what the hover says on a key, or the page of a rule, in a terminal.
import {
  allKeys,
  type Description,
  describePath,
  findKey,
  findRule,
  type KernelTarget,
  keyPath,
  nearestNames,
  RULES,
  toText,
} from "../core/language/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { ruleText } from "./rule-text.ts";
import { readTarget, TARGET_OPTIONS } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 100;

/** Where a name without directories may belong; the first that fits. */
const HOMES = ["net/netfilter/", "net/", "net/netfilter/nf_conntrack_", "net/ipv4/", "net/ipv4/netfilter/", "net/ipv6/", "net/core/", ""];
/** The same for names from before nf_conntrack. */
const OLD_HOMES = ["net/ipv4/netfilter/", "net/ipv4/", ...HOMES];

export const explain: Command = {
  name: "explain",
  usage: "KEY|RULE [OPTION...]",
  summary: "Explains a key (net.netfilter.nf_conntrack_max, or only its last part) or a rule (out-of-range)",
  description: [],
  options: TARGET_OPTIONS,
  words: () => [...new Set(allKeys().map(({ path }) => path.slice(path.lastIndexOf("/") + 1))), ...RULES.map(({ id }) => id)],
  async run(input, output): Promise<ExitCode> {
    const [word, ...more] = input.rest;
    if (word === undefined || word === "" || more.length > 0) throw new UsageError("explain takes one key or one rule");
    const target = readTarget(input);
    const width = Math.max(40, Math.min(WIDEST, output.columns));
    const rule = findRule(word);
    const description = rule ? undefined : describeWord(word, target);
    if (!rule && !description) throw new UsageError(nothingCalled(word));
    await output.write(`${rule ? ruleText(rule, width) : description ? toText(description, width) : ""}\n`);
    return 0;
  },
};

function describeWord(word: string, target: KernelTarget): Description | undefined {
  const path = keyPath(word.trim()).replace(/^proc\/sys\//, "");
  if (path.includes("/")) return describePath(path, target);
  const paths = (path.startsWith("ip_") ? OLD_HOMES : HOMES).map((home) => home + path);
  const known = paths.find((candidate) => findKey(candidate));
  if (known !== undefined) return describePath(known, target);
  for (const candidate of paths) {
    const description = describePath(candidate, target);
    if (description) return description;
  }
  return undefined;
}

function nothingCalled(word: string): string {
  const names = [...new Set(allKeys().map(({ path }) => path.slice(path.lastIndexOf("/") + 1))), ...RULES.map(({ id }) => id)];
  const near = nearestNames(word.slice(Math.max(word.lastIndexOf("."), word.lastIndexOf("/")) + 1), names);
  return `No conntrack key or rule is called ${quoted(word)}${near.length > 0 ? `; did you mean ${near.join(", ")}?` : ""}`;
}
