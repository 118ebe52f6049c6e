// Count and limit of the table: two small files, which may be read every few seconds.
import { join } from "node:path";
import type { TableFill } from "../core/diagnosis/index.ts";
import { type Roots, readSmall, textOr } from "./roots.ts";

const FOLDERS = ["sys/net/netfilter/nf_conntrack_", "sys/net/ipv4/netfilter/ip_conntrack_"] as const;

export function readFill({ proc }: Roots): TableFill | undefined {
  for (const folder of FOLDERS) {
    const [count, max] = ["count", "max"].map((name) => textOr(readSmall(join(proc, `${folder}${name}`)))?.trim() ?? "");
    if (/^\d{1,10}$/.test(count ?? "") && /^\d{1,10}$/.test(max ?? "")) return { count: Number(count), max: Number(max) };
  }
  return undefined;
}
