// Rules that take a host's own services out of tracking, for those who have no rule set at hand.
import { iptablesRules } from "./iptables.ts";
import { nftRules } from "./nft.ts";

export interface OwnService {
  /** Of IP: 6 for TCP. */
  readonly protocol: number;
  readonly port: number;
}

/** For local addresses alone, so that forwarded and rewritten flows stay tracked; both hooks, directions and families. */
export function notrackServices(kind: "nftables" | "iptables", services: readonly OwnService[]): string {
  const classes = services.map((one) => ({ ...one, role: "local" as const }));
  // Nobody read the rules of this host: it may translate or forward.
  const plan = { classes, insertions: [], zone: false, families: new Set(["ip", "ip6"] as const), shared: true, present: false };
  return (kind === "nftables" ? nftRules(plan) : iptablesRules(plan)).trimEnd();
}
