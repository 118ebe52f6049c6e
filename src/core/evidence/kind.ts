// What a text from a host is: a table, counters, or a log. Told by its first lines.

export type HostTextKind = "table" | "statistics" | "log";

const XML = /^\s*<(?:\?xml|conntrack|flow)\b/;
const ENTRY = /^(?:ipv[46] +\d{1,3} +)?[a-z][a-z0-9]{1,15} +\d{1,3} /;
const STATISTICS = /^entries +(?:searched|clashres)\b|^cpu=\d+\s+\w+=\d+|^entries\s+\d+\s*\n\w+\s+\d+\s*$/m;

/** `start` is the first few kilobytes or more; a text that is none of the others counts as a log. */
export function kindOfHostText(start: string): HostTextKind {
  const head = start.slice(0, 65_536);
  if (STATISTICS.test(head)) return "statistics";
  return head.split(/[\n\r]/).some(isOfTable) ? "table" : "log";
}

/** An entry has its addresses side by side, whatever stands before them. */
function isOfTable(line: string): boolean {
  if (XML.test(line)) return true;
  if (!ENTRY.test(line)) return false;
  const words = line.split(" ").filter((word) => word !== "");
  return words.some((word, index) => /\bsrc=./.test(word) && /^dst=./.test(words[index + 1] ?? ""));
}
