// The step that comes before any rule where a destination does not answer: look whether it does, and repair or remove it.
import { serviceName } from "../../evidence/dump/service-name.ts";
import type { Service } from "../../evidence/dump/summary.ts";
import { say } from "../../words/say.ts";
import type { Step } from "../diagnosis.ts";
import { advice } from "./steps.ts";

const DNS = 53;

/** `users` are those that ask it, as a genitive has them: "this host", "10.0.0.9", "the clients". */
export function mendDestination(services: readonly Service[], users: string, more: string): Step {
  const [first] = services;
  const from = services.every(({ port }) => port === DNS)
    ? say("the resolvers of {users}", { users })
    : say("the configuration of {users}", { users });
  return advice(
    "mend-destination",
    first && services.length === 1
      ? say("Check whether {service} answers{probe}; if not, repair it, or remove it from {from}; {more}", {
          ...{ service: serviceName(first), probe: probeOf(first), from, more },
        })
      : say("Check whether the destinations answer; if not, repair them, or remove them from {from}; {more}", { from, more }),
  );
}

function probeOf({ protocol, address, port }: Service): string {
  if (!/^[0-9a-f.:]+$/.test(address) || port === null) return "";
  if (port === DNS) return ` (dig @${address} . NS)`;
  return protocol === "tcp" ? ` (nc -vz -w 3 ${address} ${port})` : "";
}
