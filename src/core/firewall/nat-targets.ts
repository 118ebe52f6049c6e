// Ports that NAT sends flows on to: their replies come from there, and must stay tracked to be put back.
import type { Rule, RuleSet, Step, Table } from "./model.ts";
import { portNumber, TCP, UDP, WITH_PORTS } from "./names.ts";

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
            for (const ports of portsOf(step, table))
              targets.push({ rule, protocols: protocolsOf(rule), ...ports, away: step.nat === "dnat", family });
          }
        }
      }
    }
  }
  return targets;
}

interface Ports {
  readonly low: number;
  readonly high: number;
}

const ANY: Ports = { low: 0, high: 65535 };

/** Empty: the port stays what it was, and the class of that port meets the rule itself. */
function portsOf({ text, map, nat }: Extract<Step, { kind: "nat" }>, { sets }: Table): readonly Ports[] {
  if (map) {
    const set = map.set === undefined ? undefined : sets.get(map.set);
    if ((map.set !== undefined && !set) || set?.dynamic) return [ANY];
    return (set?.elements ?? map.elements).flatMap(({ data }) => (data === undefined ? [ANY] : mappedPorts(data, nat === "redirect")));
  }
  if (/--to-destination \S*%/.test(text)) return [ANY];
  const ports = portsIn(text);
  return ports ? [ports] : [];
}

/** Of what a map gives: `10.0.0.2 . 80`, or a port where nothing else is rewritten; of an address alone, none. */
function mappedPorts(data: string, isPort: boolean): readonly Ports[] {
  const last = data.split(" . ").at(-1) ?? "";
  if (!isPort && !data.includes(" . ") && !/^\d{1,5}(-\d{1,5})?$/.test(data)) return [];
  const [low, high] = last.split("-").map((word) => portNumber(word));
  return low === undefined ? [ANY] : [{ low, high: high ?? low }];
}

function portsIn(text: string): Ports | undefined {
  const words = text.split(" ");
  const target =
    words[words.findIndex((word) => word === "to" || word === "--to-destination" || word === "--to-ports" || word === "--to") + 1] ?? "";
  const isPort = words.includes("--to-ports");
  const bare = target.includes("]") ? target.slice(target.indexOf("]") + 1) : isPort ? `:${target}` : target;
  const at = bare.indexOf(":");
  // Addresses of IPv6 without brackets have no port.
  if (at < 0 || at !== bare.lastIndexOf(":")) return undefined;
  const [low, high] = (bare.slice(at + 1).split("/")[0] ?? "").split("-").map(Number);
  if (low === undefined || Number.isNaN(low)) return ANY;
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

type FindTarget = (protocol: number, port: number, away: boolean) => NatTarget | undefined;

/** Finds the first rule whose flows would be untracked half way, if replies from a port were: one look, however many there are. */
export function targetFinder(targets: readonly NatTarget[]): FindTarget {
  const tables = new Map<string, FirstByPort>();
  for (const target of targets) {
    for (const protocol of target.protocols ?? [TCP, UDP]) {
      if (!WITH_PORTS.includes(protocol)) continue;
      const key = `${protocol} ${target.away}`;
      const table = tables.get(key) ?? new FirstByPort();
      tables.set(key, table);
      table.add(target);
    }
  }
  return (protocol, port, away) => tables.get(`${protocol} ${away}`)?.at(port);
}

const LAST_PORT = 65535;

/** For each port the first target that has it in its range. */
class FirstByPort {
  readonly #first: (NatTarget | undefined)[] = [];
  /** From a port that is taken on, where the next free one is looked for. */
  readonly #next = new Map<number, number>();

  add(target: NatTarget): void {
    const last = Math.min(LAST_PORT, target.high);
    for (let port = this.#free(Math.max(0, Math.ceil(target.low))); port <= last; port = this.#free(port + 1)) {
      this.#first[port] = target;
      this.#next.set(port, port + 1);
    }
  }

  at(port: number): NatTarget | undefined {
    return this.#first[port];
  }

  /** Ways that were gone are made short, so that no range is walked twice. */
  #free(port: number): number {
    let end = port;
    for (let next = this.#next.get(end); next !== undefined; next = this.#next.get(end)) end = next;
    for (let at = port; at !== end; ) {
      const next = this.#next.get(at) ?? end;
      this.#next.set(at, end);
      at = next;
    }
    return end;
  }
}
