// Which services the answered flows of a protocol go to, in words.

import { serviceName } from "../../evidence/dump/service-name.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";

const NAMED = 3;

/** One sentence, or none where no service stands out. */
export function servicesLine({ evidence: { table } }: Context, protocol: string): readonly string[] {
  const services = table?.top.answeredServices.items.filter((service) => service.protocol === protocol && service.entries > 1) ?? [];
  if (services.length === 0) return [];
  const named = services.slice(0, NAMED).map((service) => `${serviceName(service)} (${formatCount(service.entries)})`);
  return [
    named.length === 1
      ? say("The most frequent service is {services}", { services: named.join("") })
      : say("The most frequent services are {services}", { services: named.join(", ") }),
  ];
}
