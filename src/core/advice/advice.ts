// The shape of our advice on timeouts. The judgements are in timeout-steps.ts and timeouts.ts.

/** What a value is recommended for. */
export type Purpose =
  /** Fewer entries: what the calculator may shorten. */
  | "save"
  /** A table full of ended, of idle, of unanswered connections. */
  | "ended"
  | "idle"
  | "unanswered"
  /** Whole setups: a NAT gateway, a web front end, a Kubernetes node. */
  | "nat"
  | "web"
  | "node"
  /** Presets: the least that RFCs ask of a NAT, and what OpenWrt sets. */
  | "rfc-nat"
  | "openwrt"
  /** Beside the default, where a value is being written. */
  | "offer";

/** From where on a short timeout is reported. */
export interface Steps {
  /** Last part of the key's path. */
  readonly name: string;
  /** Seconds: below this, worth knowing. */
  readonly information: number;
  /** Seconds: below this, it hurts. */
  readonly warning: number;
  /** What goes wrong below the lower step, short enough for the end of a message. */
  readonly harm: string;
}

export interface AdvisedValue {
  readonly seconds: number;
  readonly for: readonly Purpose[];
  /** Without a capital and a full stop: it stands beside the value. */
  readonly why: string;
  /** What it costs, in a sentence; absent where it is no shorter than the kernel's own. */
  readonly risk?: string;
  readonly source: string;
}

export interface TimeoutAdvice {
  /** Last part of the key's path. */
  readonly name: string;
  /** The milder first where one purpose has two. */
  readonly values: readonly AdvisedValue[];
}
