// Causes: TCP connections of which one side is done. FIN_WAIT: nobody has acknowledged its end; CLOSE_WAIT: the other side
// has, and does not close in turn.
import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import type { FindCause } from "../context.ts";
import { backToDefault, confidenceOf, entriesIn, shareOf, shorten, timeoutOf } from "./state-share.ts";
import { advice } from "./steps.ts";

const FIN_WAIT = "nf_conntrack_tcp_timeout_fin_wait";
const CLOSE_WAIT = "nf_conntrack_tcp_timeout_close_wait";

export const finWait: FindCause = (context) => {
  const found = shareOf(context, entriesIn(context, "tcp", ["FIN_WAIT", "LAST_ACK"]));
  if (!found) return undefined;
  return {
    id: "fin-wait",
    title: "Connections that one side has ended, and the other has not acknowledged, fill the table",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are in FIN_WAIT or LAST_ACK`,
      `Each is kept for ${formatDuration(timeoutOf(context, FIN_WAIT))} after its last packet`,
    ],
    steps: [
      advice(
        "look-at-silent-side",
        "Look at the side that does not answer: a peer that is gone, a load balancer that forgets connections, or a way back that does not pass here",
      ),
      ...shorten(context, "ended", FIN_WAIT, found.entries),
    ],
  };
};

export const halfClosed: FindCause = (context) => {
  const found = shareOf(context, entriesIn(context, "tcp", ["CLOSE_WAIT"]));
  if (!found) return undefined;
  const timeout = timeoutOf(context, CLOSE_WAIT);
  return {
    id: "half-closed",
    title: "Half-closed connections fill the table: one side has closed, the application of the other has not",
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      `${formatShare(found.share)} of the entries (${formatCount(found.entries)}) are in CLOSE_WAIT`,
      `Each is kept for ${formatDuration(timeout)} after its last packet`,
    ],
    steps: [
      advice("close-sockets", "Mend the application that does not close its sockets; on its host, ss -tnp state close-wait names it"),
      ...backToDefault(
        context,
        "shorten-close-wait",
        CLOSE_WAIT,
        "The kernel's own. kube-proxy sets an hour (tcpCloseWaitTimeout) and sets it again when it starts: change it there as well. A half-closed connection that is silent for longer is cut",
      ),
    ],
  };
};
