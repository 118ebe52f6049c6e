// Cause: packets that fit no entry. They are no want of room, and what people with resets and hanging transfers look for.

import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
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
    title: say("Packets match no tracked connection (invalid)"),
    confidence: logged ? "certain" : "possible",
    weight: 0.05,
    evidence: [
      ...(invalid > 0
        ? [
            `${formatCount(invalid)} packets were invalid ${changes ? "between the two readings" : "since the namespace was created"}; they pass unless a rule drops them, and NAT does not translate them`,
          ]
        : []),
      ...(logged
        ? [`${formatCount(logged.lines)} ${logged.lines === 1 ? "log line names one" : "log lines name one each"}: ${logged.sample}`]
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
              "Logs invalid TCP packets for a minute, then restores the old value; needs a logger (modprobe nf_log_syslog), and a log that can hold one line per packet",
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
