// docs/kernels.md: distributions by name, and what is left open.
import { DISTRIBUTIONS, openings } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";

const KNOWN = { booted: "Verified on booted kernels", read: "Read in its source", open: "Open" } as const;

export const kernelReference: Generated = {
  path: "docs/kernels.md",
  text: () =>
    [
      "# Kernels",
      "",
      "Generated from the product's tables.",
      "",
      "## Distributions",
      "",
      "The output of `uname -r`, how the facts are known, and the differences from mainline of that version. *Open* means that the facts of mainline are used, and backports of the vendor are unknown.",
      "",
      "| Distribution | Kernel | Known | Differs |",
      "|---|---|---|---|",
      ...DISTRIBUTIONS.map(
        ({ name, kernel, known, differs }) => `| ${name} | \`${kernel}\` | ${KNOWN[known]} | ${cell(differs.join(" "))} |`,
      ),
      "",
      "The booted kernels, with dates and tests: [verification.md](verification.md).",
      "",
      "## Open",
      "",
      "Between the last kernel without a change and the first kernel with it, both are possible, and the product says so instead of guessing. These are the gaps since 4.19, each with the kernel that would settle it.",
      "",
      "| Versions | Open | Settled by |",
      "|---|---|---|",
      ...openings().map(({ versions, facts, settledBy }) => `| ${versions} | ${cell(facts.join(", "))} | ${settledBy} |`),
      "",
    ].join("\n"),
};
