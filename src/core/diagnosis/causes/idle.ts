// Cause: connections that say nothing for hours, kept for five days each by default.

import { recommended } from "../../advice/recommended.ts";
import type { DumpSummary } from "../../evidence/dump/summary.ts";
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { CONCENTRATED, fewest } from "./concentration.ts";
import { advice, set } from "./steps.ts";

const KEY = "net/netfilter/nf_conntrack_tcp_timeout_established";
/** Sources that are named. */
const HANDFUL = 5;
const NOTABLE = 0.3;
const LARGE = 0.5;
/** Seconds without a packet from which a connection counts as idle. */
const IDLE = 3600;
/** Seconds: nf_conntrack_tcp_timeout_unacknowledged and max_retrans, by default (keys/tcp.ts; measured on 6.18.44: 299 left). */
const UNACKNOWLEDGED = 300;
/** What a NAT has to keep an idle connection for at least. */
const SHORT = recommended("idle", "nf_conntrack_tcp_timeout_established");

export const idleEstablished: FindCause = (context) => {
  const { evidence, shares, pressed, values } = context;
  const { table } = evidence;
  const entries = table?.byProtocol["tcp"]?.byState["ESTABLISHED"] ?? 0;
  const remaining = table?.remaining["tcp"]?.["ESTABLISHED"];
  const share = table && shares ? entries / table.entries : 0;
  if (!table || !remaining || share < NOTABLE || pressed === false) return undefined;
  const timeout = Math.max(values[KEY] ?? 0, remaining.most + 1);
  const idle = timeout - remaining.median;
  // With data in flight an established connection counts down from 300 s: those say nothing of idleness.
  if (idle < IDLE || remaining.median <= UNACKNOWLEDGED) return undefined;
  const shorten: readonly Step[] =
    timeout > SHORT.seconds
      ? [
          set(
            context,
            "shorten-established",
            KEY,
            SHORT.seconds,
            [
              say(
                "Connections that become idle from now on expire after {seconds}, the minimum for a NAT in RFC 5382; connections that are already idle keep their old timeout.",
                { seconds: formatDuration(SHORT.seconds) },
              ),
              SHORT.risk,
            ]
              .join(" ")
              .trim(),
          ),
        ]
      : [];
  return {
    id: "idle-established",
    title: CAUSE_TITLES["idle-established"].usual,
    confidence: share >= LARGE && pressed ? "likely" : "possible",
    weight: share,
    evidence: [
      say("{share} of the entries ({entries}) are established TCP connections", {
        share: formatShare(share),
        entries: formatCount(entries),
      }),
      say("Half of them have been idle for {time} or more, assuming a timeout of {timeout}", {
        time: formatDuration(roughly(idle)),
        timeout: formatDuration(roughly(timeout)),
      }),
    ],
    steps: [
      ...shorten,
      ...(timeout > SHORT.seconds ? [removal(table, timeout)] : []),
      advice(
        "keepalives",
        say("Keep the connections that matter alive with keepalives more frequent than the timeout; the others may expire"),
      ),
    ],
  };
};

/** Named where a handful of sources hold most of the answered connections, and they are not masked. */
function removal({ top, entries, unreplied }: DumpSummary, timeout: number): Step {
  const busiest = fewest(top.answeredSources, entries - unreplied, CONCENTRATED, HANDFUL) ?? [];
  const sources = busiest.filter(({ address }) => /^[0-9a-f.:]+$/.test(address));
  const commands = sources.length > 0 ? sources.map(({ address }) => removeFrom(address)).join("; ") : removeFrom("ADDRESS");
  return advice(
    "remove-idle",
    say(
      "A shorter timeout does not free the table: entries of idle connections stay for up to {timeout}. To free it sooner, remove the entries of hosts that no longer exist or can reconnect: {commands}. All established connections that such a host has opened break if NAT translates them, or if the firewall does not accept their next packets as new connections",
      { timeout: formatDuration(timeout), commands },
    ),
  );
}

function removeFrom(address: string): string {
  return `sudo conntrack -D -p tcp --state ESTABLISHED -s ${address}`;
}

/** To minutes, or to hours: the table's own bins are no finer. */
function roughly(seconds: number): number {
  const unit = seconds >= 36_000 ? 3600 : 60;
  return Math.round(seconds / unit) * unit;
}
