// Tells names that mean to be conntrack keys from all others, so that foreign keys stay unjudged.
import { editDistance } from "../text/edit-distance.ts";

const STEMS = ["nf_conntrack", "ip_conntrack"];

/** The directories in which conntrack keys live, lived, or are looked for. */
const HOMES = new Set(["net", "net/netfilter", "net/ipv4", "net/ipv6", "net/ipv4/netfilter", "net/ipv6/netfilter", "netfilter", ""]);

/** Whether a path is, or was meant as, a conntrack key. Cheap: it sees every unknown key of a file. */
export function looksLikeConntrack(path: string): boolean {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  if (name.startsWith("nf_conntrack_") || name.startsWith("ip_conntrack_")) return true;
  // Dots or slashes for underscores: net.netfilter.nf_conntrack.max.
  if (/^net\/netfilter\/(?:nf|ip)_conntrack\/[a-z]/.test(path)) return true;
  if (!path.startsWith("net") || !HOMES.has(path.slice(0, Math.max(0, slash)))) return false;
  if (name.startsWith("nf_flowtable_") || name.startsWith("conntrack_")) return true;
  if (name === "hashsize" || name === "expect_hashsize") return path.startsWith("net/netfilter/");
  // Other dashes, underscores that are missing: nf-conntrack-max, nfconntrack_max, nf_conntrackmax.
  if (/^(?:nf|ip)[^a-z0-9]{0,2}conntrack[^a-z0-9]{0,2}[a-z]/.test(name)) return true;
  // A slip within the stem: nf_contrack_max, nf_conntrak_max.
  const second = name.indexOf("_", name.indexOf("_") + 1);
  if (second < 0 || second > 16) return false;
  const stem = name.slice(0, second);
  return hasInOrder(stem, "cnt") && STEMS.some((known) => editDistance(stem, known, 2) <= 2);
}

function hasInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
