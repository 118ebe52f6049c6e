// Names that rules use for numbers: protocols, services, ICMP types, TCP flags, priorities.
import { byName } from "../text/by-name.ts";
import type { Hook } from "./model.ts";

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;

/** Protocols, by their names in /etc/protocols. */
const PROTOCOLS = /* @__PURE__ */ byName<number>({
  icmp: ICMP,
  igmp: 2,
  ipencap: 4,
  ipip: 4,
  "ip-encap": 4,
  tcp: TCP,
  udp: UDP,
  dccp: 33,
  ipv6: 41,
  "ipv6-route": 43,
  "ipv6-frag": 44,
  gre: 47,
  esp: 50,
  "ipv6-crypt": 50,
  ah: 51,
  "ipv6-auth": 51,
  icmpv6: ICMPV6,
  "ipv6-icmp": ICMPV6,
  icmp6: ICMPV6,
  "ipv6-nonxt": 59,
  ospf: 89,
  ospfigp: 89,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  "mobility-header": 135,
  mh: 135,
  udplite: 136,
});

/** Those whose header begins with a source and a destination port. */
export const WITH_PORTS: readonly number[] = [TCP, UDP, 33, 132, 136];

const PROTOCOL_NAMES: Readonly<Record<number, string>> = { 6: "tcp", 17: "udp", 33: "dccp", 132: "sctp", 136: "udplite" };

export function protocolName(protocol: number): string {
  return PROTOCOL_NAMES[protocol] ?? String(protocol);
}

export function protocolNumber(word: string): number | undefined {
  return numberOf(word) ?? PROTOCOLS[word.toLowerCase()];
}

/** Services as nft and /etc/services name them; the ones that rule sets have. */
const SERVICES = /* @__PURE__ */ byName<number>({
  tcpmux: 1,
  echo: 7,
  discard: 9,
  daytime: 13,
  "ftp-data": 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  time: 37,
  whois: 43,
  tacacs: 49,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  gopher: 70,
  finger: 79,
  http: 80,
  www: 80,
  kerberos: 88,
  "kerberos-sec": 88,
  pop3: 110,
  "pop-3": 110,
  sunrpc: 111,
  auth: 113,
  ident: 113,
  nntp: 119,
  ntp: 123,
  epmap: 135,
  "netbios-ns": 137,
  "netbios-dgm": 138,
  "netbios-ssn": 139,
  imap: 143,
  imap2: 143,
  snmp: 161,
  "snmp-trap": 162,
  snmptrap: 162,
  xdmcp: 177,
  bgp: 179,
  irc: 194,
  imap3: 220,
  ldap: 389,
  https: 443,
  snpp: 444,
  "microsoft-ds": 445,
  kpasswd: 464,
  submissions: 465,
  urd: 465,
  ssmtp: 465,
  smtps: 465,
  isakmp: 500,
  exec: 512,
  login: 513,
  shell: 514,
  who: 513,
  syslog: 514,
  printer: 515,
  route: 520,
  "dhcpv6-client": 546,
  "dhcpv6-server": 547,
  rtsp: 554,
  nntps: 563,
  submission: 587,
  ldaps: 636,
  ipp: 631,
  "domain-s": 853,
  rsync: 873,
  "ftps-data": 989,
  ftps: 990,
  telnets: 992,
  imaps: 993,
  pop3s: 995,
  socks: 1080,
  proofd: 1093,
  openvpn: 1194,
  "ms-sql-s": 1433,
  "ms-sql-m": 1434,
  l2f: 1701,
  l2tp: 1701,
  radius: 1812,
  "radius-acct": 1813,
  mqtt: 1883,
  nfs: 2049,
  nfs4: 2049,
  docker: 2375,
  cvspserver: 2401,
  mysql: 3306,
  "ms-wbt-server": 3389,
  "iscsi-target": 3260,
  nut: 3493,
  stun: 3478,
  svn: 3690,
  "ipsec-nat-t": 4500,
  sieve: 4190,
  epmd: 4369,
  sip: 5060,
  "sip-tls": 5061,
  "xmpp-client": 5222,
  "xmpp-server": 5269,
  mdns: 5353,
  postgresql: 5432,
  amqps: 5671,
  amqp: 5672,
  x11: 6000,
  redis: 6379,
  "syslog-tls": 6514,
  ircd: 6667,
  "ircs-u": 6697,
  "bacula-dir": 9101,
  "bacula-fd": 9102,
  "bacula-sd": 9103,
  git: 9418,
  "http-alt": 8080,
  webcache: 8080,
  "zabbix-agent": 10050,
  "zabbix-trapper": 10051,
  vxlan: 4789,
  wireguard: 51820,
  "secure-mqtt": 8883,
  ntske: 4460,
  zeroconf: 5353,
  llmnr: 5355,
  mdnsresponder: 5354,
  puppet: 8140,
  nbd: 10809,
  tproxy: 8081,
  omniorb: 8088,
  radsec: 2083,
  "ptp-event": 319,
  "ptp-general": 320,
  rfb: 5900,
  ggz: 5688,
  distcc: 3632,
  squid: 3128,
});

