// Who is behind addresses and services, as JSON.
import type { Owners } from "../../core/diagnosis/index.ts";
import type { OwnersJson } from "../json/owners.ts";

export function ownersJson({ addresses, services, notes }: Owners): OwnersJson {
  return {
    addresses: addresses.map(({ address, name }) => ({ address, name })),
    services: services.map(({ protocol, address, port, process, name }) => {
      return { protocol, address, port, process: { pid: process.pid, name: process.name }, name };
    }),
    notes,
  };
}
