// firewall: which rules need tracking.
import schema from "../../cli/json/firewall.schema.json" with { type: "json" };
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Firewall {
  readonly tracking: string;
  readonly ports: readonly { readonly protocol: string; readonly port: number; readonly role: string; readonly answer: string }[];
  readonly notUnderstood: readonly { readonly line: number; readonly text: string }[];
}

export const firewall: Tool<Firewall> = {
  name: "firewall",
  title: "Which rules need connection tracking",
  description:
    "Shows which ports in firewall rules (nft list ruleset, iptables-save, ip6tables-save) need connection tracking, and writes rules that work without it. Applies nothing.",
  options: ["dump", "port"],
  paths: { dump: "file" },
  reads: { what: "files", help: "Rule sets; together they are the rules of one host." },
  text: "The rules themselves.",
  needs: ["paths", "text"],
  schema,
  knowledge: ({ tracking, ports, notUnderstood }, given) => [
    {
      inferred: ["Each answer is derived by walking packets through the rules as written."],
      unknown: [
        ...(tracking === "unknown" ? ["Whether these rules turn connection tracking on is unknown."] : []),
        ...notUnderstood.map(({ line, text }) => `Line ${line} is not recognized and is treated as needing tracking: ${text}`),
        ...ports.filter(({ answer }) => answer === "unknown").map(({ protocol, port, role }) => `${protocol} port ${port} (${role}).`),
      ],
      ask: [
        "Are these all rules of the host: nft list ruleset, iptables-save and ip6tables-save, as root, in the right network namespace?",
        ...(given["dump"] === undefined
          ? ["How many entries does each port have (sudo conntrack -L)? Without this, the savings are unknown."]
          : []),
      ],
    },
  ],
};
