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
    "Works out nf_conntrack_max, buckets, timeouts and kernel memory for a workload: rate (new flows a second) and duration (of a flow), or a saved plan (from). Ask for figures that were measured; do not make them up.",
  options: [
    ...["from", "protocol", "rate", "duration", "ends", "one-way", "packets", "pairs"],
    ...TARGET,
    ...["max", "buckets", "features", "budget", "namespaces", "headroom", "mean-chain", "peak", "failover", "retries"],
    ...["lookups", "lookup-tries", "lookup-sockets", "checks", "check-interval"],
  ],
  paths: { from: "file" },
  text: "A plan as the calculator saves it, in place of a file.",
  needs: ["from", "text", "rate"],
  schema,
  knowledge: ({ reasons }, given) => {
    const told = given["from"] !== undefined || given["text"] !== undefined;
    return [
      {
        inferred: ["Occupancy follows from the timeouts and states of the kernel, as measured runs confirm.", ...reasons],
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
  ["protocol", "The protocol was not given: TCP was taken."],
  ["ends", "How flows end was not given: closed properly was taken, and flows that are not linger for much longer."],
  ["one-way", "Whether the other side answers was not given: it was taken to."],
];
