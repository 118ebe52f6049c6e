// Causes: new entries refused although the table had room: hash chains too long, packets that raced for one tuple, NAT out
// of ports, and programs that insert what is there.

import { bucketsAreSettable, recommendedBuckets } from "../../advice/buckets.ts";
import { serviceName } from "../../evidence/dump/service-name.ts";
import type { Service } from "../../evidence/dump/summary.ts";
import { defaultBuckets } from "../../kernel/hash-table.ts";
import { BUCKETS_PATH } from "../../kernel/table-keys.ts";
import { DEFAULT_TARGET } from "../../kernel/target.ts";
import type { ToldApart } from "../../kernel/told-apart.ts";
import { meanChain } from "../../sizing/chains.ts";
import { chainFigure } from "../../sizing/table-words.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { Context, FindCause } from "../context.ts";
import { racesExplainDrops, refusedInserts } from "../refused-inserts.ts";
import { advice, set } from "./steps.ts";

/**
 * Ports for one NAT address, one destination and port, and one protocol: 1024 to 65535 for clients with such ports
 * (nf_nat_l4proto_unique_tuple, 6.12). It gives up after some tries, so failures begin before that.
 */
const NAT_PORTS = 64_512;
const NEARLY_ALL = 0.9;
const MANY = 0.5;
/** Of the entries, that must be translated for NAT to be the cause. */
const TRANSLATED = 0.5;

export const hashTooSmall: FindCause = (context) => {
  const { buckets, count, max, drops, target = DEFAULT_TARGET } = context;
  const { tooLong } = refusedInserts(context);
  if (tooLong === 0) return undefined;
  const lines = [say("{count} new entries were refused because a hash chain was too long (chaintoolong)", { count: formatCount(tooLong) })];
  if (buckets !== undefined && count !== undefined)
    lines.push(
      say("{count} entries in {buckets} buckets: {mean} nodes in an average chain", {
        count: formatCount(count),
        buckets: formatCount(buckets),
        mean: chainFigure(meanChain(count, buckets)),
      }),
    );
  // No fewer than the kernel itself makes for this memory.
  const wanted = max !== undefined && max > 0 ? Math.max(recommendedBuckets(target, max), defaultBuckets(target) ?? 0) : undefined;
  const enlarge =
    wanted !== undefined && (buckets === undefined || buckets < wanted) && bucketsAreSettable(target)
      ? [set(context, "enlarge-hash", BUCKETS_PATH, wanted, say("One bucket per entry, like the kernel's default since 5.15"))]
      : [];
  return {
    id: "hash-too-small",
    title: CAUSE_TITLES["hash-too-small"].usual,
    confidence: "certain",
    weight: Math.max(0.2, tooLong / (tooLong + lost(context))),
    evidence: lines,
    steps:
      enlarge.length > 0
        ? enlarge
        : [
            advice(
              "enlarge-hash",
              say(
                "Give the table as many buckets as entries: with nf_conntrack_buckets since 4.8, /sys/module/nf_conntrack/parameters/hashsize on older kernels, and hashsize= in modprobe.d for the next boot",
              ),
            ),
          ],
  };

  function lost(own: Context): number {
    return racesExplainDrops(own) ? 0 : (drops?.atLeast ?? 0);
  }
};

export const insertRace: FindCause = (context) => {
  const found = refusedInserts(context);
  if (found.raced === 0 || natService(context)) return undefined;
  const alone = racesExplainDrops(context);
  return {
    id: "insert-race",
    title: alone ? CAUSE_TITLES["insert-race"].alone : CAUSE_TITLES["insert-race"].some,
    confidence: alone ? "likely" : "possible",
    weight: weightOf(found, context),
    evidence: [
      racedLine(found, alone),
      say(
        "Two packets of one UDP socket were sent at the same moment, such as A and AAAA lookups, or NAT chose one port for two connections",
      ),
    ],
    steps: [
      advice(
        "cache-names",
        say("Use a local DNS cache: NodeLocal DNSCache on Kubernetes nodes queries over TCP and without NAT, which avoids the race"),
      ),
      advice(
        "single-request",
        say(
          "options single-request-reopen in resolv.conf sends A and AAAA queries over separate sockets (glibc; musl does not support it); it costs one round trip per name",
        ),
      ),
      advice("newer-kernel", say("Since Linux 5.0, the second packet uses the entry of the first in most such cases (clash_resolve)")),
      advice("random-ports", say("If NAT translates the connections, let it choose random ports (--random-fully, fully-random)")),
    ],
  };
};

export const natPortsExhausted: FindCause = (context) => {
  const found = refusedInserts(context);
  const service = natService(context);
  if (found.raced === 0 || !service) return undefined;
  return {
    id: "nat-ports-exhausted",
    title: CAUSE_TITLES["nat-ports-exhausted"].usual,
    confidence: service.entries >= NEARLY_ALL * NAT_PORTS ? "likely" : "possible",
    weight: weightOf(found, context),
    evidence: [
      racedLine(found, racesExplainDrops(context)),
      say(
        "{entries} entries go to {service}; one NAT address has at most {natPorts} ports for it, and the search gives up before all are in use",
        { entries: formatCount(service.entries), service: serviceName(service), natPorts: formatCount(NAT_PORTS) },
      ),
    ],
    steps: [
      advice(
        "reuse-connections",
        say("Let clients reuse connections to this destination: a pool or a proxy needs a fraction of the ports"),
      ),
      advice(
        "more-nat-addresses",
        say(
          "Give NAT more addresses (snat to a range, persistent so that a client keeps the same one); peers that allow this host by its address must allow all of them",
        ),
      ),
      advice(
        "no-larger-table",
        say(
          "A larger table does not help, because the ports of one address are exhausted. A shorter timeout for closed connections frees ports sooner",
        ),
      ),
    ],
  };
};

export const insertsRefused: FindCause = (context) => {
  const { byPrograms } = refusedInserts(context);
  if (byPrograms === 0) return undefined;
  return {
    id: "inserts-refused",
    title: CAUSE_TITLES["inserts-refused"].usual,
    confidence: "possible",
    weight: 0.1,
    evidence: [
      byPrograms === 1
        ? say("1 insert failed without dropping a packet (insert_failed without drop)")
        : say("{count} inserts failed without dropping a packet (insert_failed without drop)", { count: formatCount(byPrograms) }),
    ],
    steps: [
      advice(
        "inserted-by-programs",
        say(
          "Check whether a program inserts entries, such as conntrackd on a standby or conntrack -I: inserts of existing entries increase this counter; on kernels that do not count a drop for it, packets of one connection may have raced",
        ),
      ),
    ],
  };
};

/** A destination that most ports of a NAT address are taken for. */
function natService({ evidence: { table } }: Context): (Service & { readonly entries: number }) | undefined {
  const [first] = table?.top.answeredServices.items.filter(({ port }) => port !== null) ?? [];
  return table && first && first.entries >= MANY * NAT_PORTS && table.sourceNat >= TRANSLATED * table.entries ? first : undefined;
}

/** Before a full table two counters of like height say less: other drops may be as many. */
function racedLine({ raced }: ToldApart, alone: boolean): string {
  return alone
    ? say("{count} packets are in both drop and insert_failed: the same packets, counted twice", { count: formatCount(raced) })
    : say("Up to {count} of the drops may be races: they may also be counted in insert_failed", { count: formatCount(raced) });
}

function weightOf({ raced }: ToldApart, context: Context): number {
  return racesExplainDrops(context) ? 1 : Math.max(0.05, Math.min(0.15, raced / (raced + (context.drops?.atLeast ?? 0))));
}
