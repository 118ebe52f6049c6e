// The properties of a class of flows in a plan.
import { ENDINGS, FASTEST_RATE, LONGEST_NAME, LONGEST_SECONDS, PROTOCOLS } from "../core/plan/index.ts";

export const classProperties = {
  name: { type: "string", minLength: 1, maxLength: LONGEST_NAME, description: "For people; each class has its own." },
  protocol: { enum: PROTOCOLS, description: "What the flows speak." },
  rate: { type: "number", description: "New flows a second.", minimum: 0, maximum: FASTEST_RATE },
  duration: { type: "number", description: "Mean seconds from the first packet to the last.", minimum: 0, maximum: LONGEST_SECONDS },
  ends: {
    enum: [...new Set(PROTOCOLS.flatMap((protocol) => ENDINGS[protocol]))],
    description: "How the flows end: one of those that the protocol has.",
  },
  bothWays: { type: "boolean", default: true, description: "Whether the other side answers." },
  packets: {
    type: ["integer", "null"],
    minimum: 1,
    maximum: 1_000_000,
    description: "Packets of a flow where they are few, 2 for a question and its answer; null for as many as it takes.",
  },
  pairs: {
    type: ["integer", "null"],
    minimum: 1,
    maximum: 1_000_000,
    description: "Pairs of a local address and a destination that a client or proxy opens them over; null for many.",
  },
  port: { type: ["integer", "null"], minimum: 1, maximum: 65535, description: "The port that this host listens on for them." },
  nat: { type: "boolean", default: false, description: "Whether their addresses are translated here." },
};
