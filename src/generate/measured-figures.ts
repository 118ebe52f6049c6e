// docs/limits.md: what was measured on booted kernels, between two comments; all else is left as it is.
import type { Generated } from "./generated-file.ts";
import { MEASURED } from "./measured.ts";
import { recordedKernels } from "./recordings.ts";

const [OPEN, CLOSE] = ["<!-- measured -->", "<!-- /measured -->"];

export const measuredFigures: Generated = {
  path: "docs/limits.md",
  text: (before, read) => {
    const kernels = recordedKernels(read);
    const booted = kernels.filter(({ from }) => !from.startsWith("carried over"));
    const on = (id: string): string => {
      const found = kernels.filter((kernel) => MEASURED.find((one) => one.id === id)?.isOn(kernel) ?? false);
      return `${found.length} kernels, ${found[0]?.level} to ${found.at(-1)?.level}`;
    };
    const writes = booted.reduce((sum, kernel) => sum + kernel.writes[0] + kernel.writes[1], 0);
    const text = [
      `- **Booted kernels:** ${kernels.length} of ${new Set(kernels.map(({ arch }) => arch)).size} architectures, ${kernels[0]?.level} to ${kernels.at(-1)?.level}, ${kernels.length - booted.length} of them in an earlier run: ${writes.toLocaleString("en-US")} writes in the initial and in a fresh namespace, without a disagreement. [All kernels and figures](verification.md); \`npm run verify:kernels\` repeats this.`,
      `- **Bytes of an entry and of its extensions:** measured on ${on("costs")}; capacity of a small hash table on ${on("smallTables")}; evictions from a full table on ${on("eviction")}.`,
    ].join("\n");
    const [head, rest = ""] = before.split(OPEN);
    const tail = rest.split(CLOSE)[1];
    return tail === undefined ? before : `${head}${OPEN}\n${text}\n${CLOSE}${tail}`;
  },
};
