// The addresses that a network namespace has itself, of those that are asked for: /proc/PID/net/fib_trie and if_inet6.
import { formatIpv6 } from "../dump/address.ts";

/** The leaf of an address, and below it what it is: `|-- 10.9.0.1`, `/32 host LOCAL`. Loopback is everybody's. */
export function localIpv4(fibTrie: string, asked: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  let leaf = "";
  for (const line of fibTrie.split("\n")) {
    const at = line.indexOf("|-- ");
    if (at >= 0) leaf = line.slice(at + 4).trim();
    else if (line.includes("/32 host LOCAL") && asked.has(leaf) && !leaf.startsWith("127.")) found.add(leaf);
  }
  return [...found];
}

/** `fd000000000000000000000000000001 02 40 00 80 eth0`: address, index, length of the prefix, scope, flags, interface. */
export function localIpv6(ifInet6: string, asked: ReadonlySet<string>): readonly string[] {
  return ifInet6.split("\n").flatMap((line) => {
    const digits = /^([0-9a-f]{32}) /.exec(line)?.[1];
    if (digits === undefined) return [];
    const words = [0, 8, 16, 24].map((from) => Number.parseInt(digits.slice(from, from + 8), 16) | 0);
    const address = formatIpv6(words);
    return asked.has(address) && address !== "::1" ? [address] : [];
  });
}
