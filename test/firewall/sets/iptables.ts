// Rule sets of iptables, as iptables-save prints them: ufw, Docker, kube-proxy, and traps; with both backends.
import type { VerifiedSet } from "./set.ts";

type Tables = Readonly<Record<string, readonly string[]>>;

/** For iptables-restore: chains of the user's are those that rules jump to. */
function save(tables: Tables, policies: Readonly<Record<string, string>> = {}): string {
  const builtIn: Readonly<Record<string, readonly string[]>> = {
    raw: ["PREROUTING", "OUTPUT"],
    mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
    nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    filter: ["INPUT", "FORWARD", "OUTPUT"],
  };
  return Object.entries(tables)
    .map(([name, rules]) => {
      const own = builtIn[name] ?? [];
      const others = [...new Set(rules.map((rule) => rule.split(" ")[0] ?? "").filter((chain) => !own.includes(chain)))];
      const heads = [
        ...own.map((chain) => `:${chain} ${name === "filter" ? (policies[chain] ?? "ACCEPT") : "ACCEPT"} [0:0]`),
        ...others.map((chain) => `:${chain} - [0:0]`),
      ];
      return [`*${name}`, ...heads, ...rules.map((rule) => `-A ${rule}`), "COMMIT", ""].join("\n");
    })
    .join("");
}

const six = (rules: readonly string[]): readonly string[] =>
  rules.map((rule) =>
    rule
      .replaceAll("-p icmp -m icmp --icmp-type", "-p ipv6-icmp -m icmp6 --icmpv6-type")
      .replaceAll("icmp-port-unreachable", "icmp6-port-unreachable"),
  );
const ND = "INPUT -p ipv6-icmp -j ACCEPT";
const DROP = { INPUT: "DROP", FORWARD: "DROP" };

export function bothBackends(
  name: string,
  ports: readonly number[],
  tables: Tables,
  more: Partial<VerifiedSet> = {},
  policies: Readonly<Record<string, string>> = DROP,
): readonly VerifiedSet[] {
  const tables6 = Object.fromEntries(
    Object.entries(tables).map(([table, rules]) => [table, table === "filter" ? [ND_NEIGHBOURS, ...six(rules)] : six(rules)]),
  );
  return (["iptables-nft", "iptables-legacy"] as const).map((backend) => ({
    name: `${name} (${backend})`,
    backend,
    ports,
    rules: save(tables, policies),
    rules6: save(tables6, policies),
    ...more,
  }));
}

const ND_NEIGHBOURS = "INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 135/0 -j ACCEPT";
const NO_V6 = { rules6: save({ filter: [ND] }) };

const STATEFUL = "INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";

