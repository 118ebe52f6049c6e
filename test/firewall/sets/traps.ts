// Rule sets whose state hides: behind jumps, maps, sets, zones, marks, negations, directions and other families.
import { bothBackends } from "./iptables-set.ts";
import { chain, forward, INVALID, input, ND, nat, nftSet, output, STATEFUL, sub, table, type VerifiedSet } from "./set.ts";

const nft = (name: string, ports: readonly number[], ...tables: readonly string[]): VerifiedSet =>
  nftSet(`trap: ${name}`, ports, ...tables);

export const TRAPS: readonly VerifiedSet[] = [
  nft(
    "a chain that returns what is good",
    [80, 443],
    table(
      "inet filter",
      sub("check", "ct state established,related return", "tcp dport 80 return", "drop"),
      input(ND, "jump check", "accept"),
    ),
  ),
  nft(
    "states and ports in one map",
    [80, 443],
    table(
      "inet filter",
      input(
        ND,
        "meta l4proto tcp ct state . tcp dport vmap { new . 80 : accept, established . 80 : accept, new . 443 : accept, established . 443 : accept }",
        "ct state established,related accept",
      ),
    ),
  ),
  nft(
    "chains by interface in a map",
    [22, 443],
    table(
      "inet filter",
      sub("wan_in", "ct state established,related accept", "tcp dport 443 accept"),
      sub("lan_in", "tcp dport { 22, 443 } accept", "ct state established,related accept"),
      input(ND, 'iifname vmap { "lo" : accept, "wan0" : jump wan_in, "lan0" : jump lan_in }'),
    ),
  ),
  nft(
    "a set of states",
    [80],
    table(
      "inet filter",
      "\tset good {\n\t\ttype ct_state\n\t\telements = { established, related }\n\t}\n",
      input(ND, "ct state @good accept", "tcp dport 80 accept"),
    ),
  ),
  nft(
    "zones by interface",
    [80, 443],
    table(
      "inet filter",
      chain("prerouting", "accept", ['iifname "wan0" ct zone set 1'], "raw"),
      chain("output", "accept", ['oifname "wan0" ct zone set 1'], "raw"),
      input(STATEFUL, INVALID, ND, "tcp dport 80 accept"),
    ),
  ),
  nft(
    "what is forwarded by DNAT, and what is not",
    [80, 443],
    table("inet filter", forward("ct status dnat accept", "ct state established,related accept", 'iifname "lan0" tcp dport 443 accept')),
    table("ip nat", nat("prerouting", 'iifname "wan0" tcp dport 80 dnat to 10.9.0.2')),
  ),
  nft(
    "assured connections",
    [80],
    table("inet filter", input("ct status assured accept", "ct state established accept", ND, "ct state new tcp dport 80 accept")),
  ),
  nft(
    "directions",
    [80, 443],
    table(
      "inet filter",
      forward("ct direction reply accept", 'iifname "lan0" tcp dport 80 accept', "ct direction original tcp dport 443 accept"),
    ),
  ),
  nft(
    "the port before DNAT",
    [80, 8080],
    table(
      "inet filter",
      forward("ct state established,related accept", "meta l4proto tcp ct original proto-dst 8080 accept", "tcp dport 443 accept"),
    ),
    table("ip nat", nat("prerouting", 'iifname "wan0" tcp dport 8080 dnat to 10.9.0.2:80')),
  ),
  nft(
    "a connection's mark that decides nothing",
    [80, 443],
    table(
      "inet filter",
      chain("prerouting", "accept", ["tcp dport 80 ct state new ct mark set 0x5", "ct mark 0x5 meta mark set 0x5"], "mangle"),
      input(STATEFUL, ND, "tcp dport { 80, 443 } meta mark != 0x6 accept"),
    ),
  ),
  nft(
    "hairpin",
    [22, 8080],
    table("inet filter", input(STATEFUL, ND, "tcp dport 22 accept"), forward(STATEFUL, "ct status dnat accept")),
    table(
      "ip nat",
      nat("prerouting", "ip daddr 192.0.2.1 tcp dport 8080 dnat to 10.9.0.2:8080"),
      nat("postrouting", "ip saddr 10.9.0.0/24 ip daddr 10.9.0.2 masquerade"),
    ),
  ),
  nft(
    "negated interface and port",
    [80, 443],
    table("inet filter", chain("input", "accept", ['iifname "wan0" ct state new tcp dport != 80 drop', "ct state invalid drop"])),
  ),
  nft(
    "invalid and untracked are dropped in forward alone",
    [80, 443],
    table("inet filter", input(STATEFUL, ND, "tcp dport 80 accept"), chain("forward", "accept", ["ct state invalid,untracked drop"])),
  ),
  nft(
    "new connections by a list of returns",
    [80, 443],
    table(
      "inet filter",
      sub("fresh", "tcp dport { 80 } return", "meta l4proto { tcp, udp } drop"),
      chain("input", "accept", ["ct state new jump fresh", "ct state invalid drop"]),
    ),
  ),
  nft(
    "closed both ways, by state and source port",
    [80, 443],
    table(
      "inet filter",
      input("ct state new,established tcp dport 80 accept", ND),
      output("ct state established tcp sport 80 accept", ND, "ct state related accept"),
    ),
  ),
  nft(
    "untracked one way by a set",
    [80, 443],
    table(
      "inet raw",
      "\tset bare {\n\t\ttype inet_service\n\t\telements = { 80 }\n\t}\n",
      chain("prerouting", "accept", ["tcp dport @bare notrack"], "raw"),
    ),
    table("inet filter", input("ct state established,related,untracked accept", ND, "tcp dport { 80, 443 } accept")),
  ),
  nft(
    "untracked by a mark of the raw rules",
    [80, 443],
    table(
      "inet raw",
      chain("prerouting", "accept", ["tcp dport 80 meta mark set 0x1", "meta mark 0x1 notrack"], "raw"),
      chain("output", "accept", ["tcp sport 80 notrack"], "raw"),
    ),
    table("inet filter", input(STATEFUL, ND, "meta mark 0x1 accept", "tcp dport 443 accept")),
  ),
  {
    ...nft(
      "a dormant table keeps tracking on",
      [80],
      "table inet old {\n\tflags dormant\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\tct state established accept\n\t}\n}\n",
      table("inet filter", chain("input", "accept", ["tcp dport 81 drop"])),
    ),
    jsonHides: "nft -j does not say that a table is dormant (1.0.6)",
  },
  nft(
    "states before tracking has looked",
    [25, 80],
    table("inet early", chain("prerouting", "accept", ["tcp dport 25 ct state invalid drop"], "-250")),
    table("inet filter", input(STATEFUL, ND, "tcp dport { 25, 80 } accept")),
  ),
  nft(
    "states of one family alone",
    [80, 443],
    table(
      "inet filter",
      input(
        "meta nfproto ipv6 ct state established,related accept",
        ND,
        "meta nfproto ipv4 accept",
        "meta nfproto ipv6 tcp dport 80 accept",
      ),
    ),
  ),
  nft(
    "own connections sent to a proxy",
    [80, 8080],
    table("ip nat", nat("output", "ip daddr 10.9.0.0/24 tcp dport 80 redirect to :8080")),
    table("inet filter", input(STATEFUL, ND, 'iifname "lo" accept', "tcp dport 8080 accept")),
  ),
  nft(
    "masquerading of one network",
    [80, 443],
    table("inet filter", input(STATEFUL, ND, "tcp dport 443 accept")),
    table("ip nat", nat("postrouting", 'ip saddr 10.9.0.0/24 oifname "wan0" masquerade')),
  ),
  nft(
    "local addresses by the routing table",
    [80],
    table(
      "inet filter",
      input(STATEFUL, ND, "fib daddr type local ct state new tcp dport 80 accept"),
      forward("fib daddr type != local ct state new,established,related accept"),
    ),
  ),
  nft(
    "refused by state",
    [25, 80],
    table("inet filter", chain("input", "accept", ["ct state new tcp dport 25 reject with tcp reset", "ct state invalid counter"])),
  ),
  nft(
    "a verdict of jumps by port, then by state",
    [53, 80],
    table(
      "inet filter",
      sub("web", "ct state new,established accept"),
      sub("dns", "ct state vmap { new : accept, established : accept, invalid : drop }"),
      input(ND, "meta l4proto . th dport vmap { tcp . 80 : jump web, udp . 53 : jump dns }", "ct state established,related accept"),
    ),
  ),
  nft(
    "not new is as good as open",
    [80],
    table("inet filter", input("ct state != new accept", ND, "tcp dport 80 accept"), output("ct state != invalid accept", ND)),
  ),
  ...bothBackends("trap: all but invalid", [80, 443], {
    filter: ["INPUT -m conntrack ! --ctstate INVALID,NEW -j ACCEPT", "INPUT -p tcp -m tcp --dport 80 -j ACCEPT"],
  }),
  ...bothBackends("trap: port and direction of the connection", [80, 443], {
    filter: [
      "INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "INPUT -p tcp -m conntrack --ctstate NEW --ctorigdstport 80 --ctdir ORIGINAL -j ACCEPT",
      "INPUT -p tcp -m tcp --dport 443 -j ACCEPT",
    ],
  }),
  ...bothBackends("trap: goto by state", [80, 443], {
    filter: [
      "INPUT -m conntrack --ctstate NEW -g FRESH",
      "INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "FRESH -p tcp -m tcp --dport 80 -j ACCEPT",
      "FRESH -p tcp -m multiport --dports 443,8443 -j RETURN",
    ],
  }),
  ...bothBackends("trap: zones and marks", [80, 443], {
    raw: ["PREROUTING -i wan0 -j CT --zone 5", "OUTPUT -o wan0 -j CT --zone 5"],
    mangle: ["PREROUTING -p tcp -m tcp --dport 80 -j MARK --set-xmark 0x7/0xff"],
    filter: ["INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "INPUT -m mark --mark 0x7/0xff -j ACCEPT"],
  }),
];
