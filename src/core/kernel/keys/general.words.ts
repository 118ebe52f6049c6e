// The table itself: its limit, its hash, what is kept with each entry, and the catch-all timeout.
import { say } from "../../words/say.ts";
import type { KeyWords } from "../key-fact.ts";
import { MEASURED, seenIn } from "../source-trees.ts";
import { OLD_AS_CONNTRACK, ofEntry, STANDALONE, SWITCH_REMARK } from "./shared.words.ts";

const LIMIT_SOURCES = [
  seenIn("net/netfilter/nf_conntrack_standalone.c", "2.6.18", "6.2.1", "6.14.0", "6.18.2", "7.0.0"),
  seenIn("net/netfilter/nf_conntrack_standalone.c", "6.1.176", "6.6.152", "6.12.107", "7.2.13"),
  MEASURED,
];

export const GENERAL_WORDS: Readonly<Record<string, KeyWords>> = {
  "net/netfilter/nf_conntrack_acct": {
    meaning: say("Counts packets and bytes in each direction, for entries created while it is on."),
    history: { since: say("Not in the 2.6.24 tree, present in 2.6.30.") },
    remarks: [
      say("Existing entries get no counters."),
      say("Needs a block of 128 bytes per entry (4.14 and later), unless another extension already uses that block."),
      say("The module parameter acct sets the initial value."),
      SWITCH_REMARK,
    ],
    named: [
      { value: 0, means: say("no counters") },
      { value: 1, means: say("counters on new entries") },
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_acct.c", "2.6.30", "4.19.72"), MEASURED],
  },
  "net/netfilter/nf_conntrack_buckets": {
    meaning: say("Number of buckets in the hash table, which all namespaces share; longer chains make each lookup slower."),
    history: {
      since: `${OLD_AS_CONNTRACK} ${say("Read-only up to 4.7; writable since 4.8 (commit 3183ab8997a4).")}`,
    },
    remarks: [
      say("The kernel rounds up to whole pages: 512 buckets on 64-bit machines with 4 KiB pages, so 1 becomes 512."),
      say("Changing it does not change nf_conntrack_max."),
      say("Every entry is in the table twice, once for each direction: chains hold 2 x entries / buckets nodes on average."),
      say("Same value as /sys/module/nf_conntrack/parameters/hashsize."),
      say("Resizing rehashes every entry and needs memory for the old and the new table at the same time."),
    ],
    sources: [
      STANDALONE,
      seenIn("net/netfilter/nf_conntrack_core.c", "4.8.15", "4.14.67", "5.4.124", "5.15.41", "6.2.1", "6.14.0", "6.18.2"),
      seenIn("mm/util.c", "5.15.41", "6.2.1"),
      MEASURED,
    ],
  },
  "net/netfilter/nf_conntrack_checksum": {
    meaning: say("Verifies the checksums of incoming packets; packets with a bad checksum are INVALID and are not tracked."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [SWITCH_REMARK],
    named: [
      { value: 0, means: say("checksums are not verified") },
      { value: 1, means: say("bad checksums make a packet INVALID") },
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_standalone.c", "2.6.18", "4.19.72"), MEASURED],
  },
  "net/netfilter/nf_conntrack_count": {
    meaning: say("Number of entries currently allocated in this namespace, including unconfirmed and expired ones."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("A counter, not a setting: opening it for writing fails, even for root."),
      say("Expired entries are included until the collector or a lookup removes them."),
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_standalone.c", "2.6.18"), MEASURED],
  },
  "net/netfilter/nf_conntrack_default_on": {
    meaning: say("Decided whether a new namespace tracks connections from the start, or only when a rule needs it."),
    history: {
      since: say("Added by commit 481fa3734769 (2016-11-15, in the 4.10 cycle by date; unverified: in no source tree at hand)."),
      removed: say(
        "Its documentation was removed on 2017-07-31, when tracking was changed to start only when a rule needs it; not in the 4.14.67 tree.",
      ),
    },
    remarks: [say("The values it accepts are unverified: only commits were examined, not a tree that has it.")],
    sources: ["commit 481fa3734769 (netfilter: conntrack: add nf_conntrack_default_on sysctl)", "absent from the 4.8.15 and 4.14.67 trees"],
  },
  "net/netfilter/nf_conntrack_events": {
    meaning: say("Controls which new entries send events to programs that listen over netlink, such as conntrackd."),
    history: { since: say("Not in the 2.6.30 tree, present in 2.6.32. The value 2 came with 5.19.") },
    remarks: [
      say(
        "With 1, every entry needs a block of 128 bytes (4.14 and later), with or without a listener; with 2, only entries created while a program listens.",
      ),
      say("Up to 5.18 the highest value is 1, and 1 is the default."),
    ],
    named: [
      { value: 0, means: say("no events") },
      { value: 1, means: say("every new entry sends events") },
      { value: 2, means: say("new entries send events while a program listens (5.19 and later)") },
    ],
    sources: [
      STANDALONE,
      seenIn("net/netfilter/nf_conntrack_standalone.c", "5.18.0", "5.19.0"),
      seenIn("net/netfilter/nf_conntrack_ecache.c", "2.6.32.67"),
      MEASURED,
    ],
  },
  "net/netfilter/nf_conntrack_events_retry_timeout": {
    meaning: say("Maximum delay before an undelivered destroy event was sent again, for listeners in reliable mode."),
    history: {
      since: say("Not in the 2.6.30 tree, present in 2.6.32."),
      removed: say("Between 3.14 and 3.18; the documentation named it until 2016-10-17."),
    },
    sources: [seenIn("net/netfilter/nf_conntrack_ecache.c", "2.6.32.67", "3.10", "3.14.25")],
  },
  "net/netfilter/nf_conntrack_expect_max": {
    meaning: say("Maximum number of expected connections announced by helpers, such as FTP data channels."),
    history: { since: say("Added by commit f264a7df08d5 (2007, about 2.6.23); present in the 2.6.24 tree.") },
    remarks: [
      say("The default is four times buckets / 256; kernel documentation states a quarter of that, which is the size of its hash table."),
      say("Read-only outside the initial namespace."),
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_expect.c", "2.6.32.67", "6.18.2"), MEASURED],
  },
  "net/netfilter/nf_conntrack_generic_timeout": ofEntry({
    meaning: say("Timeout of an idle entry for protocols without their own tracker, such as ESP or IGMP."),
    history: { since: OLD_AS_CONNTRACK },
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_proto_generic.c", "2.6.18", "4.8.15"), MEASURED],
  }),
  "net/netfilter/nf_conntrack_helper": {
    meaning: say("Assigned helpers such as FTP or SIP to connections by port number alone, without a rule."),
    history: {
      since: say("Added by commit 72110dfaa907 (3.5, unverified; not in the 2.6.37 tree, present in 3.6)."),
      removed: say("Before the final 6.0 release (commit b118509076b3): present in the 6.0-rc1 tree, not in 6.0.19."),
    },
    remarks: [
      say("Replaced by rules that name the helper: `ct helper set` in nftables, `-j CT --helper` in iptables."),
      say("On by default before 4.7 (commit 3bb398d925ec), off since."),
      SWITCH_REMARK,
    ],
    named: [
      { value: 0, means: say("helpers only where a rule assigns one") },
      { value: 1, means: say("helpers by well-known port") },
    ],
    sources: [
      seenIn("net/netfilter/nf_conntrack_helper.c", "3.6", "4.4.155", "4.7.4"),
      seenIn("net/netfilter/nf_conntrack_standalone.c", "5.4.124", "5.19.0", "6.0-rc1"),
      "commit b118509076b3, named by git.zx2c4.com commit 76b907ee00c4",
    ],
  },
  "net/netfilter/nf_conntrack_log_invalid": {
    meaning: say("Logs INVALID packets, of the IP protocol with this number or of all protocols."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("For ICMPv6 the number is 58: kernel documentation says 41, which does not match ICMPv6."),
      say("In 6.18, a value other than 0 loads nf_log_syslog if no logger is registered."),
    ],
    named: [
      { value: 0, means: "off" },
      { value: 1, means: "ICMP" },
      { value: 6, means: "TCP" },
      { value: 17, means: "UDP" },
      { value: 33, means: say("DCCP (tracked before 6.17)") },
      { value: 58, means: "ICMPv6" },
      { value: 132, means: "SCTP" },
      { value: 136, means: "UDP-Lite" },
      { value: 255, means: say("every protocol") },
    ],
    sources: [
      STANDALONE,
      seenIn("net/netfilter/nf_conntrack_proto.c", "6.18.2"),
      seenIn("net/netfilter/nf_conntrack_proto_icmpv6.c", "6.18.2"),
      MEASURED,
    ],
  },
  "net/netfilter/nf_conntrack_max": {
    meaning: say(
      "Maximum number of entries in each network namespace; at the limit, new connections are dropped unless an old entry can be evicted.",
    ),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("Where the kernel accepts it, 0 means no limit; 7.0 and later reject it."),
      say("One value for the machine, compared with the count of each namespace separately: every container may fill it."),
      say(
        "Lowering it below the current count removes no entries; each new connection then evicts an entry that is not assured, or is dropped if it finds none nearby in the table.",
      ),
      say("Changing it does not change the number of buckets."),
      say(
        "Read-only outside the initial namespace since commit 2671fa4dc010 (in 5.4.124; 4.19.72 lets a container change it for the whole machine).",
      ),
      say("Kernels that do not check bounds accept a negative number, which works as a limit that is never reached."),
    ],
    sources: LIMIT_SOURCES,
  },
  "net/netfilter/nf_conntrack_timestamp": {
    meaning: say("Records the start and stop time of entries created while it is on."),
    history: { since: say("2.6.38 (unverified; not in the 2.6.37 tree, present in 3.6).") },
    remarks: [
      say("Needs a block of 128 bytes per entry (4.14 and later), unless another extension already uses that block."),
      say("The module parameter tstamp sets the initial value."),
      SWITCH_REMARK,
    ],
    named: [
      { value: 0, means: say("no timestamps") },
      { value: 1, means: say("start and stop time on new entries") },
    ],
    sources: [STANDALONE, seenIn("net/netfilter/nf_conntrack_timestamp.c", "3.6", "4.19.72"), MEASURED],
  },
  "net/nf_conntrack_max": {
    meaning: say("Short name of net.netfilter.nf_conntrack_max, the same limit."),
    history: { since: OLD_AS_CONNTRACK },
    remarks: [
      say("Writing either name changes both."),
      say("Exists only in the initial namespace: containers have no such file."),
      say("Where the kernel accepts it, 0 means no limit; 7.0 and later reject it."),
    ],
    sources: LIMIT_SOURCES,
  },
};
