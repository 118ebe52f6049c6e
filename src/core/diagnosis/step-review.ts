// Every step that a cause can propose, by its id: whom it could hurt, and what keeps it from that. Data only; docs/advice.md
// is made of it.

export interface StepReview {
  /** What the step is, in short. */
  readonly what: string;
  readonly hurts: string;
  readonly kept: string;
}

const READS = { hurts: "Nobody: it reads", kept: "It changes nothing" } as const;
const NEVER_REPORTED = "Never below the value from which our own rules report it, and only where it is longer now";

export const STEP_REVIEW = {
  "enlarge-hash": {
    what: "More buckets at run time",
    hurts: "Everybody on the machine for the moment of the resize, and memory for the heads",
    kept: "One bucket an entry, never fewer than now; the length of the stop is estimated beside it, with the advice of a quiet hour",
  },
  "restore-limit": {
    what: "The limit back to the kernel's own",
    hurts: "A machine whose memory is kept for something else",
    kept: "Never above what this kernel chooses for this memory, and never below the present limit; asks first who lowered it",
  },
  "shorten-established": {
    what: "A shorter timeout of established connections",
    hurts: "Connections that are silent for longer: behind NAT they are cut",
    kept: "Never below 7440 s, the least that RFC 5382 allows a NAT; the risk stands beside it",
  },
  "shorten-time-wait": {
    what: "A shorter time for ended connections",
    hurts: "Nobody who is still connected; late packets of the dead connection count as invalid",
    kept: NEVER_REPORTED,
  },
  "shorten-fin-wait": {
    what: "A shorter time for ends that are not acknowledged",
    hurts: "Peers behind lines that lose packets for half a minute",
    kept: NEVER_REPORTED,
  },
  "shorten-close-wait": {
    what: "The kernel's own time for half-closed connections",
    hurts: "Clients that half-close and wait in silence for longer than a minute",
    kept: "Never below the kernel's own; names kube-proxy, which sets it again",
  },
  "shorten-syn-sent": {
    what: "A shorter time for SYNs without an answer",
    hurts: "Clients of servers that take longer than 20 s to answer",
    kept: NEVER_REPORTED,
  },
  "shorten-syn-recv": {
    what: "A shorter time for handshakes that are not completed",
    hurts: "Clients with lines so bad that a handshake takes longer than 20 s",
    kept: NEVER_REPORTED,
  },
  "shorten-udp": {
    what: "A shorter time for UDP without an answer, or with one",
    hurts: "Programs that answer later than that",
    kept: "Never below the kernel's own 30 s",
  },
  "shorten-udp-stream": {
    what: "A shorter time for lasting UDP flows",
    hurts: "Calls and tunnels that are silent for longer",
    kept: "Never below the 2 min of RFC 4787",
  },
  "shorten-icmp": { what: "A shorter time for pings", hurts: "Pings over lines that take longer than 10 s", kept: NEVER_REPORTED },
  synproxy: {
    what: "SYNPROXY before a listener",
    hurts: "Clients, where it is set up wrongly: options of TCP may be lost, and forwarded ports need a rule of their own",
    kept: "Named and not written: says what it needs (nf_conntrack_tcp_loose = 0, tcp_timestamps) and asks for a try on one port first",
  },
  "limit-sources": {
    what: "A limit of new connections by source",
    hurts: "Many people behind one address, as of a provider's NAT or a proxy",
    kept: "No number is proposed; people behind one address are named",
  },
  "no-larger-table": { what: "No larger table for a flood", hurts: "Nobody", kept: "It keeps from a change" },
  "drop-reflection": {
    what: "A rule that drops new flows from ports of reflectors",
    hurts:
      "Clients whose own port is one of these and that ask this host something; devices that answer its multicast (SSDP, mDNS), whose answers are new flows",
    kept: "Own networks are to be accepted first where such a port is among them; only flows that are new, so that answers to own questions pass; what goes to such a port itself passes as well, as NTP and DNS between servers do; input alone, and nothing that is forwarded",
  },
  "filter-upstream": {
    what: "Filtering before this host",
    hurts: "Those whom a provider's filter hits by mistake",
    kept: "Named by port, for as long as it lasts",
  },
  "raw-except-resolvers": {
    what: "The same drop in raw, before any look-up",
    hurts: "Own DNS and NTP, whose answers come from these ports",
    kept: "Only with own resolvers and time servers accepted first, which the step says",
  },
  "stop-scan": {
    what: "Stopping a scan at its source",
    hurts: "Path MTU discovery and monitoring, where all ICMP is dropped",
    kept: "Echo requests of this source only",
  },
  "see-both-ways": {
    what: "Tracking both directions or neither",
    hurts: "NAT and rules by state, where neither is tracked",
    kept: "Asks first whether the answers pass here",
  },
  "tcp-loose-off": {
    what: "nf_conntrack_tcp_loose = 0",
    hurts: "Live connections whose entry is lost, as after a restart or failover: they are not picked up again",
    kept: "Only where this host takes over nobody's connections, which the step says",
  },
  "mend-destination": {
    what: "Mending or taking out what does not answer",
    hurts: "Nobody",
    kept: "It asks for the fault itself to be mended",
  },
  "refuse-destination": {
    what: "A rule that refuses connections to a dead destination at once",
    hurts: "Everybody who needs the destination once it is back",
    kept: "One address and port as they were asked for, before any NAT; only new connections, in the hooks that the packets pass; says to take it out again",
  },
  "one-way-untracked": {
    what: "No tracking for a protocol that nobody answers",
    hurts: "Rules by state and NAT for these packets",
    kept: "Named and not written: the firewall command says what the host's rules need",
  },
  "keep-source-out": {
    what: "A rule that drops what a source begins anew with this host",
    hurts: "That source, where it is somebody this host serves",
    kept: "One address and new flows alone, in input: open connections, answers, forwarded and translated packets pass; a limit by source is named beside it, and the way back",
  },
  "drop-not-meant": {
    what: "Dropping or not tracking what no service is meant to get",
    hurts: "A service that was overlooked",
    kept: "Named and not written",
  },
  "reuse-connections": {
    what: "Connections that are kept and used again",
    hurts: "Nobody",
    kept: "It changes clients, and not the kernel",
  },
  "look-at-silent-side": { what: "A look at the side that does not answer", ...READS },
  "close-sockets": { what: "Mending the application that does not close", hurts: "Nobody", kept: "It mends the fault itself" },
  keepalives: {
    what: "Keepalives for connections that matter",
    hurts: "Batteries of phones, where they are frequent",
    kept: "Only shorter than the timeout",
  },
  "plan-for-collection": { what: "Planning for what waits for the collector", ...READS },
  calculate: { what: "The calculator", ...READS },
  "cache-names": {
    what: "A resolver cache close to the clients",
    hurts: "Those who need a changed name at once",
    kept: "Caches keep to the time that the name's owner gives",
  },
  "fewer-lookups": {
    what: "Fewer look-ups a name (ndots, a dot at its end)",
    hurts: "Names that were found by the search list only",
    kept: "Names the search list as what may be needed",
  },
  "dns-untracked": {
    what: "No tracking of DNS to an own resolver",
    hurts: "NAT, where the resolver is reached through a translated address, as in Kubernetes",
    kept: "Named and not written; only where no NAT stands between, which the step says",
  },
  "ask-the-client": { what: "A look at what that client does", ...READS },
  "single-request": {
    what: "single-request-reopen in resolv.conf",
    hurts: "Look-ups get slower by one round trip; musl does not know it",
    kept: "Said beside it",
  },
  "newer-kernel": { what: "A newer kernel", hurts: "As every upgrade", kept: "Named as one of several ways" },
  "more-nat-addresses": {
    what: "More addresses for NAT",
    hurts: "Peers that know this host by one address",
    kept: "Says so; pools keep a client at one address (persistent)",
  },
  "random-ports": {
    what: "NAT that chooses ports at random",
    hurts: "Peers that expect a certain source port, as some of SIP and games",
    kept: "Named and not written",
  },
  "read-invalid": {
    what: "Logging of invalid packets for a minute",
    hurts: "The log, which a flood of lines fills",
    kept: "For one protocol and for a minute; the command sets back what was there",
  },
  "drop-invalid": {
    what: "A rule that drops INVALID",
    hurts: "Connections with one-way routes, which invalid packets carry",
    kept: "Only after the routes were looked at, which stands first",
  },
  "be-liberal": {
    what: "nf_conntrack_tcp_be_liberal = 1",
    hurts: "Nobody's packets; windows are checked no longer",
    kept: "Only for packets out of the window; the step says that one-way routes are not helped by it",
  },
  "name-helper": { what: "Which helper it is", ...READS },
  "helper-rule": {
    what: "A narrower rule for the helper",
    hurts: "Hosts that need the helper and are left out",
    kept: "Named and not written",
  },
  "raise-expectations": {
    what: "A higher nf_conntrack_expect_max",
    hurts: "Memory, a few hundred bytes each; a client that announces without end fills it too",
    kept: "Twice the present value at most, and only after the helper and its rule",
  },
  "load-module-first": {
    what: "Loading nf_conntrack before the settings are applied",
    hurts: "Hosts that track nothing on purpose: the module alone tracks nothing, and takes memory for its table",
    kept: "Only where a setting of it was refused for want of it",
  },
  "read-refusal": { what: "What was refused, and what would be taken", ...READS },
  "set-on-host": {
    what: "Setting on the host what the whole machine shares",
    hurts: "All containers of the host, which share it",
    kept: "Says that the whole machine shares it",
  },
  "apply-again": {
    what: "Applying the files once more",
    hurts: "Whoever changed other keys by hand since: all keys of all files are set",
    kept: "Says so, and to read them first",
  },
  "find-who-lowered": { what: "Who lowered the limit", ...READS },
  "find-namespace": { what: "Which network namespace it is", ...READS },
  "limit-is-shared": { what: "One limit for all namespaces", ...READS },
  "read-other-limit": { what: "The limit that was reached", ...READS },
  "inserted-by-programs": { what: "A look at programs that insert entries", ...READS },
} as const satisfies Readonly<Record<string, StepReview>>;

/** Public, and never given another meaning. */
export type StepId = keyof typeof STEP_REVIEW;
