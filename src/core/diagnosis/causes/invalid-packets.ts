// Cause: packets that fit no entry. They are no want of room, and what people with resets and hanging transfers look for.

import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { counted } from "../counted.ts";
import { READ_TWICE } from "../gather.ts";
import { advice, read } from "./steps.ts";

/** Since the namespace was made: every host has some. */
const NOTABLE = 1000;
/**
 * By a rule with a limit: the kernel's own log of invalid packets has none. The traps remove it in every way out. Of ip: a table
 * of inet would track IPv6 for 10 s where nothing else does, and what was tracked would stay for its timeouts.
 */
const LOG_FEW = `sudo sh -c 'trap "nft delete table ip conntrack_planner_invalid" EXIT; trap "exit 1" HUP INT TERM; nft "add table ip conntrack_planner_invalid; add chain ip conntrack_planner_invalid seen { type filter hook prerouting priority -150; }; add rule ip conntrack_planner_invalid seen ct state invalid limit rate 5/second log prefix \\"invalid: \\""; sleep 10'; sudo dmesg | grep "invalid: " | tail -n 50`;
const LIBERAL = "net/netfilter/nf_conntrack_tcp_be_liberal";

export const invalidPackets: FindCause = ({ evidence, values }) => {
  const { log, changes } = evidence;
  const invalid = counted(evidence, "invalid");
  const logged = log?.lookalikes.find(({ id }) => id === "invalid-packets");
  if (!logged && invalid < NOTABLE) return undefined;
  const window = logged !== undefined && /upper bound|lower bound/.test(logged.sample);
  return {
    id: "invalid-packets",
    title: CAUSE_TITLES["invalid-packets"].usual,
    confidence: logged ? "certain" : "possible",
    weight: 0.05,
    evidence: [
      ...(invalid > 0
        ? [
            changes
              ? say(
                  "{count} packets were invalid between the two readings; they pass unless a rule drops them, and NAT does not translate them",
                  { count: formatCount(invalid) },
                )
              : say(
                  "{count} packets were invalid since the namespace was created; they pass unless a rule drops them, and NAT does not translate them",
                  { count: formatCount(invalid) },
                ),
          ]
        : []),
      ...(logged
        ? [
            logged.lines === 1
              ? say("1 log line names one: {line}", { line: logged.sample })
              : say("{lines} log lines name one each: {line}", { lines: formatCount(logged.lines), line: logged.sample }),
          ]
        : []),
    ],
    steps: [
      ...(logged
        ? []
        : [
            ...(changes?.invalid?.perSecond
              ? []
              : [
                  read(
                    "read-invalid",
                    say("How many there are per second"),
                    READ_TWICE,
                    say("Give both readings to diagnose: a few per second are usual; only a rate tells whether they matter"),
                  ),
                ]),
            read(
              "read-invalid",
              say("Which packets they are"),
              LOG_FEW,
              say(
                "Logs at most 5 invalid IPv4 packets per second, for 10 s, by a rule that is removed again even if the command is interrupted; if this host tracks IPv6, the same with ip6 instead of ip shows those. nf_conntrack_log_invalid would log every one of them, without a limit",
              ),
            ),
          ]),
      advice(
        "see-both-ways",
        say(
          "Check whether both directions pass here: with asymmetric routing a host sees half of each connection, which no setting can fix",
        ),
      ),
      advice(
        "drop-invalid",
        say(
          "If a NAT gateway or node forwards invalid packets untranslated, the peer replies with a reset: drop INVALID packets in forward after the routes are fixed",
        ),
      ),
      ...(window && values[LIBERAL] !== 1
        ? [
            advice(
              "be-liberal",
              say(
                "If the packets are only outside the window (SEQ or ACK over a bound), nf_conntrack_tcp_be_liberal = 1 makes them valid; one-way traffic, bad flags and bad checksums stay invalid",
              ),
            ),
          ]
        : []),
    ],
  };
};
