// What the inputs of the hosts say: how long they try, and the flows of look-ups and health checks. Pure.

import type { Peers } from "../../sizing/retransmissions.ts";
import type { WorkloadClass } from "../../sizing/workload.ts";
import { say } from "../../words/say.ts";
import { NEW_CLASS } from "../inputs/defaults.ts";
import type { CalculatorState } from "../state.ts";

/** Seconds of a question and its answer, and of a check. */
const LOOKUP = 0.05;
const CHECK = 0.1;

export function peersOf(state: CalculatorState): Peers {
  return {
    retries: state.retries.value,
    orphanRetries: state.orphanRetries.value,
    keepalive: {
      time: state["keepalive.time"].value,
      interval: state["keepalive.interval"].value,
      probes: state["keepalive.probes"].value,
    },
  };
}

/** Each name is asked for once a suffix that is tried, and once a socket; each target is checked once an interval. */
export function impliedClasses(state: CalculatorState): readonly WorkloadClass[] {
  const lookups = state["lookups.names"].value * state["lookups.tries"].value * state["lookups.sockets"].value;
  const checks = state["checks.targets"].value / state["checks.interval"].value;
  return [
    { ...NEW_CLASS, name: say("Lookups"), protocol: "udp" as const, ends: "stops" as const, rate: lookups, duration: LOOKUP, packets: 2 },
    { ...NEW_CLASS, name: say("Health checks"), rate: checks, duration: CHECK },
  ].filter(({ rate }) => rate > 0);
}
