// The step that comes before any rule where a destination does not answer: look whether it does, and repair or remove it.
import { serviceName } from "../../evidence/dump/service-name.ts";
import type { Service } from "../../evidence/dump/summary.ts";
import type { Step } from "../diagnosis.ts";
import { CHECK, REPAIR, THEN } from "./mend-destination.words.ts";
import { advice } from "./steps.ts";

const DNS = 53;

/** Who asks what does not answer; `source` is the address of one. */
type Asker = { readonly kind: "host" | "clients" | "sources" } | { readonly kind: "source"; readonly source: string };

export function mendDestination(services: readonly Service[], asker: Asker): Step {
  const [first] = services;
  const one = first && services.length === 1;
  const check = one ? CHECK.one({ service: serviceName(first), probe: probeOf(first) }) : CHECK.several();
  const { configuration, resolvers } = REPAIR[asker.kind];
  const repair = services.every(({ port }) => port === DNS) ? resolvers : configuration;
  const source = asker.kind === "source" ? asker.source : "";
  return advice("mend-destination", [check, repair(source), then(services, asker)].join(". "));
}

function then(services: readonly Service[], { kind }: Asker): string {
  if (kind === "host") return THEN.host();
  if (kind !== "clients") return THEN.noRule();
  return services.every(({ protocol }) => protocol === "tcp") ? THEN.tcpClients() : THEN.clients();
}

function probeOf({ protocol, address, port }: Service): string {
  if (!/^[0-9a-f.:]+$/.test(address) || port === null) return "";
  if (port === DNS) return `dig @${address} . NS`;
  return protocol === "tcp" ? `nc -vz -w 3 ${address} ${port}` : "";
}
