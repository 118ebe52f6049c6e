// `size`: what a table costs, and whether its hash table keeps up.

import { FEATURES, formatBytes, formatCount, formatShare, parseCount, parseFeatures } from "../core/language/index.ts";
import { chainFigure, type SizeRequest, type SizeResult, sizeBasis, size as sizeTable, withMasquerade } from "../core/plan/index.ts";
import { type FigureRow, figures } from "./columns.ts";
import type { Command, ExitCode } from "./command.ts";
import type { Input } from "./options.ts";
import { type Painter, painter, targetName } from "./style.ts";
import { ARCH, CPUS, KERNEL, MEMORY, PAGE_SIZE, readTarget } from "./target-options.ts";
import { sizeJson } from "./to-json/size.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

export const size: Command = {
  name: "size",
  usage: "--max N [--buckets N] [--features LIST] [OPTION...]",
  summary: "Shows the kernel memory of a full conntrack table, and how full its hash table can get",
  description: ["N is a count such as 262144, 256k or 0x40000; k, M and G are powers of 1024."],
  options: [
    { name: "max", value: "N", help: "entries: net.netfilter.nf_conntrack_max" },
    { name: "buckets", value: "N", help: "buckets of the hash table (default: the kernel's default for its memory)" },
    {
      name: "features",
      value: "LIST",
      help: `optional data in each entry, exactly, from ${FEATURES.join(",")}; empty for none (default: the kernel's)`,
    },
    KERNEL,
    ARCH,
    MEMORY,
    CPUS,
    PAGE_SIZE,
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const request = readRequest(input);
    const result = sizeTable(request);
    if ("error" in result) throw new UsageError(`--${result.field}: ${result.error}`);
    const basis = sizeBasis(request, result);
    const text =
      input.value("format") === "json" ? toJson(sizeJson(result, basis)) : sizeText(result, basis, request, painter(output.colour));
    await output.write(`${text}\n`);
    return 0;
  },
};

function readRequest(input: Input): SizeRequest {
  const [extra] = input.rest;
  if (extra !== undefined) throw new UsageError(`size takes no ${quoted(extra)}; use --max N`);
  const max = readCount(input, "max");
  if (max === undefined) throw new UsageError("size needs --max N, the number of entries");
  const buckets = readCount(input, "buckets");
  const list = input.value("features");
  const features = list === undefined ? undefined : parseFeatures(list);
  if (features && "error" in features) throw new UsageError(`--features: ${features.error}`);
  return { target: readTarget(input), max, ...(buckets === undefined ? {} : { buckets }), ...(features && { features }) };
}

function readCount(input: Input, name: string): number | undefined {
  const value = input.value(name);
  if (value === undefined) return undefined;
  const count = parseCount(value);
  if (count === undefined) throw new UsageError(`--${name} ${quoted(value)} is not a count; give one such as 262144, 256k or 0x40000`);
  return count;
}

type Size = Exclude<SizeResult, { readonly error: string }>;

function sizeText(
  { max, buckets, bytes, totalBand, chain, memoryShare, target }: Size,
  basis: readonly string[],
  request: SizeRequest,
  paint: Painter,
): string {
  const asked =
    buckets.requested !== null && buckets.requested !== buckets.actual ? ` (rounded up from ${formatCount(buckets.requested)})` : "";
  const fromLow = totalBand.low < totalBand.high ? `; from ${formatBytes(totalBand.low)}, depending on the number of CPUs` : "";
  const rows: FigureRow[] = [
    ["Each entry", formatBytes(bytes.perEntry), "object and extensions"],
    ["Entries", formatBytes(bytes.entries), "in whole slabs"],
    ["Hash table", formatBytes(bytes.hashTable), `${formatCount(buckets.actual)} buckets${asked}`],
    ["Total", formatBytes(bytes.total), `${formatCount(bytes.total)} bytes${fromLow}`],
  ];
  if (memoryShare !== null && target.memory !== null)
    rows.push(["Share of memory", formatShare(memoryShare), `of ${formatBytes(target.memory)}`]);
  const nat = withMasquerade(request, { bytes });
  if (nat) rows.push(["With masquerade", formatBytes(nat.bytes.total), "in total: --features nat"]);
  rows.push(["Average chain", chainFigure(chain.mean), "nodes, when full"]);
  const { insertLimit, refusedShare, heldOfMax, reliableEntries } = chain;
  rows.push(
    insertLimit
      ? [
          "Insert limit",
          `${insertLimit.min} to ${insertLimit.max}`,
          "nodes in a chain, drawn at random; above that, the kernel drops the new connection",
        ]
      : ["Insert limit", "none", "in this kernel: chains grow, and every lookup walks them"],
  );
  if (refusedShare !== null && heldOfMax !== null)
    rows.push([
      "Holds",
      formatCount(heldOfMax),
      `of ${formatCount(max)} new connections to an empty table; ${formatShare(refusedShare)} are dropped`,
    ]);
  rows.push([
    "Reliable up to",
    formatCount(reliableEntries),
    reliableEntries < max ? "entries; above that, more than 0.1 % of new connections are dropped" : "entries, the limit itself",
  ]);
  const entries = `${formatCount(max)} ${max === 1 ? "entry" : "entries"}`;
  const table = `${formatCount(buckets.actual)} ${buckets.actual === 1 ? "bucket" : "buckets"}`;
  const machine = targetName(request.target);
  return [
    paint(`${entries} in ${table} take ${formatBytes(bytes.total)} of kernel memory on ${machine}.`, "bold"),
    "",
    ...figures(rows, paint),
    "",
    "Basis:",
    ...basis.map((line) => `  ${line}`),
  ].join("\n");
}
