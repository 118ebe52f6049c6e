// Protocols by their numbers (IANA), as far as conntrack has a name for them. Data only.
import { byName } from "../../text/by-name.ts";
export const PROTOCOLS = byName<number>({
  icmp: 1,
  tcp: 6,
  udp: 17,
  dccp: 33,
  gre: 47,
  icmpv6: 58,
  sctp: 132,
  udplite: 136,
});
