// What is told of a text that was taken for a dump of the table.
import { say } from "../words/say.ts";

export function noEntries(name: string): string {
  return say("No line of {name} is an entry of a conntrack table. Use the output of conntrack -L or /proc/net/nf_conntrack.", { name });
}
