// Rule sets of iptables in few words, for both backends and both families.
import type { VerifiedSet } from "./set.ts";

type Tables = Readonly<Record<string, readonly string[]>>;

/** For iptables-restore: chains of the user's are those that rules jump to. */
export function save(tables: Tables, policies: Readonly<Record<string, string>> = {}): string {
  const builtIn: Readonly<Record<string, readonly string[]>> = {
    raw: ["PREROUTING", "OUTPUT"],
    mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
    nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    filter: ["INPUT", "FORWARD", "OUTPUT"],
  };
  return Object.entries(tables)
    .map(([name, rules]) => {
      const own = builtIn[name] ?? [];
      const others = [...new Set(rules.map((rule) => rule.split(" ")[0] ?? "").filter((chain) => !own.includes(chain)))];
      const heads = [
        ...own.map((chain) => `:${chain} ${name === "filter" ? (policies[chain] ?? "ACCEPT") : "ACCEPT"} [0:0]`),
        ...others.map((chain) => `:${chain} - [0:0]`),
      ];
      return [`*${name}`, ...heads, ...rules.map((rule) => `-A ${rule}`), "COMMIT", ""].join("\n");
    })
    .join("");
}

const six = (rules: readonly string[]): readonly string[] =>
  rules.map((rule) =>
    rule
      .replaceAll("-p icmp -m icmp --icmp-type", "-p ipv6-icmp -m icmp6 --icmpv6-type")
      .replaceAll("icmp-port-unreachable", "icmp6-port-unreachable"),
  );
const ND = "INPUT -p ipv6-icmp -j ACCEPT";
export const DROP = { INPUT: "DROP", FORWARD: "DROP" };

export function bothBackends(
  name: string,
  ports: readonly number[],
  tables: Tables,
  more: Partial<VerifiedSet> = {},
  policies: Readonly<Record<string, string>> = DROP,
): readonly VerifiedSet[] {
  const tables6 = Object.fromEntries(
    Object.entries(tables).map(([table, rules]) => [table, table === "filter" ? [ND_NEIGHBOURS, ...six(rules)] : six(rules)]),
  );
  return (["iptables-nft", "iptables-legacy"] as const).map((backend) => ({
    name: `${name} (${backend})`,
    backend,
    ports,
    rules: save(tables, policies),
    rules6: save(tables6, policies),
    ...more,
  }));
}

const ND_NEIGHBOURS = "INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 135/0 -j ACCEPT";
export const NO_V6 = { rules6: save({ filter: [ND] }) };
