// The end of a path that tells keys apart: tables of many keys are loaded sooner without what nearly all begin with.

/** "acct" of "net/netfilter/nf_conntrack_acct", and of others what follows their folder. */
export function shortPath(path: string): string {
  return path.replace(/^net\/netfilter\/(?:nf_conntrack_)?/, "");
}
