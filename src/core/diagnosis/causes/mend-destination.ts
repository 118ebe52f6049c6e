// The step that comes before any rule where a destination does not answer: look whether it does, and repair or remove it.
import { serviceName } from "../../evidence/dump/service-name.ts";
import type { Service } from "../../evidence/dump/summary.ts";
import type { Step } from "../diagnosis.ts";
import { MEND } from "./mend-destination.words.ts";
import { advice } from "./steps.ts";

const DNS = 53;

/** Who asks what does not answer; `source` is the address of one. */
type Asker = { readonly kind: "host" | "clients" | "sources" } | { readonly kind: "source"; readonly source: string };

export function mendDestination(services: readonly Service[], asker: Asker): Step {
  const [first] = services;
  const sentences = MEND[asker.kind === "clients" && services.every(({ protocol }) => protocol === "tcp") ? "tcpClients" : asker.kind];
  const names = services.every(({ port }) => port === DNS);
  const source = asker.kind === "source" ? asker.source : "";
  const one = first && services.length === 1;
  const asked = one ? { service: serviceName(first), probe: probeOf(first), source } : { service: "", probe: "", source };
  if (names) return advice("mend-destination", one ? sentences.resolver(asked) : sentences.resolvers(asked));
  return advice("mend-destination", one ? sentences.one(asked) : sentences.several(asked));
}

function probeOf({ protocol, address, port }: Service): string {
  if (!/^[0-9a-f.:]+$/.test(address) || port === null) return "";
  if (port === DNS) return ` (dig @${address} . NS)`;
  return protocol === "tcp" ? ` (nc -vz -w 3 ${address} ${port})` : "";
}