export function portNumber(word: string): number | undefined {
  const port = numberOf(word) ?? SERVICES[word.toLowerCase()];
  return port === undefined || port > 65535 ? undefined : port;
}

const ICMP_TYPES = /* @__PURE__ */ byName<number>({
  "echo-reply": 0,
  pong: 0,
  "destination-unreachable": 3,
  "network-unreachable": 3,
  "host-unreachable": 3,
  "protocol-unreachable": 3,
  "port-unreachable": 3,
  "fragmentation-needed": 3,
  "source-quench": 4,
  redirect: 5,
  "echo-request": 8,
  ping: 8,
  "router-advertisement": 9,
  "router-solicitation": 10,
  "time-exceeded": 11,
  "ttl-exceeded": 11,
  "ttl-zero-during-transit": 11,
  "parameter-problem": 12,
  "timestamp-request": 13,
  "timestamp-reply": 14,
  "info-request": 15,
  "info-reply": 16,
  "address-mask-request": 17,
  "address-mask-reply": 18,
});

const ICMPV6_TYPES = /* @__PURE__ */ byName<number>({
  "destination-unreachable": 1,
  "no-route": 1,
  "communication-prohibited": 1,
  "address-unreachable": 1,
  "port-unreachable": 1,
  "packet-too-big": 2,
  "time-exceeded": 3,
  "ttl-exceeded": 3,
  "ttl-zero-during-transit": 3,
  "parameter-problem": 4,
  "bad-header": 4,
  "unknown-header-type": 4,
  "echo-request": 128,
  "echo-reply": 129,
  "mld-listener-query": 130,
  "mld-listener-report": 131,
  "mld-listener-done": 132,
  "mld-listener-reduction": 132,
  "nd-router-solicit": 133,
  "router-solicitation": 133,
  "nd-router-advert": 134,
  "router-advertisement": 134,
  "nd-neighbor-solicit": 135,
  "neighbour-solicitation": 135,
  "neighbor-solicitation": 135,
  "nd-neighbor-advert": 136,
  "neighbour-advertisement": 136,
  "neighbor-advertisement": 136,
  "nd-redirect": 137,
  redirect: 137,
  "router-renumbering": 138,
  "ind-neighbor-solicit": 141,
  "ind-neighbor-advert": 142,
  "mld2-listener-report": 143,
});

/** The type of an ICMP message; of a code with a name, the type it belongs to. */
export function icmpType(word: string, version6: boolean): number | undefined {
  const bare = word.split("/")[0] ?? "";
  return numberOf(bare) ?? (version6 ? ICMPV6_TYPES : ICMP_TYPES)[bare.toLowerCase()];
}

export const TCP_FLAGS = /* @__PURE__ */ byName<number>({
  fin: 1,
  syn: 2,
  rst: 4,
  psh: 8,
  ack: 16,
  urg: 32,
  ecn: 64,
  ece: 64,
  cwr: 128,
  all: 63,
  none: 0,
});

export const CT_STATES: readonly string[] = ["invalid", "new", "established", "related", "untracked"];

/** Where the kernel's own conntrack hooks stand. NF_IP_PRI_CONNTRACK of include/uapi/linux/netfilter_ipv4.h. */
export const CONNTRACK_PRIORITY = -200;

const PRIORITIES = /* @__PURE__ */ byName<number>({
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
  out: 100,
});

const BRIDGE_PRIORITIES = /* @__PURE__ */ byName<number>({ dstnat: -300, filter: -200, out: 100, srcnat: 300 });

/** `filter`, `-150`, `mangle + 10`: nft's names, which for bridges stand for other numbers. */
export function priorityOf(words: readonly string[], bridge: boolean, hook?: Hook): number | undefined {
  const [first = "", operator, last] = words;
  let base = signed(first);
  if (base === undefined && bridge) base = BRIDGE_PRIORITIES[first];
  else if (base === undefined) base = first === "dstnat" && hook === "output" ? -100 : PRIORITIES[first];
  if (base === undefined) return undefined;
  if (operator === undefined) return base;
  const offset = signed(last ?? operator);
  if (offset === undefined) return undefined;
  return operator === "-" ? base - offset : base + offset;
}

function signed(word: string): number | undefined {
  return /^[+-]?\d{1,10}$/.test(word) ? Number(word) : undefined;
}

/** Decimal or hexadecimal. */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,10}$/.test(word) || /^0x[0-9a-f]{1,8}$/i.test(word)) return Number(word);
  return undefined;
}
