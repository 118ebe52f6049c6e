// docs/verification.md: which kernels were booted and asked, when and how, and on which of them each figure was measured.

import { adviceRows, occupancyRows } from "./advice-tables.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";
import { kernelName, MEASURED, onKernels } from "./measured.ts";
import { type RecordedKernel, recordedKernels } from "./recordings.ts";
import { collectorRows, evictionRows, readRows, resizeRows } from "./verification-tables.ts";

export const verification: Generated = {
  path: "docs/verification.md",
  text: (_, read) => {
    const kernels = recordedKernels(read);
    return [
      "# Verification",
      "",
      "Generated from the recordings of booted kernels. `npm run verify:kernels` boots them, tests them, and compares the product with their answers; `-- --list` shows which of them a machine can boot, `-- NAME` tests one of them, `-- NAME --record` saves its answers. `npm test` compares the product with every recording and needs no kernel.",
      "",
      "## Kernels",
      "",
      "Boot is the time until the first program started, run the time of all tests. Under software emulation (tcg), neither indicates the speed of a kernel.",
      "",
      "| Kernel | `uname -r` | Architecture | Page | Tested | Emulator | Boot | Run | From |",
      "|---|---|---|---|---|---|--:|--:|---|",
      ...kernels.map(kernelRow),
      "",
      "## Figures",
      "",
      "Each figure with the number of kernels on which it was measured. The product claims no more than this.",
      "",
      "| Figure | Kernels | Measured |",
      "|---|---|---|",
      ...MEASURED.map(({ what, isOn, detail }) => {
        const on = kernels.filter(isOn);
        return on.length === 0 ? `| ${what} | none | |` : `| ${what} | ${onKernels(on)} | ${detail(on)} |`;
      }),
      "",
      "## By kernel",
      "",
      "Writes in the initial and in a fresh namespace; experiments on the bytes per entry; memory sizes; numbers of CPUs; floods of small hash tables; states whose eviction was tested; and long tests, which run on demand.",
      "",
      "| Kernel | Writes | In a fresh one | Bytes | Memory | CPUs | Small tables | Eviction | 6 GiB | Resize | Collector |",
      "|---|--:|--:|--:|--:|--:|--:|--:|---|---|---|",
      ...kernels.map(measuredRow),
      "",
      ...evictionRows(kernels),
      ...resizeRows(kernels),
      ...collectorRows(kernels),
      ...readRows(kernels),
      ...adviceRows(read),
      ...occupancyRows(read),
    ].join("\n");
  },
};

/** As the recordings have it. */
const CARRIED_OVER = "carried over from an earlier run of another lab; its own writes in the initial namespace alone";

function kernelRow(kernel: RecordedKernel): string {
  const { level, realtime, release, arch, page, date, accelerator, bootSeconds, runSeconds, from } = kernel;
  const name = `${level}${realtime ? " (real-time)" : ""}`;
  return `| ${name} | \`${release}\` | ${arch} | ${page / 1024} KiB | ${date} | ${accelerator} | ${bootSeconds} s | ${runSeconds} s | ${cell(from.replace(CARRIED_OVER, "an earlier test series; writes in the initial namespace only"))} |`;
}

function measuredRow(kernel: RecordedKernel): string {
  const { writes, costs, memories, cpus, smallTables, evicted, large, resize, collected } = kernel;
  const yes = (count: number): string => (count > 0 ? "yes" : "");
  const numbers = [...writes, costs.length, memories.length, cpus.length, smallTables, Object.keys(evicted).length];
  const asked = [large, Object.keys(resize).length, collected.length].map(yes);
  return `| ${[kernelName(kernel), ...numbers.map((number) => (number === 0 ? "" : number.toLocaleString("en-US"))), ...asked].join(" | ")} |`;
}
