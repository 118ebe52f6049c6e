// Whether losses ended, in a sentence for each case: with the time between two readings, without it, and with a rate.

import { say } from "../../words/say.ts";
import type { Comparison } from "./compare.ts";

export interface Headline {
  readonly anyTime: (amount: string) => string;
  readonly timed: (amount: string, time: string) => string;
  readonly rated?: (amount: string, time: string, rate: string) => string;
}

type Losses = Comparison["losses"];
type Case = Losses | "began-unknown" | "goes-on-unknown";

const CONTINUE = () => say("Losses continue");
const STARTED = () => say("Losses have started");
const UNKNOWN = () => say("Have losses stopped? Unknown: the two readings have no counters in common");

export const HEADLINES: Readonly<Record<Case, Headline>> = {
  none: {
    anyTime: () => say("Nothing was lost since the earlier reading"),
    timed: (_, time) => say("Nothing was lost in the {time} since the earlier reading", { time }),
  },
  ended: {
    anyTime: () => say("Losses have stopped: nothing was lost since the earlier reading"),
    timed: (_, time) => say("Losses have stopped: nothing was lost in the {time} since the earlier reading", { time }),
  },
  paused: {
    anyTime: (amount) => say("Lost since the earlier reading, but not during this one: {amount}. Check again later", { amount }),
    timed: (amount, time) =>
      say("Lost in the {time} since the earlier reading, but not during this one: {amount}. Check again later", { amount, time }),
  },
  "goes-on": {
    anyTime: (amount) => say("Losses continue: {amount} since the earlier reading", { amount }),
    timed: (amount, time) => say("Losses continue: {amount} in the {time} since the earlier reading", { amount, time }),
    rated: (amount, time, rate) =>
      say("Losses continue: {amount} in the {time} since the earlier reading, {rate} per second", { amount, time, rate }),
  },
  began: {
    anyTime: (amount) => say("Losses have started: {amount} since the earlier reading", { amount }),
    timed: (amount, time) => say("Losses have started: {amount} in the {time} since the earlier reading", { amount, time }),
    rated: (amount, time, rate) =>
      say("Losses have started: {amount} in the {time} since the earlier reading, {rate} per second", { amount, time, rate }),
  },
  "goes-on-unknown": { anyTime: CONTINUE, timed: CONTINUE },
  "began-unknown": { anyTime: STARTED, timed: STARTED },
  unknown: { anyTime: UNKNOWN, timed: UNKNOWN },
};
