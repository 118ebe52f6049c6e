// Who is behind the busiest addresses and services of a table, where the host that it is of tells: plain data.
import type { DumpSummary } from "../dump/summary.ts";

export interface Owners {
  /** Addresses of namespaces of this host; `own` are those of the namespace that the table is of. */
  readonly addresses: readonly { readonly address: string; readonly name: string; readonly own: boolean }[];
  /** Services that a process of this host listens for. */
  readonly services: readonly OwnedService[];
  /** What was not found out; one sentence each. */
  readonly notes: readonly string[];
}

export interface OwnedService extends AskedService {
  readonly process: { readonly pid: number; readonly name: string };
  /** Of its namespace. */
  readonly name: string;
}

interface AskedService {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

/** What is asked of the host: only what the lists of the table name, so that it costs the same for any table. */
export interface OwnerQuestion {
  readonly addresses: readonly string[];
  readonly services: readonly AskedService[];
}

export function ownerQuestion({ top }: DumpSummary): OwnerQuestion {
  const lists = [top.sources, top.destinations, top.unrepliedSources, top.answeredSources, top.services];
  const services = [...top.services.items, ...top.answeredServices.items, ...top.unrepliedServices.items];
  const asked = new Map(
    services.flatMap(({ protocol, address, port }) =>
      port === null ? [] : [[`${protocol} ${address} ${port}`, { protocol, address, port }] as const],
    ),
  );
  return {
    addresses: [...new Set([...lists.flatMap(({ items }) => items), ...services].map(({ address }) => address))],
    services: [...asked.values()],
  };
}
