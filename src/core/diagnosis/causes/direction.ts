// Where the packets of unanswered entries go: to this host, or through it. By the host's own addresses where they are known,
// else by what the entries show of NAT.
import type { Service } from "../../evidence/dump/summary.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { sumOf } from "./concentration.ts";

type Hook = "input" | "forward";

/** Of the entries that are looked at: nearly all of them go one way, or both ways matter. Our judgement. */
const NEARLY_ALL = 0.9;
const MOST = 0.5;

/** The hooks that they pass, most of them first; none where nothing tells. */
export function hooksTowards({ table, owners }: Pick<Evidence, "table" | "owners">): readonly Hook[] {
  if (!table) return [];
  // Of a scan these are ten of many, each with a few entries.
  const services = table.top.unrepliedServices.items;
  const share = (own: readonly string[]): number => sumOf(services.filter(isAt(own))) / Math.max(1, sumOf(services));
  if (owners) {
    const asked = share(owners.addresses.filter(({ own }) => own).map(({ address }) => address));
    // What comes for an own address and is translated, as to a published port, goes on through the host.
    const here = Math.min(asked, 1 - table.unrepliedNat / Math.max(1, table.unreplied));
    return here >= NEARLY_ALL
      ? ["input"]
      : here <= 1 - NEARLY_ALL
        ? ["forward"]
        : here >= MOST
          ? ["input", "forward"]
          : ["forward", "input"];
  }
  if (table.unrepliedNat >= MOST * table.unreplied) return ["forward"];
  return share(table.natAddresses) >= NEARLY_ALL ? ["input"] : [];
}

function isAt(addresses: readonly string[]): (service: Service) => boolean {
  return ({ address }) => addresses.includes(address);
}
