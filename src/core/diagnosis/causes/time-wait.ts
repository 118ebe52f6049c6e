// Cause: connections that are over fill the table, because each is remembered for a while.
import { recommended } from "../../advice/recommended.ts";
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
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
  const evidence = [`${formatShare(share)} of the entries (${formatCount(entries)}) are closed connections in TIME_WAIT`];
  if (rate?.perSecond) evidence.push(`About ${formatCount(rate.perSecond)} connections close per second`);
  if (timeout !== undefined) evidence.push(`Each stays for ${formatDuration(Math.round(timeout))}`);
  const freed = timeout !== undefined && timeout > SHORT.seconds ? entries * (1 - SHORT.seconds / timeout) : 0;
  const shorten: readonly Step[] =
    freed > 0
      ? [
          set(
            context,
            "shorten-time-wait",
            KEY,
            SHORT.seconds,
            `About ${formatCount(freed)} fewer entries once the existing ones have expired; no live connection is affected. ${SHORT.risk}`,
          ),
        ]
      : [];
  return {
    id: "time-wait-heavy",
    title: "Closed TCP connections fill the table",
    confidence: share >= LARGE && pressed ? "likely" : "possible",
    weight: share,
    evidence,
    steps: [
      ...shorten,
      advice(
        "reuse-connections",
        "Let clients and proxies keep connections open and reuse them; tcp_tw_reuse and similar settings do not affect conntrack",
      ),
      calculate("Calculate the table this traffic needs, with the rate measured here"),
    ],
  };
};
