// src/core/kernel/asked-kernels.ts and asked-keys.ts: which booted kernels were asked what, from their recordings.
import { shortPath } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { MEASURED } from "./measured.ts";
import { type RecordedKernel, recordedKernels } from "./recordings.ts";

export const askedKernels: Generated = {
  path: "src/core/kernel/asked-kernels.ts",
  text: (_, read) => {
    const kernels = recordedKernels(read);
    return [
      "// Generated from the recordings of booted kernels by `npm run generate`. Data only.",
      "",
      "export interface Asked {",
      "  readonly kernels: number;",
      "  readonly from: string;",
      "  readonly to: string;",
      "}",
      "",
      "/** Kernels whose slabs were looked at: version, architecture, whether it is a real-time one, and whether all extensions were. */",
      "export const SLABS_SEEN: readonly (readonly [level: string, arch: string, realtime: boolean, extensions: boolean])[] = [",
      ...kernels
        .filter(({ cpus }) => cpus.length > 0)
        .map(({ level, arch, realtime, costs }) => `  ["${level}", "${arch}", ${realtime}, ${costs.includes("all")}],`),
      "];",
      "",
      "/** Other figures, and how many kernels each was measured on. */",
      "export const MEASURED_ON = {",
      ...MEASURED.flatMap(({ id, isOn }) => {
        const on = kernels.filter(isOn);
        return on.length === 0 ? [] : [`  ${id}: { kernels: ${on.length}, from: "${on[0]?.level}", to: "${on.at(-1)?.level}" },`];
      }),
      "} as const satisfies Readonly<Record<string, Asked>>;",
      "",
    ].join("\n");
  },
};

export const askedKeys: Generated = {
  path: "src/core/kernel/asked-keys.ts",
  text: (_, read) =>
    [
      "// Generated from the recordings of booted kernels by `npm run generate`. Data only; loaded on use.",
      'import type { Asked } from "./asked-kernels.ts";',
      "",
      "/** Kernels that have the keys, by the ends of their paths (`shortPath`): presence, default and what a few thousand writes come to. */",
      "export const KEYS_ASKED: readonly (Asked & { readonly names: readonly string[] })[] = [",
      ...groups(recordedKernels(read)).flatMap(({ asked, keys }) => [
        "  {",
        `    kernels: ${asked.length},`,
        `    from: "${asked[0]?.level}",`,
        `    to: "${asked.at(-1)?.level}",`,
        ...keysLines(keys),
        "  },",
      ]),
      "];",
      "",
    ].join("\n"),
};

/** Characters of a line, as the formatter breaks them. */
const WIDTH = 140;

function keysLines(keys: readonly string[]): readonly string[] {
  const names = keys.map((key) => `"${shortPath(key)}"`);
  const line = `    names: [${names.join(", ")}],`;
  return line.length <= WIDTH ? [line] : ["    names: [", ...names.map((name) => `      ${name},`), "    ],"];
}

interface Group {
  readonly asked: readonly RecordedKernel[];
  readonly keys: readonly string[];
}

/** Keys that the same kernels have stand together. */
function groups(kernels: readonly RecordedKernel[]): readonly Group[] {
  const all = [...new Set(kernels.flatMap(({ keys }) => keys))].filter((key) => !key.includes("/nf_log/")).sort();
  const found = new Map<string, { readonly asked: readonly RecordedKernel[]; readonly keys: string[] }>();
  for (const key of all) {
    const asked = kernels.filter(({ keys }) => keys.includes(key));
    const names = asked.map(({ name }) => name).join();
    const group = found.get(names) ?? { asked, keys: [] };
    group.keys.push(key);
    found.set(names, group);
  }
  return [...found.values()];
}
