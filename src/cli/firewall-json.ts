// The report of `firewall` as JSON: its own types, apart from those inside.
import type { FirewallAnswer } from "../core/index.ts";
import { toJson } from "./json.ts";

export function firewallJson(answer: FirewallAnswer): string {
  const { tracking, families, because, ports, portsLeftOut, rules, notUnderstood } = answer;
  return `${toJson({
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
      saves,
    })),
    portsLeftOut,
    rules,
    notUnderstood: notUnderstood.map(({ file, line, text }) => ({ ...fileOf(file), line, text })),
  })}\n`;
}

function fileOf(file: string): { readonly file?: string } {
  return file === "" ? {} : { file };
}
