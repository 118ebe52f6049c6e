// NAT statements of nft; where a map says where to, the packets that it has nothing for are left as they are.
import { mapIn, type Take, takeRest } from "./take.ts";

export const nat =
  (kind: "dnat" | "snat" | "masquerade" | "redirect"): Take =>
  (cursor, text) => {
    cursor.at++;
    const from = cursor.at;
    const rest = takeRest(cursor);
    const family = (/^(ip6?)\b/.exec(rest)?.[1] as "ip" | "ip6" | undefined) ?? familyOfTarget(rest);
    const map = mapIn(cursor.tokens.slice(from, cursor.at), text());
    const step = { kind: "nat", nat: kind, family, map, text: text() } as const;
    return map ? [map, step] : step;
  };

function familyOfTarget(rest: string): "ip" | "ip6" | undefined {
  const target = /^(?:to|prefix to)\s+(\S+)/.exec(rest)?.[1] ?? "";
  if (/^\d+\.\d+\.\d+\.\d+/.test(target)) return "ip";
  return /^\[|^[0-9a-f]*:[0-9a-f]*:/i.test(target) ? "ip6" : undefined;
}
