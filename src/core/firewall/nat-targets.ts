// Ports that NAT sends flows on to: their replies come from there, and must stay tracked to be put back.
import type { Rule, RuleSet, Step } from "./model.ts";
import { TCP, UDP } from "./names.ts";

export interface NatTarget {
  readonly rule: Rule;
  /** undefined: any. */
  readonly protocols: readonly number[] | undefined;
  readonly low: number;
  readonly high: number;
  /** To another host; else to a port of this one. */
  readonly away: boolean;
  readonly family: "ip" | "ip6" | "inet";
}

export function natTargets(sets: readonly RuleSet[]): readonly NatTarget[] {
  const targets: NatTarget[] = [];
  for (const { tables } of sets) {
    for (const table of tables) {
      const { family } = table;
      if (family !== "ip" && family !== "ip6" && family !== "inet") continue;
      for (const chain of table.chains.values()) {
        for (const rule of chain.rules) {
          for (const step of rule.steps) {
            if (step.kind !== "nat" || (step.nat !== "dnat" && step.nat !== "redirect")) continue;
            const ports = portsOf(step);
            if (ports) targets.push({ rule, protocols: protocolsOf(rule), ...ports, away: step.nat === "dnat", family });
          }
        }
      }
    }
  }
  return targets;
}

/** undefined: the port stays what it was, and the class of that port meets the rule itself. */
function portsOf({ text }: Extract<Step, { kind: "nat" }>): { readonly low: number; readonly high: number } | undefined {
  // Maps give each flow a port of its own.
  if (/ map |--to-destination \S*%/.test(text)) return { low: 0, high: 65535 };
  const words = text.split(" ");
  const target =
    words[words.findIndex((word) => word === "to" || word === "--to-destination" || word === "--to-ports" || word === "--to") + 1] ?? "";
  const isPort = words.includes("--to-ports");
  const bare = target.includes("]") ? target.slice(target.indexOf("]") + 1) : isPort ? `:${target}` : target;
  const at = bare.indexOf(":");
  // Addresses of IPv6 without brackets have no port.
  if (at < 0 || at !== bare.lastIndexOf(":")) return undefined;
  const [low, high] = (bare.slice(at + 1).split("/")[0] ?? "").split("-").map(Number);
  if (low === undefined || Number.isNaN(low)) return { low: 0, high: 65535 };
  return { low, high: high === undefined || Number.isNaN(high) ? low : high };
}

function protocolsOf(rule: Rule): readonly number[] | undefined {
  for (const step of rule.steps) {
    if (step.kind !== "lookup" || step.negated) continue;
    const field = step.fields[0];
    if (field?.name === "protocol" && step.set === undefined) {
      const numbers = step.elements.flatMap(({ values }) => values[0]?.low ?? []);
      if (numbers.length > 0) return numbers;
    }
    if (field?.protocols && field.protocols.length === 1) return field.protocols;
  }
  return undefined;
}

/** The rule whose flows would be untracked half way, if replies from this port were. */
export function targetAt(targets: readonly NatTarget[], protocol: number, port: number, away: boolean): NatTarget | undefined {
  return targets.find(
    (one) =>
      one.away === away &&
      one.low <= port &&
      port <= one.high &&
      (one.protocols ? one.protocols.includes(protocol) : protocol === TCP || protocol === UDP),
  );
}
