// The number of buckets for the time the module is loaded, as a file of modprobe.d.

/**
 * Works where nf_conntrack is a module. Loading with hashsize= makes max eight times as large in every version, so a
 * sysctl.conf that sets max is still needed.
 */
export function modprobeLine(buckets: number): string {
  return [
    "# For nf_conntrack as a module; if it is built in, set nf_conntrack.hashsize on the kernel command line.",
    "# Loading it sets nf_conntrack_max to 8 times this number: also set nf_conntrack_max in sysctl.conf.",
    `options nf_conntrack hashsize=${buckets}`,
    "",
  ].join("\n");
}
