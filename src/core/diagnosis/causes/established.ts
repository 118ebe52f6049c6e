// The step to a shorter timeout of established connections.

import { recommended } from "../../advice/recommended.ts";
import { formatDuration } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { timeoutOf } from "./state-share.ts";
import { set } from "./steps.ts";

const NAME = "nf_conntrack_tcp_timeout_established";

/** None where it is no longer than the least that a NAT has to keep an idle connection for. */
export function shortenEstablished(context: Context): readonly Step[] {
  const { seconds, risk } = recommended("idle", NAME);
  const timeout = timeoutOf(context, NAME);
  if (timeout <= seconds) return [];
  const why = say("{seconds} instead of {timeout}; RFC 5382 allows a NAT no less.", {
    seconds: formatDuration(seconds),
    timeout: formatDuration(timeout),
  });
  return [set(context, "shorten-established", `net/netfilter/${NAME}`, seconds, [why, risk].join(" ").trim())];
}
