// The titles of every cause by its public id, as they are printed. Data only.

import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { CauseId } from "./cause-words.ts";

/** What a function is given: a name or a number of things, and how many more of them there are. */
export type CauseTitle = string | ((of: string, more: number) => string);

export const CAUSE_TITLES = {
  "other-namespace": {
    seen: (of: string, more: number) =>
      more === 0
        ? say("The full table belongs to another network namespace: {name}", { name: of })
        : say("The full tables belong to other network namespaces: {name} and {more} more", { name: of, more: formatCount(more) }),
    too: (of: string, more: number) =>
      more === 0
        ? say("Another network namespace is full too: {name}", { name: of })
        : say("Other network namespaces are full too: {name} and {more} more", { name: of, more: formatCount(more) }),
    logged: say("The full table belongs to another network namespace, such as a container"),
    perhaps: say("The full table may belong to another network namespace, or the problem is over"),
    container: (of: string, more: number) =>
      more === 0
        ? say("The full table belongs to container {name}", { name: of })
        : say("The full tables belong to container {of} and {more} more", { of, more: formatCount(more) }),
  },
  "not-conntrack": {
    other: say("Another limit was reached as well"),
    only: say("Another limit was reached; nothing indicates conntrack"),
  },
  "setting-not-applied": {
    one: say("A setting was not applied"),
    several: (of: string) => say("{count} settings were not applied", { count: of }),
  },
  "hash-too-small": {
    usual: say("The hash table is too small for its entries"),
  },
  "insert-race": {
    alone: say("Two packets raced to create the same entry, and one was lost: the table was not full"),
    some: say("Some of the drops may be packets that raced to create the same entry"),
  },
  "nat-ports-exhausted": {
    usual: say("NAT has run out of source ports for one destination"),
  },
  "inserts-refused": {
    usual: say("Some entries could not be inserted into the table"),
  },
  "syn-flood": {
    usual: say("A SYN flood takes up much of the table: handshakes that are never completed"),
  },
  reflection: { usual: say("Unrequested replies take up much of the table: a reflection attack") },
  "icmp-scan": {
    usual: say("Unanswered pings take up much of the table: a scan"),
  },
  "picked-up": {
    usual: say("Connections seen in only one direction take up much of the table"),
  },
  "dead-destination": {
    oneWay: say("Packets to a service that never answers take up much of the table"),
    one: say("Packets to a destination that does not answer take up much of the table"),
    several: say("Packets to destinations that do not answer take up much of the table"),
  },
  "unreplied-few-sources": {
    one: say("Unanswered packets from one source take up much of the table"),
    few: say("Unanswered packets from few sources take up much of the table"),
  },
  "unreplied-many-sources": {
    usual: say("Unanswered packets from many sources take up much of the table"),
  },
  "time-wait-heavy": {
    usual: say("Closed TCP connections take up much of the table"),
  },
  "fin-wait": {
    usual: say("Connections with an unacknowledged FIN take up much of the table"),
  },
  "half-closed": {
    usual: say("Half-closed connections take up much of the table: one side has closed, the application on the other side has not"),
  },
  "udp-streams": {
    names: say("DNS lookups over long-lived UDP connections take up much of the table"),
    usual: say("UDP connections with packets in both directions, such as QUIC or calls, take up much of the table"),
  },
  "udp-answered": {
    names: say("Answered DNS lookups take up much of the table"),
    usual: say("Short UDP queries and replies fill the table"),
  },
  "idle-established": {
    usual: say("Idle TCP connections take up much of the table"),
  },
  uncollected: { usual: say("Expired entries that are not yet collected fill the table") },
  "few-clients": {
    one: say("One client has most of the answered connections"),
    few: say("A few clients have most of the answered connections"),
  },
  "limit-lowered": {
    usual: say("The limit is lower than the kernel's default: something lowered it"),
  },
  "max-too-low": {
    usual: say("The limit is too low for this traffic"),
  },
  "expect-table-full": {
    usual: say("A helper could not announce connections: the expectation table was full"),
  },
  "invalid-packets": {
    usual: say("Packets match no tracked connection (invalid)"),
  },
} as const satisfies Readonly<Record<CauseId, Readonly<Record<string, CauseTitle>>>>;
