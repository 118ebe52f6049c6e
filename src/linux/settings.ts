// The present value of every conntrack key that a host shows, old names too.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Roots, readSmall, textOr } from "./roots.ts";

const FOLDERS = [
  { folder: "net", names: /^nf_conntrack_/ },
  { folder: "net/netfilter", names: /^nf_(?:conntrack|flowtable)_/ },
  { folder: "net/ipv4", names: /^ip_conntrack_max$/ },
  { folder: "net/ipv4/netfilter", names: /^ip_conntrack_/ },
] as const;

/** By path below /proc/sys; those that hold no whole number are left out. */
export function readSettings({ proc }: Roots): Readonly<Record<string, number>> {
  const values: [string, number][] = [];
  for (const { folder, names } of FOLDERS) {
    for (const name of entriesOf(join(proc, "sys", folder)).filter((entry) => names.test(entry))) {
      const text = textOr(readSmall(proc, "sys", folder, name))?.trim() ?? "";
      if (/^-?\d{1,20}$/.test(text)) values.push([`${folder}/${name}`, Number(text)]);
    }
  }
  return Object.fromEntries(values);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
