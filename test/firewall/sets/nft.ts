// Rule sets of nft: plain hosts, routers, and traps.
import { chain, forward, INVALID, input, ND, nat, nftSet as nft, output, STATEFUL, sub, table, type VerifiedSet } from "./set.ts";

export const NFT_SETS: readonly VerifiedSet[] = [
  nft(
    "web server",
    [22, 80, 443, 9999],
    table("inet filter", input(STATEFUL, INVALID, 'iifname "lo" accept', ND, "tcp dport { 22, 80, 443 } accept")),
  ),
  nft(
    "web server, new only",
    [80, 443],
    table("inet filter", input("ct state established accept", ND, "ct state new tcp dport { 80, 443 } accept")),
  ),
  nft(
    "verdict map of states",
    [80, 53],
    table(
      "inet filter",
      input("ct state vmap { established : accept, related : accept, invalid : drop }", ND, "tcp dport 80 accept", "udp dport 53 accept"),
    ),
  ),
  nft(
    "stateless",
    [80, 443],
    table(
      "inet filter",
      input(
        ND,
        "tcp dport 80 accept",
        "tcp sport 80 accept",
        "icmp type destination-unreachable accept",
        "icmpv6 type packet-too-big accept",
      ),
    ),
  ),
  nft("stateless with a match on untracked", [80], table("inet filter", input(ND, "tcp dport 80 accept", "ct state untracked counter"))),
  nft(
    "both ways stateful",
    [80, 443],
    table(
      "inet filter",
      input(STATEFUL, ND, "tcp dport 80 ct state new accept"),
      output("ct state established,related accept", ND, "tcp dport 443 ct state new accept"),
    ),
  ),
  nft(
    "output by state, no related",
    [80],
    table("inet filter", input("ct state established accept", ND, "tcp dport 80 accept"), output("ct state established accept", ND)),
  ),
  nft(
    "untracked already",
    [80, 443],
    table(
      "inet raw",
      chain("prerouting", "accept", ["tcp dport 80 notrack", "tcp sport 80 notrack"], "raw"),
      chain("output", "accept", ["tcp sport 80 notrack", "tcp dport 80 notrack"], "raw"),
    ),
    table(
      "inet filter",
      input(STATEFUL, ND, "tcp dport { 80, 443 } accept", "icmp type destination-unreachable accept", "icmpv6 type packet-too-big accept"),
    ),
  ),
  nft(
    "untracked one way",
    [80],
    table("inet raw", chain("prerouting", "accept", ["tcp dport 80 notrack"], "raw")),
    table("inet filter", chain("input", "accept", ["ct state established counter"])),
  ),
  nft(
    "accept for untracked at hand",
    [80],
    table("inet filter", input("ct state established,related,untracked accept", ND, "tcp dport 80 accept")),
  ),
  nft(
    "early accept ends one chain only",
    [80, 443],
    table("inet first", chain("input", "accept", ["tcp dport 80 accept"], "filter - 10")),
    table("inet second", input(STATEFUL, ND, "tcp dport 443 accept")),
  ),
  nft(
    "jumps and returns",
    [22, 80, 443],
    table(
      "inet filter",
      sub("web", "tcp dport 443 return", "tcp dport 80 accept"),
      sub("admin", "tcp dport 22 ct state new accept"),
      input("ct state established,related accept", ND, "tcp dport { 80, 443 } goto web", "jump admin"),
    ),
  ),
  nft(
    "jump by state",
    [80],
    table(
      "inet filter",
      sub("fresh", "tcp dport 80 accept", "drop"),
      input("ct state { established, related } accept", ND, "ct state new jump fresh"),
    ),
  ),
  nft(
    "map of services",
    [80, 443, 53],
    table(
      "inet filter",
      "\tmap services {\n\t\ttype inet_proto . inet_service : verdict\n\t\telements = { tcp . 80 : accept, tcp . 443 : drop, udp . 53 : accept }\n\t}\n",
      input(STATEFUL, INVALID, ND, "meta l4proto . th dport vmap @services"),
    ),
  ),
  nft(
    "sets, ranges and names",
    [22, 8080, 8085, 9999],
    table(
      "inet filter",
      "\tset open {\n\t\ttype inet_service\n\t\tflags interval\n\t\telements = { 22, 8080-8090 }\n\t}\n",
      input(STATEFUL, ND, "tcp dport @open accept"),
    ),
  ),
  nft(
    "sources of a set",
    [22, 80],
    table(
      "inet filter",
      "\tset admins {\n\t\ttype ipv4_addr . inet_service\n\t\tflags interval\n\t\telements = { 10.9.0.0/24 . 22 }\n\t}\n",
      input(STATEFUL, INVALID, ND, "ip saddr . tcp dport @admins accept", "tcp dport 80 accept"),
    ),
  ),
  nft(
    "interfaces",
    [22, 80],
    table("inet filter", input(STATEFUL, INVALID, ND, 'iifname "lan0" tcp dport 22 accept', 'iifname != "lan0" tcp dport 80 accept')),
  ),
  nft(
    "negations",
    [80, 443],
    table("inet filter", input("ct state != { new, untracked, invalid } accept", ND, "tcp dport != 443 meta l4proto tcp accept")),
  ),
  nft(
    "drops by state, open otherwise",
    [25, 80],
    table("inet filter", chain("input", "accept", ["ct state new tcp dport 25 drop", "ct state invalid drop"])),
  ),
  nft(
    "untracked is dropped",
    [80],
    table(
      "inet filter",
      input("ct state { established, related } accept", "ct state { invalid, untracked } drop", ND, "tcp dport 80 accept"),
    ),
  ),
  nft(
    "connection limit",
    [22, 80],
    table("inet filter", input(STATEFUL, ND, "tcp dport 22 ct count over 20 reject", "tcp dport { 22, 80 } accept")),
  ),
  nft(
    "rate of new connections",
    [22, 80],
    table(
      "inet filter",
      input(STATEFUL, ND, "tcp dport 22 limit rate over 1000/second burst 1000 packets drop", "tcp dport { 22, 80 } accept"),
    ),
  ),
  nft(
    "marks of connections",
    [80],
    table(
      "inet filter",
      chain(
        "prerouting",
        "accept",
        ["meta l4proto { tcp, udp } th dport 80 ct state new ct mark set 0x1", "meta mark set ct mark"],
        "mangle",
      ),
      input(ND, "meta mark 0x1 accept"),
      chain("forward", "accept", ["meta mark != 0x1 meta l4proto { tcp, udp } drop"]),
      chain("output", "accept", ["meta l4proto { tcp, udp } th dport 80 ct state new ct mark set 0x1"]),
    ),
  ),
  nft(
    "packet marks alone",
    [80, 443],
    table(
      "inet filter",
      chain("prerouting", "accept", ["tcp dport 80 meta mark set 0x10"], "mangle"),
      input(STATEFUL, INVALID, ND, "meta mark & 0x10 == 0x10 accept"),
    ),
  ),
  nft(
    "syn only",
    [80],
    table(
      "inet filter",
      input("ct state established,related accept", ND, "tcp flags & (fin | syn | rst | ack) == syn tcp dport 80 accept"),
    ),
  ),
  nft(
    "empty nat chains",
    [80],
    table("ip nat", nat("prerouting"), nat("postrouting")),
    table("ip filter", chain("input", "accept", ["tcp dport 80 accept"])),
  ),
  nft(
    "masquerading router with a local service on the forwarded port",
    [53, 443],
    table(
      "inet filter",
      input(
        "ct state vmap { established : accept, related : accept, invalid : drop }",
        ND,
        'iifname "lan0" tcp dport 443 accept',
        'iifname "lan0" udp dport 53 accept',
      ),
      forward("ct state vmap { established : accept, related : accept, invalid : drop }", 'iifname "lan0" oifname "wan0" accept'),
    ),
    table("inet nat", nat("postrouting", 'oifname "wan0" masquerade')),
  ),
  nft(
    "port forwarding",
    [80, 443],
    table(
      "inet filter",
      input(STATEFUL, ND, 'iifname "lan0" tcp dport 443 accept'),
      forward(STATEFUL, "ct status dnat accept", 'iifname "lan0" accept'),
    ),
    table(
      "ip nat",
      nat("prerouting", 'iifname "wan0" tcp dport 80 dnat to 10.9.0.2:443'),
      nat("postrouting", 'ip saddr 10.9.0.0/24 oifname "wan0" masquerade'),
    ),
  ),
  nft(
    "redirect to a proxy",
    [80, 8080],
    table("ip nat", nat("prerouting", "tcp dport 80 redirect to :8080")),
    table("inet filter", input(STATEFUL, ND, "tcp dport 8080 accept")),
  ),
  nft(
    "stateful router without NAT",
    [80, 443, 53],
    table(
      "inet filter",
      chain("input", "accept", ["tcp dport 22 accept"]),
      forward(STATEFUL, INVALID, 'iifname "lan0" tcp dport { 80, 443 } accept', 'iifname "lan0" udp dport 53 accept'),
    ),
  ),
  nft(
    "stateless router",
    [80, 443],
    table(
      "inet filter",
      forward(
        "tcp dport 80 accept",
        "tcp sport 80 accept",
        "icmp type destination-unreachable accept",
        "icmpv6 type packet-too-big accept",
        "ct state established counter",
      ),
    ),
  ),
  nft(
    "HAProxy front",
    [80, 443, 8404],
    table(
      "inet filter",
      input("ct state established,related accept", INVALID, ND, "tcp dport { 80, 443 } accept", 'iifname "lan0" tcp dport 8404 accept'),
      chain("output", "accept", ['oifname "lan0" tcp dport 8080 accept']),
    ),
  ),
  nft(
    "family of its own",
    [80],
    table("ip filter", input(STATEFUL, "tcp dport 80 accept")),
    table("ip6 filter", chain("input", "accept", ["tcp dport 80 accept"])),
  ),
  nft(
    "OpenWrt fw4",
    [22, 53, 80, 443],
    table(
      "inet fw4",
      sub("accept_to_lan", 'oifname "lan0" counter packets 0 bytes 0 accept'),
      sub("accept_to_wan", 'meta nfproto ipv4 oifname "wan0" ct state invalid counter drop', 'oifname "wan0" counter accept'),
      sub("reject_from_wan", 'iifname "wan0" counter jump handle_reject'),
      sub("accept_from_lan", 'iifname "lan0" counter accept'),
      sub("handle_reject", "meta l4proto tcp reject with tcp reset", "reject with icmpx port-unreachable"),
      sub("input_lan", "jump accept_from_lan"),
      sub(
        "input_wan",
        "meta nfproto ipv4 udp dport 68 counter accept",
        "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, nd-neighbor-solicit, nd-neighbor-advert } limit rate 1000/second counter accept",
        "jump reject_from_wan",
      ),
      sub("forward_lan", "jump accept_to_wan", "jump accept_to_lan"),
      sub("forward_wan", "jump reject_to_wan"),
      sub("reject_to_wan", "jump handle_reject"),
      sub("output_wan", "jump accept_to_wan"),
      sub("output_lan", "jump accept_to_lan"),
      sub("srcnat_wan", "meta nfproto ipv4 masquerade"),
      chain("input", "drop", [
        'iifname "lo" accept',
        "ct state vmap { established : accept, related : accept }",
        'iifname "lan0" jump input_lan',
        'iifname "wan0" jump input_wan',
      ]),
      chain("forward", "drop", [
        "ct state vmap { established : accept, related : accept }",
        'iifname "lan0" jump forward_lan',
        'iifname "wan0" jump forward_wan',
        "jump handle_reject",
      ]),
      chain("output", "accept", [
        'oifname "lo" accept',
        "ct state vmap { established : accept, related : accept }",
        'oifname "lan0" jump output_lan',
        'oifname "wan0" jump output_wan',
      ]),
      nat("postrouting", 'oifname "wan0" jump srcnat_wan'),
    ),
  ),
  nft(
    "firewalld",
    [22, 80, 443],
    table(
      "inet firewalld",
      sub("filter_IN_public_allow", "tcp dport 22 accept", "tcp dport 443 accept"),
      sub("filter_IN_public", "jump filter_IN_public_allow", "meta l4proto { icmp, ipv6-icmp } accept"),
      sub("filter_INPUT_ZONES", 'iifname "wan0" goto filter_IN_public', "goto filter_IN_public"),
      chain(
        "input",
        "accept",
        [
          "ct state { established, related } accept",
          "ct status dnat accept",
          'iifname "lo" accept',
          "ct state invalid drop",
          "jump filter_INPUT_ZONES",
          "reject with icmpx admin-prohibited",
        ],
        "filter + 10",
      ),
      chain(
        "forward",
        "accept",
        [
          "ct state { established, related } accept",
          "ct status dnat accept",
          "ct state invalid drop",
          "reject with icmpx admin-prohibited",
        ],
        "filter + 10",
      ),
      chain("output", "accept", ["ct state { established, related } accept", 'oifname "lo" accept'], "filter + 10"),
    ),
  ),
  nft(
    "kube-proxy in nft mode",
    [80, 443, 8080],
    table(
      "ip kube-proxy",
      "\tset nodeport-ips {\n\t\ttype ipv4_addr\n\t\telements = { 192.0.2.1 }\n\t}\n\tmap service-nodeports {\n\t\ttype inet_proto . inet_service : verdict\n\t\telements = { tcp . 80 : goto external-web }\n\t}\n\tmap service-ips {\n\t\ttype ipv4_addr . inet_proto . inet_service : verdict\n\t\telements = { 10.96.0.10 . tcp . 443 : goto service-web }\n\t}\n",
      sub("endpoint-web", "ip saddr 10.9.0.2 jump mark-for-masquerade", "meta l4proto tcp dnat to 10.9.0.2:8080"),
      sub("mark-for-masquerade", "meta mark set meta mark or 0x4000"),
      sub("service-web", "numgen random mod 1 vmap { 0 : goto endpoint-web }"),
      sub("external-web", "jump mark-for-masquerade", "goto service-web"),
      sub(
        "services",
        "ip daddr . meta l4proto . th dport vmap @service-ips",
        "ip daddr @nodeport-ips meta l4proto . th dport vmap @service-nodeports",
      ),
      nat("prerouting", "jump services"),
      nat("output", "jump services"),
      nat("postrouting", "mark & 0x4000 == 0x0 return", "mark set mark xor 0x4000", "masquerade fully-random"),
    ),
  ),
  nft(
    "libvirt",
    [53, 80],
    table(
      "ip libvirt_network",
      sub("guest_output", 'ip saddr 10.9.0.0/24 iifname "lan0" counter accept', 'iifname "lan0" counter reject'),
      sub(
        "guest_input",
        'oifname "lan0" ip daddr 10.9.0.0/24 ct state established,related counter accept',
        'oifname "lan0" counter reject',
      ),
      chain("forward", "accept", ["jump guest_input", "jump guest_output"]),
      nat(
        "postrouting",
        "ip saddr 10.9.0.0/24 ip daddr 224.0.0.0/24 return",
        "meta l4proto tcp ip saddr 10.9.0.0/24 ip daddr != 10.9.0.0/24 masquerade to :1024-65535",
        "ip saddr 10.9.0.0/24 ip daddr != 10.9.0.0/24 masquerade",
      ),
    ),
  ),
];
