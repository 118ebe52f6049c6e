// docs/kernels.md: distributions by name, what was asked of booted kernels and when, and what is left open.
import { DISTRIBUTIONS, openings } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";
import { recordedKernels } from "./recordings.ts";

const KNOWN = { booted: "Booted and asked", read: "Read in its source", open: "Open" } as const;

export const kernelReference: Generated = {
  path: "docs/kernels.md",
  text: (_, read) =>
    [
      "# Kernels",
      "",
      "Generated from the tables of the product and the recordings of booted kernels.",
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
      "## Asked",
      "",
      "Kernels that were booted and answered: presence, mode and default of every key, what writes come to, sizes and small hash tables. `npm run verify:kernels` asks them again.",
      "",
      "| Kernel | `uname -r` | Architecture | Page | Asked | From |",
      "|---|---|---|---|---|---|",
      ...recordedKernels(read).map(
        ({ level, realtime, release, arch, page, date, from }) =>
          `| ${level}${realtime ? " (real-time)" : ""} | \`${release}\` | ${arch} | ${page / 1024} KiB | ${date} | ${cell(from)} |`,
      ),
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
