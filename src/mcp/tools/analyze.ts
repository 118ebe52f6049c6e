// analyze: what is in a dump.
import schema from "../../cli/json/analyze.schema.json" with { type: "json" };
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Analyze {
  readonly entries: number;
  readonly badLines: number;
  readonly rates: Readonly<Record<string, Readonly<Record<string, { readonly perSecond: number | null; readonly reason: string | null }>>>>;
}

export const analyze: Tool<Analyze> = {
  name: "analyze",
  title: "Summarize a conntrack table",
  description:
    "Summarizes a dump of the connection tracking table (/proc/net/nf_conntrack or conntrack -L): states, remaining times, arrival rates, top talkers.",
  options: ["top"],
  reads: { what: "file", help: "The dump." },
  text: "The dump itself.",
  needs: ["paths", "text"],
  schema,
  knowledge: ({ entries, badLines, rates }) => {
    const all = Object.entries(rates).flatMap(([protocol, states]) =>
      Object.entries(states).map(([state, rate]) => ({ protocol, state, ...rate })),
    );
    return [
      {
        measured: [`${entries} entries counted.`],
        inferred: all.some(({ perSecond }) => perSecond !== null) ? ["Arrival rates are derived from the remaining times of entries."] : [],
        unknown: [
          ...(badLines > 0 ? [`${badLines === 1 ? "1 line is not" : `${badLines} lines are not`} part of a table and not counted.`] : []),
          ...all.flatMap(({ protocol, state, perSecond, reason }) =>
            perSecond === null && reason !== null ? [`Arrivals of ${protocol} ${state}: ${reason}`] : [],
          ),
        ],
        ask: ["When was the dump taken: at the peak or at a quiet time?", "What is the limit (sysctl net.netfilter.nf_conntrack_max)?"],
      },
    ];
  },
};
