// Tells names that mean to be conntrack keys from all others, so that foreign keys stay unjudged.
import { editDistance } from "../text/edit-distance.ts";

const STEMS = ["nf_conntrack", "ip_conntrack"];

/** Whether a path is, or was meant as, a conntrack key. Cheap: it sees every unknown key of a file. */
export function looksLikeConntrack(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  // Without the directories, the names are still nobody else's.
  if (!path.startsWith("net/")) return name.startsWith("nf_conntrack_") || name.startsWith("ip_conntrack_");
  if (name.includes("conntrack") || name.includes("nf_flowtable")) return true;
  if (name === "hashsize" || name === "expect_hashsize") return path.startsWith("net/netfilter/");
  // A slip within the stem: nf_contrack_max, nf_conntrak_max.
  const second = name.indexOf("_", name.indexOf("_") + 1);
  if (second < 0 || second > 16) return false;
  const stem = name.slice(0, second);
  return /c.*n.*t/.test(stem) && STEMS.some((known) => editDistance(stem, known, 2) <= 2);
}
