// A word of nft as the value of a field: a number, a range, or text.

import type { Field, Value } from "../model.ts";
import { CT_STATES, icmpType, numberOf, portNumber, protocolNumber, TCP_FLAGS } from "../names.ts";

/** Never fails: what is no number of the field stays text. */
export function fieldValue(field: Field, word: string): Value {
  const whole = numberIn(field, word);
  if (whole !== undefined) return { text: word, low: whole, high: whole };
  if (field.name.endsWith("mark") || field.name.endsWith("port") || field.name === "protocol" || field.name === "icmp type") {
    // Names have dashes of their own; none is as long as this.
    for (let at = word.length > 64 ? -1 : word.indexOf("-", 1); at > 0; at = word.indexOf("-", at + 1)) {
      const low = numberIn(field, word.slice(0, at));
      const high = numberIn(field, word.slice(at + 1));
      if (low !== undefined && high !== undefined) return { text: word, low, high };
    }
  }
  if (word === "*") return { text: word, low: 0, high: 0xffffffff };
  return { text: word };
}

function numberIn(field: Field, word: string): number | undefined {
  switch (field.name) {
    case "destination port":
    case "source port":
    case "any port":
    case "ct original port":
      return portNumber(word);
    case "protocol":
      return protocolNumber(word);
    case "family":
      return word === "ipv4" || word === "2" || word === "ip" || word === "0x0800"
        ? 4
        : word === "ipv6" || word === "10" || word === "ip6" || word === "0x86dd"
          ? 6
          : undefined;
    case "icmp type":
      return icmpType(word, field.family === "ip6");
    case "mark":
    case "ct mark":
      return numberOf(word);
    case "tcp flags":
      return numberOf(word) ?? flagsOf(word);
    case "ct state": {
      const index = CT_STATES.indexOf(word);
      return index < 0 ? undefined : index;
    }
    default:
      return undefined;
  }
}

/** `syn,ack` or `syn|ack` or one of them. */
export function flagsOf(words: string): number | undefined {
  let flags = 0;
  for (const word of words.toLowerCase().split(/[,|\s]+/)) {
    const flag = TCP_FLAGS[word] ?? numberOf(word);
    if (flag === undefined) return undefined;
    flags |= flag;
  }
  return flags;
}
