// Every step that a cause can propose, by its id: whom it could hurt, and what keeps it from that. Data only; docs/advice.md
// is made of it.

import { say } from "../words/say.ts";

export interface StepReview {
  /** What the step is, in short. */
  readonly what: string;
  readonly hurts: string;
  readonly kept: string;
}

const NOTHING = say("Nothing");
const READS = { hurts: NOTHING, kept: say("Only reads") } as const;
const NEVER_REPORTED = say("Never below the value that our own rules would report, and only if the current timeout is longer");

export const STEP_REVIEW = {
  "enlarge-hash": {
    what: say("More buckets at run time"),
    hurts: say("All traffic of the machine during the resize; takes memory for the buckets"),
    kept: say("One bucket per entry, never fewer than now; the step states the estimated pause and advises a quiet time"),
  },
  "restore-limit": {
    what: say("The limit back to the kernel's default"),
    hurts: say("A machine that needs its memory for something else"),
    kept: say("Never above this kernel's default for this memory, and never below the current limit; first asks what lowered it"),
  },
  "shorten-established": {
    what: say("A shorter timeout for established connections"),
    hurts: say("Connections that are idle for longer: behind NAT they break"),
    kept: say("Never below 7440 s, the minimum for a NAT in RFC 5382; the step states the risk"),
  },
  "shorten-time-wait": {
    what: say("A shorter timeout for closed connections"),
    hurts: say("No open connections; late packets of closed connections may be invalid"),
    kept: NEVER_REPORTED,
  },
  "shorten-fin-wait": {
    what: say("A shorter timeout for unacknowledged FINs"),
    hurts: say("Peers with outages of half a minute"),
    kept: NEVER_REPORTED,
  },
  "shorten-close-wait": {
    what: say("The kernel's default timeout for half-closed connections"),
    hurts: say("Clients that half-close and then wait for more than a minute"),
    kept: say("Never below the kernel's default; mentions kube-proxy, which sets it again"),
  },
  "remove-half-closed": {
    what: say("Removing the entries of half-closed connections"),
    hurts: say("Half-closed connections that are still in use, behind NAT or a stateful firewall"),
    kept: say("Described only, and only if the current timeout is longer than the kernel's default; other states are not removed"),
  },
  "remove-idle": {
    what: say("Removing the entries of hosts with idle connections"),
    hurts: say("All established connections that those hosts have opened, behind NAT or a stateful firewall"),
    kept: say("Described only: established connections of one address at a time, which the step says may break"),
  },
  "shorten-syn-sent": {
    what: say("A shorter timeout for unanswered SYNs"),
    hurts: say("Clients of servers that take more than 20 s to answer"),
    kept: NEVER_REPORTED,
  },
  "shorten-syn-recv": {
    what: say("A shorter timeout for incomplete handshakes"),
    hurts: say("Clients whose handshake takes more than 20 s"),
    kept: NEVER_REPORTED,
  },
  "shorten-udp": {
    what: say("A shorter timeout for UDP packets without a reply, or with one"),
    hurts: say("Programs that reply later"),
    kept: say("Never below the kernel's default of 30 s"),
  },
  "shorten-udp-stream": {
    what: say("A shorter timeout for long-lived UDP connections"),
    hurts: say("Calls and tunnels that are idle for longer"),
    kept: say("Never below 2 min, as in RFC 4787"),
  },
  "shorten-icmp": { what: say("A shorter timeout for pings"), hurts: say("Pings that take more than 10 s"), kept: NEVER_REPORTED },
  synproxy: {
    what: say("SYNPROXY before a listener"),
    hurts: say("Clients, if it is misconfigured: TCP options may be lost, and forwarded ports need their own rule"),
    kept: say(
      "Described only: names its requirements (nf_conntrack_tcp_loose = 0, tcp_timestamps) and advises to try it on one port first",
    ),
  },
  "limit-sources": {
    what: say("A limit of new connections by source"),
    hurts: say("Many users behind one address, such as a provider's NAT or a proxy"),
    kept: say("Suggests no number; mentions users behind one address"),
  },
  "no-larger-table": { what: say("No larger table for a flood"), hurts: NOTHING, kept: say("Advises against a change") },
  "drop-reflection": {
    what: say("A rule that drops new connections from reflector ports"),
    hurts: say(
      "Clients of this host that use one of these ports as their own; devices that answer its multicast (SSDP, mDNS), because their replies are new connections",
    ),
    kept: say(
      "Tells you to accept the host's own networks first if such a port is included; drops only new connections, so replies to the host's queries pass; packets to such a port also pass, such as NTP and DNS between servers; only input, nothing that is forwarded",
    ),
  },
  "filter-upstream": {
    what: say("Filtering upstream"),
    hurts: say("Traffic that the provider filters by mistake"),
    kept: say("Names the ports, while the attack lasts"),
  },
  "raw-except-resolvers": {
    what: say("The same drop in the raw table, before any lookup"),
    hurts: say("The host's own DNS and NTP, whose replies come from these ports"),
    kept: say("Only after accepting the host's resolvers and time servers, which the step states"),
  },
  "stop-scan": {
    what: say("Stopping a scan at its source"),
    hurts: say("Path MTU discovery and monitoring, if all ICMP is dropped"),
    kept: say("Only echo requests of this source"),
  },
  "see-both-ways": {
    what: say("Tracking both directions or neither"),
    hurts: say("NAT and stateful rules, if neither direction is tracked"),
    kept: say("First asks whether the replies pass here"),
  },
  "tcp-loose-off": {
    what: "nf_conntrack_tcp_loose = 0",
    hurts: say("Live connections whose entry is lost, such as after a reboot or failover: they are not picked up again"),
    kept: say("Only if this host does not take over connections, which the step states"),
  },
  "mend-destination": {
    what: say("Fixing or removing what does not answer"),
    hurts: NOTHING,
    kept: say("Fixes the fault itself"),
  },
  "refuse-destination": {
    what: say("A rule that rejects connections to an unreachable destination"),
    hurts: say("Users of the destination after it is back"),
    kept: say(
      "One address and port as requested, before any NAT; only new connections, in the hooks that the packets pass; states how to remove it",
    ),
  },
  "one-way-untracked": {
    what: say("No tracking for a protocol without replies"),
    hurts: say("Stateful rules and NAT for these packets"),
    kept: say("Described only: the firewall command shows the rules the host needs"),
  },
  "keep-source-out": {
    what: say("A rule that drops new connections from one source"),
    hurts: say("That source, if it is a client; the administrator, who may connect from there"),
    kept: say(
      "Last of the steps; only new connections from one address, in the hook that they pass: input or forward, as the addresses of the host or the translations in the table show; where neither tells, no rule but words. States whom it locks out, a limit by source instead, and how to remove the rule",
    ),
  },
  "drop-not-meant": {
    what: say("Dropping or not tracking traffic that no service is meant to get"),
    hurts: say("An overlooked service"),
    kept: say("Described only"),
  },
  "reuse-connections": {
    what: say("Reusing connections"),
    hurts: NOTHING,
    kept: say("Changes clients, not the kernel"),
  },
  "look-at-silent-side": { what: say("Examining the side that does not respond"), ...READS },
  "close-sockets": { what: say("Fixing the application that does not close"), hurts: NOTHING, kept: say("Fixes the fault itself") },
  keepalives: {
    what: say("Keepalives for connections that matter"),
    hurts: say("Phone batteries, if keepalives are frequent"),
    kept: say("Only more frequent than the timeout"),
  },
  "plan-for-collection": { what: say("Planning for entries that wait for the collector"), ...READS },
  calculate: { what: say("The calculator"), ...READS },
  "cache-names": {
    what: say("A DNS cache close to the clients"),
    hurts: say("Clients that need a changed name immediately"),
    kept: say("Caches respect the TTL of the name"),
  },
  "fewer-lookups": {
    what: say("Fewer lookups per name (ndots, a trailing dot)"),
    hurts: say("Names found only through the search list"),
    kept: say("Mentions that the search list may be needed"),
  },
  "dns-untracked": {
    what: say("No tracking of DNS to the host's own resolver"),
    hurts: say("NAT, if the resolver is reached through a translated address, as in Kubernetes"),
    kept: say("Described only; requires that there is no NAT in between, which the step states"),
  },
  "ask-the-client": { what: say("Examining what that client does"), ...READS },
  "single-request": {
    what: say("single-request-reopen in resolv.conf"),
    hurts: say("Lookups take one more round trip; musl does not support it"),
    kept: say("Stated in the step"),
  },
  "newer-kernel": { what: say("A newer kernel"), hurts: say("The risks of any upgrade"), kept: say("Offered as one of several options") },
  "more-nat-addresses": {
    what: say("More addresses for NAT"),
    hurts: say("Peers that allow this host by one address"),
    kept: say("Stated in the step; a persistent pool keeps a client on one address"),
  },
  "random-ports": {
    what: say("NAT with random ports"),
    hurts: say("Peers that expect a certain source port, such as some SIP devices and games"),
    kept: say("Described only"),
  },
  "read-invalid": {
    what: say("The rate of invalid packets, and a log of a few of them"),
    hurts: say("The log, by at most 50 lines"),
    kept: say("The rate is read first; a rule with a limit logs at most 5 per second for 10 s, and is removed in every way out"),
  },
  "drop-invalid": {
    what: say("A rule that drops INVALID packets"),
    hurts: say("Connections with asymmetric routes, whose packets are invalid"),
    kept: say("Only after checking the routes, which is the first step"),
  },
  "be-liberal": {
    what: "nf_conntrack_tcp_be_liberal = 1",
    hurts: say("No packets; windows are no longer checked"),
    kept: say("Only for packets outside the window; states that it does not help with asymmetric routes"),
  },
  "name-helper": { what: say("Which helper is involved"), ...READS },
  "helper-rule": {
    what: say("A narrower rule for the helper"),
    hurts: say("Hosts that need the helper but are not included"),
    kept: say("Described only"),
  },
  "raise-expectations": {
    what: say("A higher nf_conntrack_expect_max"),
    hurts: say("Memory, a few hundred bytes each; a client that announces endlessly fills it again"),
    kept: say("At most twice the current value, and only after checking the helper and its rule"),
  },
  "load-module-first": {
    what: say("Loading nf_conntrack before the settings are applied"),
    hurts: say("Hosts that do not track on purpose: the module alone tracks nothing, but its table takes memory"),
    kept: say("Only if a setting failed because the module was not loaded"),
  },
  "read-refusal": { what: say("What was rejected, and what would be accepted"), ...READS },
  "set-on-host": {
    what: say("Setting machine-wide values on the host"),
    hurts: say("All containers of the host, which share them"),
    kept: say("States that the values are machine-wide"),
  },
  "apply-again": {
    what: say("Applying the files again"),
    hurts: say("Manual changes to other keys since: all keys of all files are set"),
    kept: say("Stated in the step, which advises to review the files first"),
  },
  "find-who-lowered": { what: say("What lowered the limit"), ...READS },
  "find-namespace": { what: say("Which network namespace it is"), ...READS },
  "limit-is-shared": { what: say("One limit for all namespaces"), ...READS },
  "read-other-limit": { what: say("The limit that was reached"), ...READS },
  "inserted-by-programs": { what: say("Examining programs that insert entries"), ...READS },
} as const satisfies Readonly<Record<string, StepReview>>;

/** Public, and never given another meaning. */
export type StepId = keyof typeof STEP_REVIEW;
