// A rule set of the verification: how it is loaded, and the ports that are tried.

export interface VerifiedSet {
  readonly name: string;
  readonly backend: "nft" | "iptables-nft" | "iptables-legacy";
  /** For nft -f; or for iptables-restore. */
  readonly rules: string;
  /** For ip6tables-restore. */
  readonly rules6?: string;
  /** Commands of ipset to be restored first. */
  readonly sets?: string;
  readonly ports: readonly number[];
  /** What nft's JSON leaves out, so that it may be answered otherwise. */
  readonly jsonHides?: string;
  /** Names of the host's interfaces: wan0 and lan0 without them. */
  readonly wan?: string;
  readonly lan?: string;
}

export const input = (...rules: readonly string[]): string => chain("input", "drop", rules);
export const forward = (...rules: readonly string[]): string => chain("forward", "drop", rules);
export const output = (...rules: readonly string[]): string => chain("output", "drop", rules);

export function chain(hook: string, policy: string, rules: readonly string[], priority = "filter"): string {
  const name = priority === "filter" ? hook : `${hook}_${priority.replace(/\W/g, "_")}`;
  return `\tchain ${name} {\n\t\ttype filter hook ${hook} priority ${priority}; policy ${policy};\n${rules.map((rule) => `\t\t${rule}\n`).join("")}\t}\n`;
}

export function nat(hook: string, ...rules: readonly string[]): string {
  const priority = { prerouting: "-100", output: "-100", input: "100", postrouting: "100" }[hook] ?? "0";
  return `\tchain nat_${hook} {\n\t\ttype nat hook ${hook} priority ${priority}; policy accept;\n${rules.map((rule) => `\t\t${rule}\n`).join("")}\t}\n`;
}

export function sub(name: string, ...rules: readonly string[]): string {
  return `\tchain ${name} {\n${rules.map((rule) => `\t\t${rule}\n`).join("")}\t}\n`;
}

export function table(name: string, ...parts: readonly string[]): string {
  return `table ${name} {\n${parts.join("\n")}}\n`;
}

/** Neighbour discovery: without it nothing of IPv6 arrives. */
export const ND = "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept";
export const STATEFUL = "ct state established,related accept";
export const INVALID = "ct state invalid drop";

export const nftSet = (name: string, ports: readonly number[], ...tables: readonly string[]): VerifiedSet => ({
  name,
  backend: "nft",
  ports,
  rules: tables.join("\n"),
});
