// The figures of a table in words: every surface that shows one of them says it, and rounds it, as it is done here.

import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Size } from "./size.ts";

/** Nodes in an average chain: "0.5", "2.0", "81". */
export function chainFigure(nodes: number): string {
  return nodes < 10 ? nodes.toFixed(1) : formatCount(nodes);
}

/** "average chain when full 2.0" */
export function averageChain({ chain }: Size): string {
  return say("average chain when full {mean}", { mean: chainFigure(chain.mean) });
}

/** Whether the hash table sets an end to the entries before the limit does. */
export function isCutShort({ chain, max }: Size): boolean {
  return chain.reliableEntries < max;
}

/** "reliable up to 262,144 entries", or "… of 1,048,576 entries" where that is not the limit. */
export function reliableUpTo(size: Size): string {
  const { chain, max } = size;
  const values = { count: formatCount(chain.reliableEntries), max: formatCount(max) };
  if (isCutShort(size)) return say("reliable up to {count} of {max} entries", values);
  return max === 1 ? say("reliable up to 1 entry") : say("reliable up to {count} entries", values);
}

/** One line: "Full table: 66 MiB · average chain when full 2.0", with the fill that is reliable where that is not the limit. */
export function tableLine(size: Size): string {
  const parts = [say("Full table: {total}", { total: formatBytes(size.bytes.total) }), averageChain(size)];
  return [...parts, ...(isCutShort(size) ? [reliableUpTo(size)] : [])].join(" · ");
}

/** A whole paragraph: memory, chains, and up to where the table can be relied on. */
export function tableSentences(size: Size): string {
  const { bytes, buckets } = size;
  return [
    say(
      "A full table takes {total} of kernel memory ({entries} for entries, {hashTable} for {actual} buckets; {perEntry} per entry); each additional namespace that fills it needs the memory for entries again.",
      {
        total: formatBytes(bytes.total),
        entries: formatBytes(bytes.entries),
        hashTable: formatBytes(bytes.hashTable),
        actual: formatCount(buckets.actual),
        perEntry: formatBytes(bytes.perEntry),
      },
    ),
    say("Average chain when full: {mean}.", { mean: chainFigure(size.chain.mean) }),
    ...reliableSentences(size),
  ].join(" ");
}

function reliableSentences(size: Size): readonly string[] {
  const { chain, max } = size;
  const values = { count: formatCount(chain.reliableEntries), max: formatCount(max) };
  if (!isCutShort(size)) return [max === 1 ? say("Reliable up to 1 entry.") : say("Reliable up to {count} entries.", values)];
  return [
    say("Reliable up to {count} of {max} entries.", values),
    say("Above that, the hash table refuses more than 0.1 % of new connections."),
  ];
}
