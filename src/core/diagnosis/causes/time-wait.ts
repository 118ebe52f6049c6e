// Cause: connections that are over take up much of the table, because each is remembered for a while.

import { recommended } from "../../advice/recommended.ts";
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { advice, calculate, set } from "./steps.ts";

const KEY = "net/netfilter/nf_conntrack_tcp_timeout_time_wait";
/** Of all entries, from which it is worth a word, and from which it is the likely cause. */
const NOTABLE = 0.3;
const LARGE = 0.5;
/** What is enough for stray packets of a connection to die out on today's paths. */
const SHORT = recommended("ended", "nf_conntrack_tcp_timeout_time_wait");

export const timeWait: FindCause = (context) => {
  const { shares, pressed, values } = context;
  const { table } = context.evidence;
  const entries = table?.byProtocol["tcp"]?.byState["TIME_WAIT"] ?? 0;
  const share = table && shares ? entries / table.entries : 0;
  if (!table || share < NOTABLE || pressed === false) return undefined;
  const rate = table.rates["tcp"]?.["TIME_WAIT"];
  const timeout = values[KEY] ?? rate?.window ?? undefined;
  const evidence = [
    say("{share} of the entries ({entries}) are closed connections in TIME_WAIT", {
      share: formatShare(share),
      entries: formatCount(entries),
    }),
  ];
  if (rate?.perSecond) evidence.push(say("About {perSecond} connections close per second", { perSecond: formatCount(rate.perSecond) }));
  if (timeout !== undefined) evidence.push(say("Each stays for {timeout}", { timeout: formatDuration(Math.round(timeout)) }));
  const freed = timeout !== undefined && timeout > SHORT.seconds ? entries * (1 - SHORT.seconds / timeout) : 0;
  const shorten: readonly Step[] =
    freed > 0
      ? [
          set(
            context,
            "shorten-time-wait",
            KEY,
            SHORT.seconds,
            [
              say("About {freed} fewer entries once the existing ones have expired; no live connection is affected.", {
                freed: formatCount(freed),
              }),
              SHORT.risk,
            ]
              .join(" ")
              .trim(),
          ),
        ]
      : [];
  return {
    id: "time-wait-heavy",
    title: CAUSE_TITLES["time-wait-heavy"].usual,
    confidence: share >= LARGE && pressed ? "likely" : "possible",
    weight: share,
    evidence,
    steps: [
      ...shorten,
      advice(
        "reuse-connections",
        say("Let clients and proxies keep connections open and reuse them; tcp_tw_reuse and similar settings do not affect conntrack"),
      ),
      calculate(context, say("Calculate the table this traffic needs, with the rate measured here")),
    ],
  };
};
