// Which modules the machine loads, and in which order: read from "depends=" in each module, since the packages have no
// modules.dep yet.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { output } from "./run.ts";
import { walk } from "./unpack.ts";

/** What an experiment wants beyond nf_conntrack. One that a kernel lacks, or has built in, is left out. */
const WANTED = [
  "nfnetlink",
  "nf_conntrack_netlink",
  "nf_tables",
  "nft_objref",
  "nft_counter",
  "nft_ct",
  "nf_nat",
  "nft_chain_nat",
  "nft_masq",
  "nft_nat",
  "nf_conntrack_tftp",
  "nfnetlink_cttimeout",
  "nf_flow_table",
  "nf_log_syslog",
];
/** libcrc32c asks for an algorithm by name; nothing depends on the modules that have it. */
const SILENT_NEEDS: Readonly<Record<string, readonly string[]>> = { libcrc32c: ["crc32c_generic", "crc32c_cryptoapi"] };

/** Writes the modules, and the lists `before` and `after` (nf_conntrack is in neither: the machine loads it itself). */
export async function placeModules(folder: string | undefined, to: string, others: readonly string[] = []): Promise<void> {
  mkdirSync(to, { recursive: true });
  const files = new Map(folder === undefined ? [] : walk(folder).flatMap((file) => named(file)));
  const done = new Set<string>();
  const place = async (name: string, list: string[]): Promise<void> => {
    const file = files.get(name);
    if (file === undefined || done.has(name)) return;
    done.add(name);
    const module = await plain(file);
    for (const need of [...(SILENT_NEEDS[name] ?? []), ...dependsOf(module)]) await place(need, list);
    writeFileSync(join(to, `${name}.ko`), module);
    list.push(name);
  };
  const before: string[] = [];
  const after: string[] = [];
  await place("nf_conntrack", before);
  for (const name of [...WANTED, ...others]) await place(name, after);
  writeFileSync(join(to, "before"), before.filter((name) => name !== "nf_conntrack").join("\n"));
  writeFileSync(join(to, "after"), after.join("\n"));
}

function named(file: string): readonly (readonly [string, string])[] {
  const match = /^(.+)\.ko(\.\w+)?$/.exec(basename(file));
  return match?.[1] === undefined ? [] : [[match[1].replaceAll("-", "_"), file]];
}

async function plain(file: string): Promise<Buffer> {
  if (file.endsWith(".xz")) return output("xz", ["-dc", file], { seconds: 60 });
  if (file.endsWith(".zst")) return output("zstd", ["-dcq", file], { seconds: 60 });
  if (file.endsWith(".gz")) return output("gzip", ["-dc", file], { seconds: 60 });
  return readFileSync(file);
}

function dependsOf(module: Buffer): readonly string[] {
  const at = module.indexOf("\0depends=");
  if (at < 0) return [];
  const text = module.toString("latin1", at + 9, module.indexOf(0, at + 9));
  return text.split(",").flatMap((name) => (name === "" ? [] : [name.replaceAll("-", "_")]));
}
