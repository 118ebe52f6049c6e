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
    "Says which conntrack settings are in force once all files of a system's tree have been applied in order, and what became of every other line. root is the folder that holds etc.",
  options: ["root", "applier", ...TARGET],
  paths: { root: "folder" },
  needs: ["root"],
  schema,
  knowledge: ({ applier, settings, scripts = [] }, given) => [
    {
      measured: [`${settings.length} keys are set by files that were read.`],
      inferred: [
        `${applier} applies the files: ${given["applier"] === undefined || given["applier"] === "auto" ? "the tree shows it, or it is the usual one" : "as was said"}.`,
        "The order and the fate of each line follow from how that program was seen to work.",
      ],
      unknown: scripts.map(({ file, line, key }) => `${file}, line ${line} may set ${key} too: whether and when it runs is not told.`),
      ask: ["What is in force now (sysctl -a -r conntrack)? Files tell what the next boot leaves, not what somebody set since."],
    },
    aboutTarget(given, ["kernel"]),
  ],
};
