// The figures of a table in words: every surface that shows one of them says it, and rounds it, as it is done here.

import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Size } from "./size.ts";

/** Nodes in an average chain: "0.5", "2.0", "81". */
export function chainFigure(nodes: number): string {
  return nodes < 10 ? nodes.toFixed(1) : formatCount(nodes);
}

/** Whether the hash table sets an end to the entries before the limit does. */
export function isCutShort({ chain, max }: Size): boolean {
  return chain.reliableEntries < max;
}

/** One line: "Full table: 66 MiB · average chain when full 2.0", with the fill that is reliable where that is not the limit. */
export function tableLine({ bytes, chain, max }: Size): string {
  return [
    say("Full table: {total}", { total: formatBytes(bytes.total) }),
    say("average chain when full {mean}", { mean: chainFigure(chain.mean) }),
    ...(chain.reliableEntries < max
      ? [say("reliable up to {count} of {max} entries", { count: formatCount(chain.reliableEntries), max: formatCount(max) })]
      : []),
  ].join(" · ");
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
    chainSentences(size),
  ].join(" ");
}

/** The average chain, and up to where the table can be relied on. */
export function chainSentences(size: Size): string {
  const { chain, max } = size;
  const values = { count: formatCount(chain.reliableEntries), max: formatCount(max) };
  const sentences = [say("Average chain when full: {mean}.", { mean: chainFigure(chain.mean) })];
  if (!isCutShort(size)) sentences.push(max === 1 ? say("Reliable up to 1 entry.") : say("Reliable up to {count} entries.", values));
  else {
    sentences.push(say("Reliable up to {count} of {max} entries.", values));
    sentences.push(say("Above that, the hash table refuses more than 0.1 % of new connections."));
  }
  return sentences.join(" ");
}
