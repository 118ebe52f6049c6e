// size: what a table costs.
import schema from "../../cli/json/size.schema.json" with { type: "json" };
import { aboutTarget } from "../knowledge.ts";
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Size {
  readonly basis: readonly string[];
}

export const size: Tool<Size> = {
  name: "size",
  title: "Size a conntrack table",
  description: "Shows the kernel memory of a full conntrack table of max entries, and how full its hash table can get.",
  options: ["max", "buckets", "features", "kernel", "arch", "memory", "cpus", "page-size"],
  needs: ["max"],
  schema,
  knowledge: ({ basis }, given) => [
    {
      measured: basis.filter((line) => line.startsWith("measured")),
      inferred: basis.filter((line) => !/^(?:measured|assumed)/.test(line)),
      unknown: basis.filter((line) => line.startsWith("assumed")),
    },
    aboutTarget(given, ["kernel", "memory"]),
  ],
};
