// Rule sets of nft that use what else its language has: sets, maps, objects with names, priorities, other families.
import { chain, forward, INVALID, input, ND, nat, nftSet as nft, STATEFUL, sub, table, type VerifiedSet } from "./set.ts";

const ERRORS = ["icmp type destination-unreachable accept", "icmpv6 type { destination-unreachable, packet-too-big } accept"];

export const LANGUAGE_SETS: readonly VerifiedSet[] = [
  nft(
    "elements with counters and comments",
    [80, 8050, 9999],
    table(
      "inet filter",
      '\tset web {\n\t\ttype inet_service\n\t\tflags interval\n\t\tcounter\n\t\tcomment "what is open"\n\t\telements = { 80 comment "plain: web", 8000-8100 }\n\t}\n',
      input(STATEFUL, INVALID, ND, "tcp dport @web counter accept"),
    ),
  ),
  nft(
    "intervals in concatenations",
    [53, 80, 443],
    table(
      "inet filter",
      "\tset allowed {\n\t\ttypeof ip saddr . meta l4proto . th dport\n\t\tflags interval\n\t\telements = { 192.0.2.0/24 . tcp . 80, 10.9.0.0/24 . tcp . 1-1024, 10.9.0.0/24 . udp . 53 }\n\t}\n",
      input(STATEFUL, ND, "ip saddr . meta l4proto . th dport @allowed accept", "meta nfproto ipv6 tcp dport 80 accept"),
    ),
  ),
  nft(
    "an element for all others",
    [22, 80],
    table(
      "inet filter",
      sub("known", "tcp dport 22 accept", "tcp dport 80 accept"),
      sub("others", "ct state established,related accept", "tcp dport 80 ct state new accept"),
      input(ND, "ct state established accept", "ip saddr vmap { 10.9.0.0/24 : jump known, * : jump others }", "tcp dport 80 accept"),
    ),
  ),
  nft(
    "counters by port",
    [80, 443],
    table(
      "inet filter",
      "\tcounter web {\n\t\tpackets 0 bytes 0\n\t}\n\tcounter tls {\n\t\tpackets 0 bytes 0\n\t}\n",
      input(STATEFUL, ND, 'counter name tcp dport map { 80 : "web", 443 : "tls" } accept'),
    ),
  ),
  nft(
    "limits and quotas with names",
    [22, 80],
    table(
      "inet filter",
      "\tlimit calm {\n\t\trate 1000/second burst 1000 packets\n\t}\n\tquota monthly {\n\t\tover 500 mbytes\n\t}\n\tcounter ssh {\n\t\tpackets 0 bytes 0\n\t}\n",
      input(
        STATEFUL,
        ND,
        'tcp dport 80 quota name "monthly" drop',
        "tcp dport 80 accept",
        'tcp dport 22 counter name "ssh" limit name "calm" accept',
      ),
    ),
  ),
  nft(
    "synproxy",
    [80, 443],
    table("inet raw", chain("prerouting", "accept", ["tcp dport 80 tcp flags syn notrack"], "raw")),
    table(
      "inet filter",
      input(
        "tcp dport 80 ct state invalid,untracked synproxy mss 1460 wscale 7 timestamp sack-perm",
        STATEFUL,
        INVALID,
        ND,
        "tcp dport { 80, 443 } accept",
      ),
    ),
  ),
  nft(
    "a synproxy object that no rule names",
    [80],
    table("inet filter", "\tsynproxy idle {\n\t\tmss 1460\n\t\twscale 7\n\t\ttimestamp sack-perm\n\t}\n", input(ND, "tcp dport 80 accept")),
  ),
  nft(
    "helper by an object",
    [21, 80],
    table(
      "inet filter",
      '\tct helper ftp-standard {\n\t\ttype "ftp" protocol tcp\n\t\tl3proto inet\n\t}\n',
      chain("prerouting", "accept", ['tcp dport 21 ct helper set "ftp-standard"']),
      input(STATEFUL, ND, "tcp dport { 21, 80 } accept"),
    ),
  ),
  nft(
    "timeout by an object",
    [53, 80],
    table(
      "inet filter",
      "\tct timeout short {\n\t\tprotocol udp\n\t\tl3proto ip\n\t\tpolicy = { unreplied : 10, replied : 30 }\n\t}\n",
      chain("prerouting", "accept", ['ip protocol udp udp dport 53 ct timeout set "short"']),
      input(STATEFUL, ND, "udp dport 53 accept", "tcp dport 80 accept"),
    ),
  ),
  nft(
    "zones by a map, then notrack",
    [53, 80],
    table(
      "inet raw",
      chain("prerouting", "accept", ['ct zone set iifname map { "wan0" : 1, "lan0" : 2 }', "udp dport 53 notrack"], "raw"),
      chain("output", "accept", ["udp sport 53 notrack"], "raw"),
    ),
    table("inet filter", chain("input", "accept", ["tcp dport 80 ct state invalid drop"])),
  ),
  nft(
    "destinations by a map of ports",
    [22, 80, 8080],
    table("inet filter", input(STATEFUL, ND, "tcp dport 22 accept"), forward(STATEFUL, "ct status dnat accept")),
    table("ip nat", nat("prerouting", "dnat to tcp dport map { 80 : 10.9.0.2, 8080 : 10.9.0.2 }")),
  ),
  nft(
    "destinations by a map with a name",
    [22, 80, 8080],
    table("inet filter", input(STATEFUL, ND, "tcp dport { 22, 80 } accept"), forward(STATEFUL, "ct status dnat accept")),
    table(
      "ip nat",
      "\tmap published {\n\t\ttype inet_service : ipv4_addr . inet_service\n\t\telements = { 8080 : 10.9.0.2 . 80 }\n\t}\n",
      nat("prerouting", 'iifname "wan0" dnat to tcp dport map @published'),
    ),
  ),
  nft(
    "priorities by number, around tracking",
    [25, 80],
    table(
      "inet early",
      chain("prerouting", "accept", ["tcp dport 25 ct state invalid drop"], "-201"),
      chain("output", "accept", ["tcp dport 25 ct state new counter"], "-199"),
    ),
    table(
      "inet late",
      chain("prerouting", "accept", ["tcp dport 80 ct state new counter"], "-199"),
      input(STATEFUL, ND, "tcp dport { 25, 80 } accept"),
    ),
  ),
  nft(
    "three tables on one hook, by priority",
    [22, 80, 443],
    table("inet third", chain("input", "accept", ["tcp dport 443 ct state new drop"], "security")),
    table("inet first", chain("input", "accept", ["tcp dport 22 accept", "ct state invalid drop"], "mangle")),
    table("inet second", input(STATEFUL, ND, "tcp dport { 22, 80, 443 } accept")),
  ),
  nft(
    "goto, return and a policy behind them",
    [80, 443, 8443],
    table(
      "inet filter",
      sub("inner", "tcp dport 443 return", "tcp dport 80 ct state new accept"),
      sub("outer", "jump inner", "tcp dport 443 accept"),
      sub("last", "tcp dport 8443 return", "ct state established,related accept"),
      input(ND, "ct state established accept", "tcp dport { 80, 443 } goto outer", "goto last"),
    ),
  ),
  nft(
    "words behind a log",
    [80, 443],
    table(
      "inet filter",
      input(
        STATEFUL,
        ND,
        'limit rate 5/second log prefix "in: " level debug flags tcp sequence,options tcp dport 443 accept',
        "log tcp dport { 80, 443 } accept",
      ),
    ),
  ),
  nft(
    "states under a mask",
    [80, 443],
    table(
      "inet filter",
      input("ct state & (established | related) != 0 accept", ND, "ct state & new != 0 tcp dport 80 accept", "tcp dport 443 accept"),
    ),
  ),
  nft(
    "flags that no packet has, and a first packet's",
    [80, 443],
    table(
      "inet filter",
      input(
        "tcp flags & (fin | syn) == fin | syn drop",
        "tcp flags & (syn | rst) == syn | rst drop",
        "tcp flags ! fin,syn,rst,psh,ack,urg drop",
        STATEFUL,
        ND,
        "tcp flags syn / fin,syn,rst,ack tcp dport { 80, 443 } ct state new accept",
      ),
    ),
  ),
  nft(
    "marked at the device",
    [80, 443],
    'table netdev guard {\n\tchain wan {\n\t\ttype filter hook ingress device "wan0" priority -500; policy accept;\n\t\tip saddr 198.51.100.0/24 drop\n\t\ttcp dport 80 meta mark set 0x5\n\t}\n}\n',
    table("inet filter", input(STATEFUL, ND, "meta mark 0x5 accept", 'iifname "lan0" tcp dport 443 accept')),
  ),
  nft(
    "rate of new connections by source",
    [22, 80],
    table(
      "inet filter",
      "\tset flood {\n\t\ttype ipv4_addr\n\t\tflags dynamic,timeout\n\t\ttimeout 1m\n\t}\n",
      input(
        STATEFUL,
        ND,
        "tcp dport 22 ct state new add @flood { ip saddr limit rate over 1000/second burst 1000 packets } drop",
        "tcp dport { 22, 80 } accept",
      ),
    ),
  ),
  nft(
    "connections by source in a set",
    [22, 80],
    table(
      "inet filter",
      "\tset busy {\n\t\ttype ipv4_addr\n\t\tsize 65535\n\t\tflags dynamic\n\t}\n",
      input(STATEFUL, ND, "tcp dport 22 ct state new add @busy { ip saddr ct count over 1000 } reject", "tcp dport { 22, 80 } accept"),
    ),
  ),
  nft(
    "a limit of new connections that lets them in",
    [80, 443],
    table(
      "inet filter",
      input(STATEFUL, ND, "tcp dport 80 ct state new limit rate 1000/second burst 1000 packets accept", "tcp dport 443 accept"),
    ),
  ),
  nft(
    "chains by protocol, then by port, then by state",
    [53, 80],
    table(
      "inet filter",
      sub("tcp_in", "tcp dport vmap { 80 : jump fresh, 22 : drop }"),
      sub("udp_in", "udp dport 53 goto fresh"),
      sub("fresh", "ct state vmap { new : accept, untracked : accept, invalid : drop }"),
      input(
        "ct state established,related accept",
        "meta l4proto vmap { tcp : jump tcp_in, udp : jump udp_in, ipv6-icmp : accept, icmp : accept }",
      ),
    ),
  ),
  nft(
    "a stateless host beside stateful IPv6",
    [80],
    table("ip filter", input(...ERRORS.slice(0, 1), "tcp dport 80 accept", "tcp sport 80 accept")),
    table("ip6 filter", input(STATEFUL, INVALID, ND, "tcp dport 80 accept")),
  ),
  nft(
    "the connection's mark carries the verdict",
    [80, 443],
    table(
      "inet filter",
      input(
        "ct mark & 0xff == 0x1 accept",
        ND,
        "ct state new tcp dport 80 ct mark set ct mark | 0x1 accept",
        "ct state established,related accept",
        "tcp dport 443 accept",
      ),
    ),
  ),
  nft(
    "definitions of a script",
    [22, 80],
    "flush ruleset\ndefine wan = wan0\ndefine open = { 22, 80 }\ntable inet filter {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\tct state vmap { established : accept, related : accept, invalid : drop }\n\t\ticmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\n\t\tiifname $wan tcp dport $open accept\n\t}\n}\nadd rule inet filter input iifname lan0 tcp dport 22 accept\n",
  ),
  nft(
    "reverse path and bogons before all else",
    [80, 443],
    table(
      "inet filter",
      "\tset bogons {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t\tauto-merge\n\t\telements = { 0.0.0.0/8, 127.0.0.0/8, 198.51.100.0/24 }\n\t}\n",
      chain("prerouting", "accept", ["fib saddr . iif oif missing drop", "ip saddr @bogons drop"], "raw"),
      input(
        STATEFUL,
        INVALID,
        ND,
        "ip ttl 255 drop",
        "ip option lsrr exists drop",
        "exthdr rt exists drop",
        "tcp dport { 80, 443 } accept",
      ),
    ),
  ),
  nft(
    "transparent proxy",
    [80, 443],
    table(
      "inet filter",
      chain(
        "prerouting",
        "accept",
        [
          "meta l4proto tcp socket transparent 1 meta mark set 0x1 accept",
          'iifname "wan0" ip daddr != 192.0.2.1 tcp dport 8443 tproxy ip to :50080 meta mark set 0x1 accept',
        ],
        "mangle",
      ),
      input(STATEFUL, ND, "tcp dport { 80, 443 } accept"),
    ),
  ),
];
