// Every step that a cause can propose, by its id: whom it could hurt, and what keeps it from that. Data only; docs/advice.md
// is made of it.

export interface StepReview {
  /** What the step is, in short. */
  readonly what: string;
  readonly hurts: string;
  readonly kept: string;
}

const READS = { hurts: "Nothing", kept: "Only reads" } as const;
const NEVER_REPORTED = "Never below the value that our own rules would report, and only if the current timeout is longer";

export const STEP_REVIEW = {
  "enlarge-hash": {
    what: "More buckets at run time",
    hurts: "All traffic of the machine during the resize; takes memory for the buckets",
    kept: "One bucket per entry, never fewer than now; the step states the estimated pause and advises a quiet time",
  },
  "restore-limit": {
    what: "The limit back to the kernel's default",
    hurts: "A machine that needs its memory for something else",
    kept: "Never above this kernel's default for this memory, and never below the current limit; first asks what lowered it",
  },
  "shorten-established": {
    what: "A shorter timeout for established connections",
    hurts: "Connections that are idle for longer: behind NAT they break",
    kept: "Never below 7440 s, the minimum for a NAT in RFC 5382; the step states the risk",
  },
  "shorten-time-wait": {
    what: "A shorter timeout for closed connections",
    hurts: "No open connections; late packets of closed connections may be invalid",
    kept: NEVER_REPORTED,
  },
  "shorten-fin-wait": {
    what: "A shorter timeout for unacknowledged FINs",
    hurts: "Peers with outages of half a minute",
    kept: NEVER_REPORTED,
  },
  "shorten-close-wait": {
    what: "The kernel's default timeout for half-closed connections",
    hurts: "Clients that half-close and then wait for more than a minute",
    kept: "Never below the kernel's default; mentions kube-proxy, which sets it again",
  },
  "remove-half-closed": {
    what: "Removing the entries of half-closed connections",
    hurts: "Half-closed connections that are still in use, behind NAT",
    kept: "Described only, and only if the current timeout is longer than the kernel's default; other states are not removed",
  },
  "remove-idle": {
    what: "Removing the entries of hosts with idle connections",
    hurts: "All established connections of those hosts, behind NAT",
    kept: "Described only: established connections of one address at a time, which the step says may break",
  },
  "shorten-syn-sent": {
    what: "A shorter timeout for unanswered SYNs",
    hurts: "Clients of servers that take more than 20 s to answer",
    kept: NEVER_REPORTED,
  },
  "shorten-syn-recv": {
    what: "A shorter timeout for incomplete handshakes",
    hurts: "Clients whose handshake takes more than 20 s",
    kept: NEVER_REPORTED,
  },
  "shorten-udp": {
    what: "A shorter timeout for UDP packets without a reply, or with one",
    hurts: "Programs that reply later",
    kept: "Never below the kernel's default of 30 s",
  },
  "shorten-udp-stream": {
    what: "A shorter timeout for long-lived UDP connections",
    hurts: "Calls and tunnels that are idle for longer",
    kept: "Never below 2 min, as in RFC 4787",
  },
  "shorten-icmp": { what: "A shorter timeout for pings", hurts: "Pings that take more than 10 s", kept: NEVER_REPORTED },
  synproxy: {
    what: "SYNPROXY before a listener",
    hurts: "Clients, if it is misconfigured: TCP options may be lost, and forwarded ports need their own rule",
    kept: "Described only: names its requirements (nf_conntrack_tcp_loose = 0, tcp_timestamps) and advises to try it on one port first",
  },
  "limit-sources": {
    what: "A limit of new connections by source",
    hurts: "Many users behind one address, such as a provider's NAT or a proxy",
    kept: "Suggests no number; mentions users behind one address",
  },
  "no-larger-table": { what: "No larger table for a flood", hurts: "Nothing", kept: "Advises against a change" },
  "drop-reflection": {
    what: "A rule that drops new connections from reflector ports",
    hurts:
      "Clients of this host that use one of these ports as their own; devices that answer its multicast (SSDP, mDNS), because their replies are new connections",
    kept: "Tells you to accept the host's own networks first if such a port is included; drops only new connections, so replies to the host's queries pass; packets to such a port also pass, such as NTP and DNS between servers; only input, nothing that is forwarded",
  },
  "filter-upstream": {
    what: "Filtering upstream",
    hurts: "Traffic that the provider filters by mistake",
    kept: "Names the ports, while the attack lasts",
  },
  "raw-except-resolvers": {
    what: "The same drop in the raw table, before any lookup",
    hurts: "The host's own DNS and NTP, whose replies come from these ports",
    kept: "Only after accepting the host's resolvers and time servers, which the step states",
  },
  "stop-scan": {
    what: "Stopping a scan at its source",
    hurts: "Path MTU discovery and monitoring, if all ICMP is dropped",
    kept: "Only echo requests of this source",
  },
  "see-both-ways": {
    what: "Tracking both directions or neither",
    hurts: "NAT and stateful rules, if neither direction is tracked",
    kept: "First asks whether the replies pass here",
  },
  "tcp-loose-off": {
    what: "nf_conntrack_tcp_loose = 0",
    hurts: "Live connections whose entry is lost, such as after a reboot or failover: they are not picked up again",
    kept: "Only if this host does not take over connections, which the step states",
  },
  "mend-destination": {
    what: "Fixing or removing what does not answer",
    hurts: "Nothing",
    kept: "Fixes the fault itself",
  },
  "refuse-destination": {
    what: "A rule that rejects connections to an unreachable destination",
    hurts: "Users of the destination after it is back",
    kept: "One address and port as requested, before any NAT; only new connections, in the hooks that the packets pass; states how to remove it",
  },
  "one-way-untracked": {
    what: "No tracking for a protocol without replies",
    hurts: "Stateful rules and NAT for these packets",
    kept: "Described only: the firewall command shows the rules the host needs",
  },
  "keep-source-out": {
    what: "A rule that drops new connections from one source to this host",
    hurts: "That source, if it is a client of this host",
    kept: "Only new connections from one address, in input: open connections, replies, forwarded and translated packets pass; mentions a limit by source, and how to remove the rule",
  },
  "drop-not-meant": {
    what: "Dropping or not tracking traffic that no service is meant to get",
    hurts: "An overlooked service",
    kept: "Described only",
  },
  "reuse-connections": {
    what: "Reusing connections",
    hurts: "Nothing",
    kept: "Changes clients, not the kernel",
  },
  "look-at-silent-side": { what: "Examining the side that does not respond", ...READS },
  "close-sockets": { what: "Fixing the application that does not close", hurts: "Nothing", kept: "Fixes the fault itself" },
  keepalives: {
    what: "Keepalives for connections that matter",
    hurts: "Phone batteries, if keepalives are frequent",
    kept: "Only more frequent than the timeout",
  },
  "plan-for-collection": { what: "Planning for entries that wait for the collector", ...READS },
  calculate: { what: "The calculator", ...READS },
  "cache-names": {
    what: "A DNS cache close to the clients",
    hurts: "Clients that need a changed name immediately",
    kept: "Caches respect the TTL of the name",
  },
  "fewer-lookups": {
    what: "Fewer lookups per name (ndots, a trailing dot)",
    hurts: "Names found only through the search list",
    kept: "Mentions that the search list may be needed",
  },
  "dns-untracked": {
    what: "No tracking of DNS to the host's own resolver",
    hurts: "NAT, if the resolver is reached through a translated address, as in Kubernetes",
    kept: "Described only; requires that there is no NAT in between, which the step states",
  },
  "ask-the-client": { what: "Examining what that client does", ...READS },
  "single-request": {
    what: "single-request-reopen in resolv.conf",
    hurts: "Lookups take one more round trip; musl does not support it",
    kept: "Stated in the step",
  },
  "newer-kernel": { what: "A newer kernel", hurts: "The risks of any upgrade", kept: "Offered as one of several options" },
  "more-nat-addresses": {
    what: "More addresses for NAT",
    hurts: "Peers that allow this host by one address",
    kept: "Stated in the step; a persistent pool keeps a client on one address",
  },
  "random-ports": {
    what: "NAT with random ports",
    hurts: "Peers that expect a certain source port, such as some SIP devices and games",
    kept: "Described only",
  },
  "read-invalid": {
    what: "Logging of invalid packets for a minute",
    hurts: "The log, which may fill with lines",
    kept: "Only one protocol, for one minute; the command restores the old value",
  },
  "drop-invalid": {
    what: "A rule that drops INVALID packets",
    hurts: "Connections with asymmetric routes, whose packets are invalid",
    kept: "Only after checking the routes, which is the first step",
  },
  "be-liberal": {
    what: "nf_conntrack_tcp_be_liberal = 1",
    hurts: "No packets; windows are no longer checked",
    kept: "Only for packets outside the window; states that it does not help with asymmetric routes",
  },
  "name-helper": { what: "Which helper is involved", ...READS },
  "helper-rule": {
    what: "A narrower rule for the helper",
    hurts: "Hosts that need the helper but are not included",
    kept: "Described only",
  },
  "raise-expectations": {
    what: "A higher nf_conntrack_expect_max",
    hurts: "Memory, a few hundred bytes each; a client that announces endlessly fills it again",
    kept: "At most twice the current value, and only after checking the helper and its rule",
  },
  "load-module-first": {
    what: "Loading nf_conntrack before the settings are applied",
    hurts: "Hosts that do not track on purpose: the module alone tracks nothing, but its table takes memory",
    kept: "Only if a setting failed because the module was not loaded",
  },
  "read-refusal": { what: "What was rejected, and what would be accepted", ...READS },
  "set-on-host": {
    what: "Setting machine-wide values on the host",
    hurts: "All containers of the host, which share them",
    kept: "States that the values are machine-wide",
  },
  "apply-again": {
    what: "Applying the files again",
    hurts: "Manual changes to other keys since: all keys of all files are set",
    kept: "Stated in the step, which advises to review the files first",
  },
  "find-who-lowered": { what: "What lowered the limit", ...READS },
  "find-namespace": { what: "Which network namespace it is", ...READS },
  "limit-is-shared": { what: "One limit for all namespaces", ...READS },
  "read-other-limit": { what: "The limit that was reached", ...READS },
  "inserted-by-programs": { what: "Examining programs that insert entries", ...READS },
} as const satisfies Readonly<Record<string, StepReview>>;

/** Public, and never given another meaning. */
export type StepId = keyof typeof STEP_REVIEW;
