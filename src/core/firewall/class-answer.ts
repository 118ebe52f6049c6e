// What is answered for a class of flows, and the reasons and changes that the answer names.
import type { Rule } from "./model.ts";
import type { PacketKind } from "./walk/packet.ts";
import type { Parting } from "./walk/state.ts";

export type Answer = "untracked-now" | "works-untracked" | "works-with-changes" | "needs-tracking" | "unknown";

/** A rule that has to let untracked packets through as it does tracked ones. */
export interface Mend {
  readonly rule: Rule;
  readonly family: "ip" | "ip6";
  readonly kind: PacketKind;
  readonly parting: Parting;
  readonly loopback: boolean;
  /** Packets that open a connection are not to be let in here. */
  readonly withoutSyn: boolean;
  /** Only packets that open a connection count here. */
  readonly onlySyn?: boolean;
  /** Rates that are for new connections are not for these packets. */
  readonly withoutLimits?: boolean;
}

export interface Reason {
  readonly rule: Rule;
  readonly why: string;
}

export interface FamilyAnswer {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  readonly mends: readonly Mend[];
  /** No packet that opens such a flow gets through: nothing of it is in the table. */
  readonly dropped: boolean;
  /** Where the destination is rewritten: always, for some packets, or never; `redirect` stays on this host. */
  readonly dnat: { readonly when: "always" | "maybe" | "never"; readonly away: boolean };
  /** Source addresses of the class are rewritten. */
  readonly snat: boolean;
  /** Rules that name the port were met. */
  readonly named: boolean;
  /** A zone is set before the raw rules: ours have to come first. */
  readonly zone: boolean;
  readonly steps: number;
}
