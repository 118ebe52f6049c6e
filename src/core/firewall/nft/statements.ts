// The statements of nft, by their first word: each takes its words and gives a step, or undefined where it is a comparison.
import { byName } from "../../text/by-name.ts";
import type { CtUse, Step } from "../model.ts";
import { numberOf } from "../names.ts";
import { takeVerdict } from "./comparison.ts";
import type { Cursor } from "./tokens.ts";

type Take = (cursor: Cursor, text: () => string) => Step | undefined;

const verdict: Take = (cursor, text) => {
  const taken = takeVerdict(cursor);
  return taken && { kind: "verdict", verdict: taken, text: text() };
};

/** Takes words up to the first that none of `words` allows; a number may always stand. */
function takeWhile(cursor: Cursor, words: RegExp): void {
  while (!cursor.done && (cursor.peek()?.kind === "string" || words.test(cursor.word()))) cursor.at++;
}

const note =
  (words: RegExp): Take =>
  (cursor, text) => {
    cursor.at++;
    takeWhile(cursor, words);
    return { kind: "note", text: text() };
  };

/** A block in brackets, or a name. */
function takeOperand(cursor: Cursor): void {
  if (cursor.word() !== "{") {
    cursor.at++;
    return;
  }
  let depth = 0;
  do {
    if (cursor.word() === "{") depth++;
    if (cursor.word() === "}") depth--;
    cursor.at++;
  } while (depth > 0 && !cursor.done);
}

/** NAT ends a rule: all but a comment belongs to it. */
function takeRest(cursor: Cursor): string {
  const from = cursor.at;
  while (!cursor.done && !(cursor.word() === "comment" && cursor.peek(1)?.kind === "string")) cursor.at++;
  return cursor.tokens
    .slice(from, cursor.at)
    .map(({ text }) => text)
    .join(" ");
}

const nat =
  (kind: "dnat" | "snat" | "masquerade" | "redirect"): Take =>
  (cursor, text) => {
    cursor.at++;
    const rest = takeRest(cursor);
    const family = /^(ip6?)\b/.exec(rest)?.[1] as "ip" | "ip6" | undefined;
    return { kind: "nat", nat: kind, family: family ?? familyOfTarget(rest), text: text() };
  };

function familyOfTarget(rest: string): "ip" | "ip6" | undefined {
  const target = /^(?:to|prefix to)\s+(\S+)/.exec(rest)?.[1] ?? "";
  if (/^\d+\.\d+\.\d+\.\d+/.test(target)) return "ip";
  return /^\[|^[0-9a-f]*:[0-9a-f]*:/i.test(target) ? "ip6" : undefined;
}

/** `ct mark set ...`, `ct count over 3`, `ct helper set "ftp"`, and so on; a comparison gives undefined. */
const ct: Take = (cursor, text) => {
  let at = 1;
  if (cursor.word(at) === "original" || cursor.word(at) === "reply") at++;
  const key = cursor.word(at);
  if (key === "count") {
    cursor.at += at + 1;
    cursor.take("over");
    cursor.at++;
    return { kind: "ct", use: "count", text: text() };
  }
  if (cursor.word(at + 1) !== "set") return undefined;
  cursor.at += at + 2;
  const from = cursor.at;
  takeValue(cursor);
  const reads = cursor.tokens.slice(from, cursor.at).some(({ text: word }) => word === "ct");
  const uses = byName<CtUse>({ zone: "zone", helper: "helper", timeout: "timeout", expectation: "helper" });
  return { kind: "ct", use: uses[key] ?? (reads ? "mark read" : "write"), text: text() };
};

/** A value to be set: ends where another statement begins. */
function takeValue(cursor: Cursor): void {
  let first = true;
  while (!cursor.done) {
    const word = cursor.word();
    if (word === "{") takeOperand(cursor);
    else if (
      !first &&
      STATEMENT_START.test(word) &&
      !/^(map|and|or|xor|&|\||\^|\.|<<|>>|\)|-)$/.test(cursor.tokens[cursor.at - 1]?.text ?? "")
    )
      return;
    else cursor.at++;
    first = false;
  }
}

const STATEMENT_START =
  /^(accept|drop|reject|return|continue|jump|goto|counter|log|limit|quota|comment|notrack|dnat|snat|masquerade|redirect|queue|add|update|set|meta|ct|ip|ip6|tcp|udp|flow|synproxy|tproxy|dup|fwd|xt)$/;

