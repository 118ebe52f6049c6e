// Services that answer a small forged question over UDP with a large answer, to whoever it seems to come from. Data only:
// CISA alert TA14-017A (UDP-based amplification attacks), and memcached and WS-Discovery as added to it.
export const REFLECTORS: Readonly<Record<number, string>> = {
  17: "QOTD",
  19: "CharGEN",
  53: "DNS",
  69: "TFTP",
  111: "portmapper",
  123: "NTP",
  137: "NetBIOS",
  161: "SNMP",
  389: "CLDAP",
  520: "RIP",
  1900: "SSDP",
  3702: "WS-Discovery",
  5353: "mDNS",
  11211: "memcached",
  27960: "Quake",
};
