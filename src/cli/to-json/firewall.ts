// What rules need of tracking, as JSON.
import type { FirewallAnswer } from "../../core/firewall/index.ts";
import type { FirewallJson } from "../json/firewall.ts";

export function firewallJson(answer: FirewallAnswer): FirewallJson {
  const { tracking, families, because, ports, portsLeftOut, rules, notUnderstood } = answer;
  return {
    version: 1,
    tracking,
    families,
    because: because.map(({ family, table, chain, file, line, rule, why }) => ({ family, table, chain, ...fileOf(file), line, rule, why })),
    ports: ports.map(({ protocol, port, role, answer: own, lines, reasons, dropped, saves }) => ({
      protocol,
      port,
      role,
      answer: own,
      lines,
      reasons: reasons.map(({ family, table, chain, file, line, rule, why }) => ({
        family,
        table,
        chain,
        ...fileOf(file),
        line,
        rule,
        why,
      })),
      dropped,
      saves: saves && { entries: saves.entries, bytes: saves.bytes, newPerSecond: saves.newPerSecond },
    })),
    portsLeftOut,
    rules: { nft: rules.nft, iptables: rules.iptables },
    notUnderstood: notUnderstood.map(({ file, line, text }) => ({ ...fileOf(file), line, text })),
  };
}

function fileOf(file: string): { readonly file?: string } {
  return file === "" ? {} : { file };
}
