// Who is behind the busiest addresses and services, as a table. Text is made safe to see.

import type { Owners } from "../evidence/owners/owners.ts";
import type { TableModel } from "../figures/chart-model.ts";
import { visible } from "../text/visible.ts";
import { say } from "../words/say.ts";

/** Undefined where the host told nothing. */
export function ownerTable({ addresses, services, notes }: Owners): TableModel | undefined {
  const rows = [
    ...services.map(({ protocol, address, port, process, name }) => [
      `${protocol} ${address.includes(":") ? `[${address}]` : address}:${port}`,
      say("{name} (process {pid})", { name: process.name, pid: process.pid }),
      name,
    ]),
    ...addresses.map(({ address, name }) => [address, "", name]),
  ];
  if (rows.length === 0) return undefined;
  return {
    caption: [say("Owners of these addresses and services on this host"), ...notes].join(". "),
    columns: [say("Address or service"), say("Process"), say("Namespace")].map((label) => ({ label, unit: null })),
    rows: rows.map((row) => row.map(visible)),
  };
}
