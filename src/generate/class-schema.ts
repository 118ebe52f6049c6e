// The properties of a class of flows in a plan.
import { ENDINGS, FASTEST_RATE, LONGEST_NAME, LONGEST_SECONDS, PROTOCOLS } from "../core/plan/index.ts";

export const classProperties = {
  name: { type: "string", minLength: 1, maxLength: LONGEST_NAME, description: "Name of the class; must be unique." },
  protocol: { enum: PROTOCOLS, description: "Protocol of these connections." },
  rate: { type: "number", description: "New connections per second.", minimum: 0, maximum: FASTEST_RATE },
  duration: {
    type: "number",
    description: "Mean time from the first packet to the last, in seconds.",
    minimum: 0,
    maximum: LONGEST_SECONDS,
  },
  ends: {
    enum: [...new Set(PROTOCOLS.flatMap((protocol) => ENDINGS[protocol]))],
    description: "How the connections end: one of the endings of the protocol.",
  },
  bothWays: { type: "boolean", default: true, description: "Whether the other side replies." },
  packets: {
    type: ["integer", "null"],
    minimum: 1,
    maximum: 1_000_000,
    description: "Packets per connection if they are few, 2 for a query and its reply; null for many.",
  },
  pairs: {
    type: ["integer", "null"],
    minimum: 1,
    maximum: 1_000_000,
    description: "Number of pairs of local address and destination that a client or proxy uses; null for many.",
  },
  port: { type: ["integer", "null"], minimum: 1, maximum: 65535, description: "Port this host listens on." },
  nat: { type: "boolean", default: false, description: "Whether this host translates their addresses." },
};
