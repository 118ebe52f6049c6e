// Statements of nft that set something: marks, the connection's entry, fields of the packet.
import { byName } from "../../text/by-name.ts";
import type { CtUse, Step } from "../model.ts";
import { numberOf } from "../names.ts";
import { mapIn, type Take, takeValue } from "./take.ts";
import type { Token } from "./tokens.ts";

/** `ct mark set ...`, `ct count over 3`, `ct helper set "ftp"`, and so on; a comparison gives undefined. */
export const ct: Take = (cursor, text) => {
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
  const value = cursor.tokens.slice(from, cursor.at);
  const reads = value.some(({ text: word }) => word === "ct");
  const uses = byName<CtUse>({ zone: "zone", helper: "helper", timeout: "timeout", expectation: "helper" });
  return withMap(value, { kind: "ct", use: uses[key] ?? (reads ? "update" : "write"), text: text() });
};

/** `meta mark set 0x1`, `meta mark set meta mark or 0x1`, `meta mark set ct mark`. */
export const meta: Take = (cursor, text) => {
  const bare = cursor.word() !== "meta";
  const key = cursor.word(bare ? 0 : 1);
  if (cursor.word(bare ? 1 : 2) !== "set") return undefined;
  cursor.at += bare ? 2 : 3;
  const from = cursor.at;
  takeValue(cursor);
  const value = cursor.tokens.slice(from, cursor.at);
  const words = value.map(({ text: word }) => word);
  if (key !== "mark") return withMap(value, { kind: "note", text: text() });
  if (words.includes("ct")) return withMap(value, { kind: "ct", use: "mark read", text: text() });
  return withMap(value, { kind: "set mark", ...markOf(words.join(" ")), text: text() });
};

function withMap(value: readonly Token[], step: Step): readonly Step[] {
  const map = mapIn(value, step.text);
  return map ? [map, step] : [step];
}

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
export const payload: Take = (cursor, text) => {
  const word = cursor.word();
  let at = 2;
  if (cursor.word(1) === "option") at = 3 + (/^(kind|length|size|left|right|@.*)$/.test(cursor.word(3)) ? 1 : 0);
  if (cursor.word(at) !== "set") return undefined;
  const steers = /^(saddr|daddr|dport|sport|protocol|nexthdr)$/.test(cursor.word(1));
  cursor.at += at + 1;
  takeValue(cursor);
  return steers && word !== "ether" ? { kind: "unknown", text: text() } : { kind: "note", text: text() };
};
