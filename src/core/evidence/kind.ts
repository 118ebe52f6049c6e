// What a text from a host is: a table, counters, or a log. Told by its first lines.

export type HostTextKind = "table" | "statistics" | "log";

const TABLE = /^\s*<(?:\?xml|conntrack|flow)\b|^(?:ipv[46] +\d+ +)?[a-z][a-z0-9]{1,15} +\d{1,3} +(?:\d+ +)?\S*.*\bsrc=\S+ +dst=\S+/m;
const STATISTICS = /^entries +(?:searched|clashres)\b|^cpu=\d+\s+\w+=\d+|^entries\s+\d+\s*\n\w+\s+\d+\s*$/m;

/** `start` is the first few kilobytes or more; a text that is none of the others counts as a log. */
export function kindOfHostText(start: string): HostTextKind {
  const head = start.slice(0, 65_536);
  if (STATISTICS.test(head)) return "statistics";
  return TABLE.test(head) ? "table" : "log";
}
