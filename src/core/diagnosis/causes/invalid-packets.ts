// Cause: packets that fit no entry. They are no want of room, and what people with resets and hanging transfers look for.
import { formatCount } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import { counted } from "../counted.ts";
import { advice, read } from "./steps.ts";

/** Since the namespace was made: every host has some. */
const NOTABLE = 1000;
const LIBERAL = "net/netfilter/nf_conntrack_tcp_be_liberal";

export const invalidPackets: FindCause = ({ evidence, values }) => {
  const { log, changes } = evidence;
  const invalid = counted(evidence, "invalid");
  const logged = log?.lookalikes.find(({ id }) => id === "invalid-packets");
  if (!logged && invalid < NOTABLE) return undefined;
  const window = logged !== undefined && /upper bound|lower bound/.test(logged.sample);
  return {
    id: "invalid-packets",
    title: "Packets fit no connection as it is tracked (invalid)",
    confidence: logged ? "certain" : "possible",
    weight: 0.05,
    evidence: [
      ...(invalid > 0
        ? [
            `${formatCount(invalid)} packets were invalid ${changes ? "between the two readings" : "since the namespace was made"}; they pass unless a rule drops them, and NAT leaves them as they are`,
          ]
        : []),
      ...(logged
        ? [
            `${formatCount(logged.lines)} ${logged.lines === 1 ? "line of the log names one" : "lines of the log name one each"}: ${logged.sample}`,
          ]
        : []),
    ],
    steps: [
      ...(logged
        ? []
        : [
            read(
              "read-invalid",
              "Which packets they are",
              "old=$(sysctl -n net.netfilter.nf_conntrack_log_invalid); sysctl net.netfilter.nf_conntrack_log_invalid=6; sleep 60; sysctl net.netfilter.nf_conntrack_log_invalid=$old; dmesg | tail -50",
              "Logs invalid TCP for a minute and sets back what was there; needs a logger (modprobe nf_log_syslog), and a log that takes a line a packet",
            ),
          ]),
      advice(
        "see-both-ways",
        "See whether both directions pass here: with one-way routing a host sees half of each connection, and no setting mends that",
      ),
      advice(
        "drop-invalid",
        "Where a NAT gateway or node lets invalid packets out untranslated, the peer answers with a reset: drop INVALID in forward once the routes are right",
      ),
      ...(window && values[LIBERAL] !== 1
        ? [
            advice(
              "be-liberal",
              "For packets out of the window alone (SEQ or ACK over a bound), nf_conntrack_tcp_be_liberal = 1 lets them be tracked; one-way traffic, bad flags and checksums stay invalid with it",
            ),
          ]
        : []),
    ],
  };
};
