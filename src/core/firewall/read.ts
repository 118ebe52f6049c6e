// Finds out what a text is, and reads it: nft's text or JSON, or the rules of iptables.
import { readIptables } from "./iptables/document.ts";
import type { RuleSet } from "./model.ts";
import { readNft } from "./nft/document.ts";
import { readNftJson } from "./nft/json.ts";
import { doubtShadows } from "./shadows.ts";

/** A text with rules; the name of a file says which family it is for where the text does not. */
export interface RuleText {
  readonly name: string;
  readonly text: string;
}

/** `name` is a file's, where there is one: `rules.v6` holds IPv6. Never throws. */
export function readRuleSet(text: string, name = ""): RuleSet {
  const source = text.replace(/^\ufeff/, "");
  if (/^\s*[[{]/.test(source)) {
    const json = readNftJson(source, name);
    if (json) return doubtShadows(json);
  }
  const lines = source.slice(0, 200_000).split("\n");
  const iptables = lines.filter((line) =>
    /^\s*(\*(filter|nat|mangle|raw|security)\s*$|:\S+ (ACCEPT|DROP|-)|(\[\d+:\d+\] )?-[AINP] \S|(sudo )?(\/\S*\/)?ip6?tables(-nft|-legacy)? )/.test(
      line,
    ),
  ).length;
  const nft = lines.filter((line) =>
    /^\s*((table|add|insert|flush|define|chain)\s|type (filter|nat|route) hook|(sudo )?(\/\S*\/)?nft )/.test(line),
  ).length;
  return iptables > nft ? readIptables(source, name, isVersion6(name, source)) : doubtShadows(readNft(source, name));
}

function isVersion6(name: string, source: string): boolean {
  const file = name.split(/[\\/]/).at(-1) ?? "";
  if (/v6|ip6|6\.rules$/.test(file)) return true;
  if (/v4/.test(file)) return false;
  // Without a name: what only IPv6 has, and nothing that only IPv4 has.
  let six = false;
  for (const [word] of source.matchAll(/\S+/g)) {
    if (word === "icmp" || /^\d+\.\d+\.\d+\.\d/.test(word)) return false;
    six ||= /^(ipv6-icmp|icmpv6|--icmpv6-type)$|^icmp6-|^[0-9a-f]{1,4}:[0-9a-f:]*:/.test(word);
  }
  return six;
}