/** `meta mark set 0x1`, `meta mark set meta mark or 0x1`, `meta mark set ct mark`. */
const meta: Take = (cursor, text) => {
  const bare = cursor.word() !== "meta";
  const key = cursor.word(bare ? 0 : 1);
  if (cursor.word(bare ? 1 : 2) !== "set") return undefined;
  cursor.at += bare ? 2 : 3;
  const from = cursor.at;
  takeValue(cursor);
  const words = cursor.tokens.slice(from, cursor.at).map(({ text: word }) => word);
  if (key !== "mark") return { kind: "note", text: text() };
  if (words.includes("ct")) return { kind: "ct", use: "mark read", text: text() };
  const { keep, flip } = markOf(words.join(" ")) ?? {};
  return keep === undefined || flip === undefined ? { kind: "set mark", text: text() } : { kind: "set mark", keep, flip, text: text() };
};

/** What a value makes of a mark, as (mark & keep) ^ flip; undefined where it is made of something else. */
function markOf(value: string): { readonly keep: number; readonly flip: number } | undefined {
  const words = value.split(" ").filter((word) => word !== "(" && word !== ")" && word !== "meta");
  const plain = numberOf(words[0] ?? "");
  if (plain !== undefined && words.length === 1) return { keep: 0, flip: plain };
  if (words[0] !== "mark") return undefined;
  let [keep, flip] = [0xffffffff, 0];
  for (let at = 1; at < words.length; at += 2) {
    const number = numberOf(words[at + 1] ?? "");
    if (number === undefined) return undefined;
    const operator = words[at] ?? "";
    if (operator === "&" || operator === "and") [keep, flip] = [keep & number, flip & number];
    else if (operator === "|" || operator === "or") [keep, flip] = [keep & ~number, (flip & ~number) | number];
    else if (operator === "^" || operator === "xor") flip ^= number;
    else return undefined;
  }
  return { keep: keep >>> 0, flip: flip >>> 0 };
}

/** `ip dscp set cs1`, `tcp option maxseg size set rt mtu`, `ether saddr set`: they change the packet. */
const payload: Take = (cursor, text) => {
  const word = cursor.word();
  let at = 2;
  if (cursor.word(1) === "option") at = 3 + (/^(kind|length|size|left|right|@.*)$/.test(cursor.word(3)) ? 1 : 0);
  if (cursor.word(at) !== "set") return undefined;
  const steers = /^(saddr|daddr|dport|sport|protocol|nexthdr)$/.test(cursor.word(1));
  cursor.at += at + 1;
  takeValue(cursor);
  return steers && word !== "ether" ? { kind: "unknown", text: text() } : { kind: "note", text: text() };
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
  return /\blimit\b|\bquota\b/.test(inside) ? { kind: "limit", writes: true, text: text() } : { kind: "note", text: text() };
};

const RATE =
  /^(rate|over|until|burst|packets|bytes|kbytes|mbytes|gbytes|used|\d+|\d+\/(second|minute|hour|day|week)|\/|second|minute|hour|day|week|\d+[kmg]?bytes\/.*|kbytes\/.*|mbytes\/.*|bytes\/.*)$/;

const limit: Take = (cursor, text) => {
  cursor.at++;
  if (cursor.take("name")) cursor.at++;
  takeWhile(cursor, RATE);
  return { kind: "limit", writes: false, text: text() };
};

const rest =
  (step: (text: string) => Step): Take =>
  (cursor, text) => {
    cursor.at++;
    takeRest(cursor);
    return step(text());
  };

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
    if (cursor.take("name")) cursor.at++;
    else takeWhile(cursor, /^(packets|bytes|\d+)$/);
    return { kind: "note", text: text() };
  },
  last: note(/^(used|never|ago|(\d+[dhms]+)+|\d+ms)$/),
  log: note(
    /^(prefix|level|flags|group|snaplen|queue-threshold|emerg|alert|crit|err|warn|notice|info|debug|audit|all|skuid|ether|tcp|sequence|options|ip|,|\d+)$/,
  ),
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
  queue: (cursor, text) => {
    cursor.at++;
    takeWhile(cursor, /^(num|to|flags|bypass|fanout|,|\d+(-\d+)?)$/);
    return { kind: "verdict", verdict: { kind: "accept" }, text: text() };
  },
  tproxy: (cursor, text) => {
    cursor.at++;
    cursor.take("ip", "ip6");
    cursor.take("to");
    cursor.at++;
    return { kind: "note", text: text() };
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
