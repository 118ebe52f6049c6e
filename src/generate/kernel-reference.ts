// docs/kernels.md: distributions by name, and what is left open.
import { DISTRIBUTIONS, openings } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";

const KNOWN = { booted: "Booted and asked", read: "Read in its source", open: "Open" } as const;

export const kernelReference: Generated = {
  path: "docs/kernels.md",
  text: () =>
    [
      "# Kernels",
      "",
      "Generated from the tables of the product.",
      "",
      "## Distributions",
      "",
      "What `uname -r` prints there, how it is known, and what differs from the mainline of that number. Where a line says *open*, the facts of the mainline stand for it, and those that vendors carry back are left open.",
      "",
      "| Distribution | Kernel | Known | Differs |",
      "|---|---|---|---|",
      ...DISTRIBUTIONS.map(
        ({ name, kernel, known, differs }) => `| ${name} | \`${kernel}\` | ${KNOWN[known]} | ${cell(differs.join(" "))} |`,
      ),
      "",
      "Which kernels were booted and asked, when, and what: [verification.md](verification.md).",
      "",
      "## Open",
      "",
      "Between the last kernel seen without a change and the first seen with it either may hold, and the product says so instead of guessing. These are the gaps since 4.19, each with the kernel that would settle it.",
      "",
      "| Versions | Open | Settled by |",
      "|---|---|---|",
      ...openings().map(({ versions, facts, settledBy }) => `| ${versions} | ${cell(facts.join(", "))} | ${settledBy} |`),
      "",
    ].join("\n"),
};
