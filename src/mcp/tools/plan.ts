// plan: a table for a workload.
import schema from "../../cli/json/plan.schema.json" with { type: "json" };
import { aboutTarget } from "../knowledge.ts";
import { TARGET } from "../target.ts";
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Plan {
  readonly reasons: readonly string[];
}

export const plan: Tool<Plan> = {
  name: "plan",
  title: "Plan a conntrack table",
  description:
    "Calculates nf_conntrack_max, buckets, timeouts and kernel memory for a workload: rate (new connections per second) and duration (of a connection), or a saved plan (from). Ask for measured figures; do not make them up.",
  options: [
    ...["from", "protocol", "rate", "duration", "ends", "one-way", "packets", "pairs"],
    ...TARGET,
    ...["max", "buckets", "features", "budget", "namespaces", "headroom", "mean-chain", "peak", "failover", "retries"],
    ...["lookups", "lookup-tries", "lookup-sockets", "checks", "check-interval"],
  ],
  paths: { from: "file" },
  text: "A plan saved by the calculator, instead of a file.",
  needs: ["from", "text", "rate"],
  schema,
  knowledge: ({ reasons }, given) => {
    const told = given["from"] !== undefined || given["text"] !== undefined;
    return [
      {
        inferred: ["Occupancy is derived from the kernel's timeouts and states, confirmed by measurements.", ...reasons],
        unknown: told ? [] : ASSUMED.filter(([name]) => given[name] === undefined).map(([, sentence]) => sentence),
        ask: told
          ? ["Were the rates and durations of the plan measured, and when?"]
          : ["Were rate and duration measured, at the peak, and where?"],
      },
      aboutTarget(given, ["kernel", "memory"]),
    ];
  },
};

/** What the calculator takes where nobody says. */
const ASSUMED: readonly (readonly [name: string, sentence: string])[] = [
  ["protocol", "The protocol was not given: TCP is assumed."],
  ["ends", "How connections end was not given: a normal close is assumed; other connections keep their entries much longer."],
  ["one-way", "Whether the other side replies was not given: it is assumed to."],
];
