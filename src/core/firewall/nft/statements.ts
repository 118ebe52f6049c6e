// The statements of nft, by their first word: each takes its words and gives a step, or undefined where it is a comparison.
import { byName } from "../../text/by-name.ts";
import { ct, meta, payload } from "./assignments.ts";
import { takeVerdict } from "./elements.ts";
import { nat } from "./nat.ts";
import { note, rest, type Take, takeName, takeOperand, takeRest, takeWhile } from "./take.ts";
import type { Cursor } from "./tokens.ts";

const verdict: Take = (cursor, text) => {
  const taken = takeVerdict(cursor);
  return taken && { kind: "verdict", verdict: taken, text: text() };
};

/** `add @denied { ip saddr timeout 5m limit rate over 3/minute }`: a list that packets write; it may hold a `ct count`. */
const setUpdate: Take = (cursor, text) => {
  if (!cursor.word(1).startsWith("@")) return undefined;
  cursor.at += 2;
  const from = cursor.at;
  takeOperand(cursor);
  const inside = cursor.tokens
    .slice(from, cursor.at)
    .map(({ text: word }) => word)
    .join(" ");
  if (/\bct count\b/.test(inside)) return { kind: "ct", use: "count", text: text() };
  if (/\bct\b/.test(inside)) return { kind: "ct", use: "mark read", text: text() };
  return /\blimit\b|\bquota\b/.test(inside) ? { kind: "limit", writes: true, text: text() } : { kind: "note", writes: true, text: text() };
};

const RATE =
  /^(rate|over|until|burst|packets|bytes|kbytes|mbytes|gbytes|used|\d+|\d+\/(second|minute|hour|day|week)|\/|second|minute|hour|day|week|\d+[kmg]?bytes\/.*|kbytes\/.*|mbytes\/.*|bytes\/.*)$/;

const limit: Take = (cursor, text) => {
  cursor.at++;
  const map = cursor.take("name") ? takeName(cursor, text) : [];
  takeWhile(cursor, RATE);
  return [...map, { kind: "limit", writes: false, text: text() }];
};

/** `log prefix "x" level warn flags tcp sequence,options`: the words behind it may be a match of the rule. */
const log: Take = (cursor, text) => {
  cursor.at++;
  for (;;) {
    if (cursor.take("prefix", "group", "snaplen", "queue-threshold", "level")) cursor.at++;
    else if (cursor.take("flags")) takeLogFlags(cursor);
    else return { kind: "note", text: text() };
  }
};

function takeLogFlags(cursor: Cursor): void {
  do {
    if (cursor.take("tcp", "ip")) cursor.take("sequence", "options");
    else cursor.take("all", "skuid", "ether", "sequence", "options");
  } while (cursor.take(","));
}

/** What iptables-nft put in and nft cannot show: the name alone. */
const xt: Take = (cursor, text) => {
  cursor.at++;
  cursor.take("match", "target");
  cursor.at++;
  return { kind: "unknown", text: text() };
};

export const STATEMENTS = byName<Take>({
  accept: verdict,
  drop: verdict,
  return: verdict,
  continue: verdict,
  jump: verdict,
  goto: verdict,
  reject: (cursor, text) => {
    cursor.at++;
    takeWhile(cursor, /^(with|icmp|icmpv6|icmpx|type|tcp|reset|[a-z]+-[a-z-]+|\d+)$/);
    return { kind: "verdict", verdict: { kind: "reject" }, text: text() };
  },
  counter: (cursor, text) => {
    cursor.at++;
    const map = cursor.take("name") ? takeName(cursor, text) : [];
    if (map.length === 0) takeWhile(cursor, /^(packets|bytes|\d+)$/);
    return [...map, { kind: "note", text: text() }];
  },
  last: note(/^(used|never|ago|(\d+[dhms]+)+|\d+ms)$/),
  log,
  comment: (cursor, text) => {
    cursor.at += 2;
    return { kind: "note", text: text() };
  },
  limit,
  quota: limit,
  meter: (cursor, text) => {
    cursor.at += 2;
    if (cursor.take("size")) cursor.at++;
    const from = cursor.at;
    takeOperand(cursor);
    const counts = cursor.tokens.slice(from, cursor.at).some(({ text: word }) => word === "ct");
    return counts ? { kind: "ct", use: "count", text: text() } : { kind: "limit", writes: true, text: text() };
  },
  notrack: (cursor, text) => {
    cursor.at++;
    return { kind: "notrack", text: text() };
  },
  dnat: nat("dnat"),
  snat: nat("snat"),
  masquerade: nat("masquerade"),
  redirect: nat("redirect"),
  synproxy: (cursor, text) => {
    cursor.at++;
    takeRest(cursor);
    return { kind: "synproxy", text: text() };
  },
  flow: (cursor, text) => {
    cursor.at++;
    cursor.take("add", "offload");
    cursor.at++;
    return { kind: "offload", text: text() };
  },
  queue: rest((text) => ({ kind: "verdict", verdict: { kind: "accept" }, text })),
  tproxy: (cursor, text) => {
    cursor.at++;
    cursor.take("ip", "ip6");
    cursor.take("to");
    cursor.at++;
    return { kind: "divert", to: "proxy", text: text() };
  },
  dup: rest((text) => ({ kind: "note", text })),
  fwd: rest((text) => ({ kind: "verdict", verdict: { kind: "accept" }, text })),
  add: setUpdate,
  update: setUpdate,
  delete: setUpdate,
  set: (cursor, text) => {
    // Up to nft 0.8: `set add ip saddr @name`.
    if (cursor.word(1) !== "add" && cursor.word(1) !== "update") return undefined;
    takeRest(cursor);
    return { kind: "note", text: text() };
  },
  reset: rest((text) => ({ kind: "note", text })),
  xt,
  ct,
  meta,
  mark: meta,
  priority: meta,
  ip: payload,
  ip6: payload,
  tcp: payload,
  udp: payload,
  ether: payload,
  vlan: payload,
});
