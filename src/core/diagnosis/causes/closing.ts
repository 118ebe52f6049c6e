// Causes: TCP connections of which one side is done. FIN_WAIT: nobody has acknowledged its end; CLOSE_WAIT: the other side
// has, and does not close in turn.

import { formatCount, formatDuration, formatShare } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
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
    title: CAUSE_TITLES["fin-wait"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are in FIN_WAIT or LAST_ACK", {
        share: formatShare(found.share),
        entries: formatCount(found.entries),
      }),
      say("Each stays for {timeout} after its last packet", { timeout: formatDuration(timeoutOf(context, FIN_WAIT)) }),
    ],
    steps: [
      advice(
        "look-at-silent-side",
        say(
          "Examine the side that does not respond: an unreachable peer, a load balancer that drops connections, or a return path that does not pass here",
        ),
      ),
      ...shorten(context, "ended", FIN_WAIT, found.entries),
    ],
  };
};

export const halfClosed: FindCause = (context) => {
  const found = shareOf(context, entriesIn(context, "tcp", ["CLOSE_WAIT"]));
  if (!found) return undefined;
  const timeout = timeoutOf(context, CLOSE_WAIT);
  const shortened = backToDefault(
    context,
    "shorten-close-wait",
    CLOSE_WAIT,
    say(
      "The kernel's default. kube-proxy sets an hour (tcpCloseWaitTimeout) every time it starts: change it there as well. A half-closed connection that is idle for longer breaks",
    ),
  );
  return {
    id: "half-closed",
    title: CAUSE_TITLES["half-closed"].usual,
    confidence: confidenceOf(found, context),
    weight: found.share,
    evidence: [
      say("{share} of the entries ({entries}) are in CLOSE_WAIT", { share: formatShare(found.share), entries: formatCount(found.entries) }),
      say("Each stays for {timeout} after its last packet", { timeout: formatDuration(timeout) }),
    ],
    steps: [
      advice("close-sockets", say("Fix the application that does not close its sockets; on its host, ss -tnp state close-wait shows it")),
      ...shortened,
      ...(shortened.length > 0 ? [removeClosing] : []),
    ],
  };
};

/** A new timeout reaches an entry with its next packet, and these have none. */
const removeClosing = advice(
  "remove-half-closed",
  say(
    "Existing entries keep their old timeout until their next packet. To free the table immediately: sudo conntrack -D -p tcp --state CLOSE_WAIT; a half-closed connection that is still in use breaks if NAT translates it, or if the firewall does not accept its next packet as a new connection",
  ),
);
