// effective: what a tree of files leaves in force.
import schema from "../../cli/json/effective.schema.json" with { type: "json" };
import { aboutTarget } from "../knowledge.ts";
import { TARGET } from "../target.ts";
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Effective {
  readonly applier: string;
  readonly settings: readonly unknown[];
  readonly scripts?: readonly { readonly file: string; readonly line: number; readonly key: string }[];
}

export const effective: Tool<Effective> = {
  name: "effective",
  title: "Effective conntrack configuration",
  description:
    "Shows which conntrack settings take effect after all files of a system's tree are applied in order, and why other lines have no effect. root is the folder that contains etc.",
  options: ["root", "applier", ...TARGET],
  paths: { root: "folder" },
  needs: ["root"],
  schema,
  knowledge: ({ applier, settings, scripts = [] }, given) => [
    {
      measured: [`${settings.length} keys are set by the files read.`],
      inferred: [
        `${applier} applies the files: ${given["applier"] === undefined || given["applier"] === "auto" ? "detected from the tree, or the default" : "as given"}.`,
        "The order and the effect of each line follow from the observed behaviour of that program.",
      ],
      unknown: scripts.map(({ file, line, key }) => `${file}, line ${line} may set ${key} as well; whether and when it runs is unknown.`),
      ask: ["What are the current values (sysctl -a -r conntrack)? Files show the values after the next boot, not later changes."],
    },
    aboutTarget(given, ["kernel"]),
  ],
};
