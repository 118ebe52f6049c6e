// Ports that no rule tells apart: their packets go the same way, which is walked once for all of them.
import type { FieldName, Table } from "../model.ts";
import type { Packet, PortRange } from "./packet.ts";

type Cell = (range: PortRange | undefined) => string;

/** All that a packet's way through the rules of tables depends on. */
export type Likeness = (packet: Packet) => string;

export function likenessIn(tables: Iterable<Table>): Likeness {
  const all = [...tables];
  const source = cellsOf(cutsAt(all, new Set(["source port", "any port", "ct original port"])));
  const destination = cellsOf(cutsAt(all, new Set(["destination port", "any port", "ct original port"])));
  return (packet) => {
    const { family, protocol, icmpType, sourceIsLocal, destinationIsLocal, hooks, tracked, untracked, kind, loopback } = packet;
    const views = `${tracked.state}/${tracked.flags}/${untracked.state}/${untracked.flags}`;
    const where = `${family}/${protocol}/${icmpType}/${sourceIsLocal}/${destinationIsLocal}/${hooks[0]}/${hooks[1]}/${hooks[2]}/${loopback}`;
    return `${where}/${kind}/${views}/${source(packet.source)}/${destination(packet.destination)}`;
  };
}

/** Where ranges of ports that rules ask for begin, and the first ports behind them; ascending. */
function cutsAt(tables: readonly Table[], names: ReadonlySet<FieldName>): readonly number[] {
  const cuts = new Set<number>();
  /** Sets that were gone through, by the place of the port in them: any number of rules may name one. */
  const done = new WeakMap<object, Set<number>>();
  for (const { chains, sets } of tables) {
    for (const { rules } of chains.values()) {
      for (const step of rules.flatMap(({ steps }) => steps)) {
        if (step.kind !== "lookup") continue;
        const elements = step.set === undefined ? step.elements : (sets.get(step.set)?.elements ?? []);
        for (const [at, { name }] of step.fields.entries()) {
          if (!names.has(name) || done.get(elements)?.has(at)) continue;
          done.set(elements, (done.get(elements) ?? new Set<number>()).add(at));
          for (const { values } of elements) {
            const { low, high } = values[at] ?? {};
            if (low === undefined || high === undefined) continue;
            cuts.add(low);
            cuts.add(high + 1);
          }
        }
      }
    }
  }
  return [...cuts].sort((a, b) => a - b);
}

function cellsOf(cuts: readonly number[]): Cell {
  return (range) => {
    if (!range) return "";
    if (range.low !== range.high) return `${range.low}-${range.high}`;
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle] ?? 0) <= range.low) low = middle + 1;
      else high = middle;
    }
    return String(low);
  };
}
