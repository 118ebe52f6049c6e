// What stands on the left of a comparison: `tcp dport`, `meta l4proto`, `ct state`, `fib daddr . iif type`.

import type { Field } from "../model.ts";
import { ICMP, ICMPV6, numberOf, protocolNumber, WITH_PORTS } from "../names.ts";
import { ADDRESSES, BARE_META, META, OTHER_HEADERS, PORTS, TRANSPORTS } from "./field-names.ts";
import type { Cursor } from "./tokens.ts";

/** Takes one field, or says undefined and takes nothing. */
export function takeField(cursor: Cursor): Field | undefined {
  const word = cursor.word();
  const second = cursor.word(1);
  const take = (count: number, field: Field): Field => {
    cursor.at += count;
    return field;
  };
  if (word === "meta") return second in META ? take(2, META[second] as Field) : undefined;
  if (BARE_META.has(word)) return take(1, META[word] ?? { name: "other" });
  if (word === "ip" && second === "option")
    return take(/^(type|length|value|ptr|addr)$/.test(cursor.word(3)) ? 4 : 3, { name: "other", family: "ip" });
  if (word === "ip" || word === "ip6") return take(2, networkField(word, second));
  if (TRANSPORTS.has(word)) return takeTransport(cursor, word, second);
  if (word === "icmp" || word === "icmpv6") {
    const version6 = word === "icmpv6";
    const shared = { family: version6 ? "ip6" : "ip", protocols: [version6 ? ICMPV6 : ICMP] } as const;
    return take(2, { name: second === "type" ? "icmp type" : "other", ...shared });
  }
  if (word === "ct") return takeCt(cursor);
  if (word === "fib") return takeFib(cursor);
  if (word === "frag" || OTHER_HEADERS.has(word)) return takeOther(cursor, word);
  if (word.startsWith("@") && /^@(ll|nh|th|ih)$/.test(word)) return takeRaw(cursor);
  return undefined;
}

function networkField(word: "ip" | "ip6", second: string): Field {
  const address = ADDRESSES[second];
  if (address) return { name: address, family: word };
  if (second === "protocol" || second === "nexthdr") return { name: "protocol", family: word };
  return { name: "other", family: word };
}

function takeTransport(cursor: Cursor, word: string, second: string): Field {
  cursor.at += 2;
  const protocols = word === "th" ? WITH_PORTS : [protocolNumber(word) ?? 0];
  const port = PORTS[second];
  if (port) return { name: port, protocols };
  if (second === "flags") return { name: "tcp flags", protocols };
  if (second === "option") {
    cursor.at++;
    if (/^(kind|length|size|left|right|tsval|tsecr|count|@.*)$/.test(cursor.word())) cursor.at++;
  }
  return { name: "other", protocols };
}

/** `ct state`, `ct original ip saddr`, `ct reply proto-dst`, `ct count over 3` is none. */
function takeCt(cursor: Cursor): Field | undefined {
  let at = 1;
  const directed = cursor.word(at) === "original" || cursor.word(at) === "reply";
  if (directed) at++;
  if (cursor.word(at) === "ip" || cursor.word(at) === "ip6") at++;
  const key = cursor.word(at);
  if (
    !/^(state|status|direction|mark|secmark|expiration|helper|label|l3proto|protocol|saddr|daddr|proto-src|proto-dst|src|dst|packets|bytes|avgpkt|zone|id)$/.test(
      key,
    )
  )
    return undefined;
  cursor.at += at + 1;
  if (directed) return { name: key === "proto-dst" && cursor.word(-2) === "original" ? "ct original port" : "ct" };
  return { name: key === "state" || key === "status" || key === "direction" || key === "mark" ? `ct ${key}` : "ct" };
}

/** `fib daddr . iif type`. */
function takeFib(cursor: Cursor): Field | undefined {
  let at = 1;
  let side: string | undefined;
  let more = false;
  for (;;) {
    const word = cursor.word(at);
    if (word === "saddr" || word === "daddr") side = word;
    else if (/^(mark|iif|oif)$/.test(word)) more = true;
    else return undefined;
    at++;
    if (cursor.word(at) !== ".") break;
    at++;
  }
  const result = cursor.word(at);
  if (!/^(type|oif|oifname|check)$/.test(result)) return undefined;
  cursor.at += at + 1;
  if (result !== "type" || side === undefined) return { name: "other" };
  // With an interface it asks of one interface, and a local address of another one is none.
  return {
    name:
      more && cursor.tokens.slice(cursor.at - at - 1, cursor.at).some(({ text }) => text === "iif" || text === "oif")
        ? "other"
        : side === "saddr"
          ? "source type"
          : "destination type",
  };
}

function takeOther(cursor: Cursor, word: string): Field {
  cursor.at++;
  if (word === "numgen" || word === "jhash" || word === "symhash") {
    // `numgen random mod 2 offset 1`, `jhash ip saddr . tcp sport mod 4 seed 0x3`.
    while (!cursor.done && cursor.word() !== "mod") cursor.at++;
    cursor.at += 2;
    while (cursor.take("offset", "seed")) cursor.at++;
    return { name: "other" };
  }
  if (word === "ipsec") {
    cursor.take("in", "out");
    if (cursor.take("spnum")) cursor.at++;
    cursor.take("ip", "ip6");
  }
  if (word === "rt") cursor.take("ip", "ip6");
  if (word === "osf") while (cursor.take("ttl", "skip", "loose"));
  if (word === "socket" && cursor.word() === "cgroupv2") cursor.at += 2;
  cursor.at++;
  return { name: "other" };
}

/** `@th,16,16` comes as words and commas. */
function takeRaw(cursor: Cursor): Field {
  const base = cursor.word();
  const offset = numberOf(cursor.word(2));
  const length = numberOf(cursor.word(4));
  cursor.at += 5;
  if (base === "@th" && length === 16 && (offset === 0 || offset === 16))
    return { name: offset === 16 ? "destination port" : "source port", protocols: WITH_PORTS };
  return { name: "other" };
}