export const IPTABLES_SETS: readonly VerifiedSet[] = [
  ...bothBackends("plain server", [22, 80, 9999], {
    filter: [
      STATEFUL,
      "INPUT -i lo -j ACCEPT",
      "INPUT -p icmp -m icmp --icmp-type echo-request -j ACCEPT",
      "INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 136/0 -j ACCEPT",
      "INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT",
      "INPUT -p tcp -m multiport --dports 80,443 -j ACCEPT",
    ].filter((rule) => !rule.includes("ipv6")),
  }),
  ...bothBackends(
    "ufw",
    [22, 80, 53],
    {
      filter: [
        "INPUT -j ufw-before-logging-input",
        "INPUT -j ufw-before-input",
        "INPUT -j ufw-after-input",
        "INPUT -j ufw-reject-input",
        "FORWARD -j ufw-before-forward",
        "OUTPUT -j ufw-before-output",
        "OUTPUT -j ufw-track-output",
        'ufw-before-logging-input -m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix "[UFW] "',
        "ufw-before-input -i lo -j ACCEPT",
        "ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "ufw-before-input -m conntrack --ctstate INVALID -j ufw-logging-deny",
        "ufw-before-input -m conntrack --ctstate INVALID -j DROP",
        "ufw-before-input -p icmp -m icmp --icmp-type destination-unreachable -j ACCEPT",
        "ufw-before-input -p icmp -m icmp --icmp-type time-exceeded -j ACCEPT",
        "ufw-before-input -j ufw-not-local",
        "ufw-before-input -j ufw-user-input",
        "ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "ufw-before-output -o lo -j ACCEPT",
        "ufw-before-output -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "ufw-logging-deny -m conntrack --ctstate INVALID -m limit --limit 3/min --limit-burst 10 -j RETURN",
        "ufw-not-local -m addrtype --dst-type LOCAL -j RETURN",
        "ufw-not-local -m addrtype --dst-type MULTICAST -j RETURN",
        "ufw-not-local -j DROP",
        "ufw-track-output -p tcp -m conntrack --ctstate NEW -j ACCEPT",
        "ufw-track-output -p udp -m conntrack --ctstate NEW -j ACCEPT",
        "ufw-user-input -p tcp -m tcp --dport 80 -j ACCEPT",
        "ufw-user-input -p udp -m udp --dport 53 -j ACCEPT",
        "ufw-user-input -s 10.9.0.0/24 -p tcp -m tcp --dport 22 -j ACCEPT",
        "ufw-after-input -p udp -m udp --dport 137 -j RETURN",
        "ufw-reject-input -m limit --limit 3/min -j RETURN",
        "ufw-reject-input -j RETURN",
      ],
    },
    {
      rules6: save(
        {
          filter: [
            "INPUT -p ipv6-icmp -j ACCEPT",
            "INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
            "INPUT -p tcp -m tcp --dport 80 -j ACCEPT",
          ],
        },
        DROP,
      ),
    },
  ),
  ...bothBackends(
    "Docker",
    [22, 80, 8080],
    {
      nat: [
        "PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
        "OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
        "POSTROUTING -s 10.9.0.0/24 ! -o docker0 -j MASQUERADE",
        "POSTROUTING -s 10.9.0.2/32 -d 10.9.0.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE",
        "DOCKER -i docker0 -j RETURN",
        "DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.9.0.2:80",
      ],
      filter: [
        "INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
        "FORWARD -j DOCKER-USER",
        "FORWARD -j DOCKER-ISOLATION-STAGE-1",
        "FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "FORWARD -o docker0 -j DOCKER",
        "FORWARD -i docker0 ! -o docker0 -j ACCEPT",
        "FORWARD -i docker0 -o docker0 -j ACCEPT",
        "DOCKER -d 10.9.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT",
        "DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2",
        "DOCKER-ISOLATION-STAGE-1 -j RETURN",
        "DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP",
        "DOCKER-ISOLATION-STAGE-2 -j RETURN",
        "DOCKER-USER -j RETURN",
      ],
    },
    { lan: "docker0", ...NO_V6 },
    { FORWARD: "DROP" },
  ),
  ...bothBackends(
    "kube-proxy",
    [443, 8080, 30080],
    {
      nat: [
        'PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
        "OUTPUT -j KUBE-SERVICES",
        'POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
        'KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 443 -j KUBE-SVC-WEB',
        "KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
        "KUBE-NODEPORTS -p tcp -m tcp --dport 30080 -j KUBE-EXT-WEB",
        "KUBE-EXT-WEB -j KUBE-MARK-MASQ",
        "KUBE-EXT-WEB -j KUBE-SVC-WEB",
        "KUBE-SVC-WEB -m statistic --mode random --probability 0.5 -j KUBE-SEP-A",
        "KUBE-SVC-WEB -j KUBE-SEP-A",
        "KUBE-SEP-A -s 10.9.0.2/32 -j KUBE-MARK-MASQ",
        "KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.9.0.2:8080",
        "KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
        "KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
        "KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0",
        "KUBE-POSTROUTING -j MASQUERADE --random-fully",
      ],
      filter: [
        "INPUT -j KUBE-FIREWALL",
        "FORWARD -j KUBE-FORWARD",
        "OUTPUT -j KUBE-FIREWALL",
        "KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP",
        "KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP",
        "KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT",
        "KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      ],
    },
    NO_V6,
    {},
  ),
  ...bothBackends(
    "NAT router",
    [22, 53, 443],
    {
      nat: ["POSTROUTING -o wan0 -j MASQUERADE"],
      filter: [
        STATEFUL,
        "INPUT -i lan0 -p tcp -m tcp --dport 22 -j ACCEPT",
        "INPUT -i lan0 -p udp -m udp --dport 53 -j ACCEPT",
        "INPUT -i lan0 -p tcp -m tcp --dport 443 -j ACCEPT",
        "FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "FORWARD -i lan0 -o wan0 -j ACCEPT",
      ],
    },
    NO_V6,
  ),
  ...bothBackends(
    "connlimit and recent",
    [22, 80],
    {
      filter: [
        STATEFUL,
        "INPUT -p tcp -m tcp --dport 80 -m connlimit --connlimit-above 50 --connlimit-mask 32 -j REJECT --reject-with icmp-port-unreachable",
        "INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT",
      ],
    },
    { rules6: save({ filter: ["INPUT -p ipv6-icmp -j ACCEPT", "INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT"] }, DROP) },
  ),
  ...bothBackends(
    "connection marks",
    [80],
    {
      mangle: [
        "PREROUTING -p tcp -m conntrack --ctstate NEW -m tcp --dport 80 -j CONNMARK --set-xmark 0x1/0xff",
        "PREROUTING -p udp -m conntrack --ctstate NEW -m udp --dport 80 -j CONNMARK --set-xmark 0x1/0xff",
        "PREROUTING -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff",
        "OUTPUT -m conntrack --ctstate NEW -j CONNMARK --set-xmark 0x1/0xff",
      ],
      filter: ["INPUT -m mark --mark 0x1/0xff -j ACCEPT", "FORWARD -m mark --mark 0x1/0xff -j ACCEPT"],
    },
    NO_V6,
  ),
  ...bothBackends(
    "untracked in raw",
    [53, 80],
    {
      raw: [
        "PREROUTING -p udp -m udp --dport 53 -j CT --notrack",
        "PREROUTING -p udp -m udp --sport 53 -j CT --notrack",
        "OUTPUT -p udp -m udp --sport 53 -j CT --notrack",
        "OUTPUT -p udp -m udp --dport 53 -j CT --notrack",
      ],
      filter: ["INPUT -m conntrack --ctstate RELATED,ESTABLISHED,UNTRACKED -j ACCEPT", "INPUT -p tcp -m tcp --dport 80 -j ACCEPT"],
    },
    {},
    DROP,
  ),
  ...bothBackends(
    "output by state",
    [80, 443],
    {
      filter: [
        STATEFUL,
        "INPUT -p tcp -m tcp --dport 80 -m conntrack --ctstate NEW -j ACCEPT",
        "OUTPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "OUTPUT -p tcp -m tcp --dport 443 -m conntrack --ctstate NEW -j ACCEPT",
        "OUTPUT -p ipv6-icmp -j ACCEPT",
      ].filter((rule) => !rule.includes("ipv6")),
    },
    NO_V6,
    { ...DROP, OUTPUT: "DROP" },
  ),
];
