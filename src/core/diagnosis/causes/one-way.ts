// UDP services to which packets go and from which none come back, as they are meant to. Data only: IANA's registry of ports,
// and the usual ports of programs.

import { say } from "../../words/say.ts";
export const ONE_WAY: Readonly<Record<number, string>> = {
  162: say("SNMP traps"),
  514: "syslog",
  2055: "NetFlow",
  4739: "IPFIX",
  4789: "VXLAN",
  6081: "Geneve",
  6343: "sFlow",
  8125: "statsd",
  8472: say("VXLAN (Linux)"),
  9995: "NetFlow",
  12201: "GELF",
};
