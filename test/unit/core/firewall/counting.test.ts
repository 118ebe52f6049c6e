// What rules do beside a verdict: they count, write lists, refuse with a reset. The rules that are written do it for untracked
// packets as the others do it for tracked ones. All of these were held against a kernel (test/firewall/sets).
import { describe, expect, test } from "vitest";
import { firewallAnswer } from "../../../../src/core/firewall/firewall.ts";
import { editsFor } from "../../../../src/core/firewall/write/edits.ts";

function host(rules: string, more = ""): string {
  return `${more}table inet filter {\nchain input {\ntype filter hook input priority filter; policy drop;\nct state established,related accept\n${rules}\n}\n}\n`;
}

function asked(text: string, port: number, name = "") {
  const answer = firewallAnswer({ texts: [{ name, text }], ports: [port] });
  const of = (protocol: string, role: string): string | undefined =>
    answer.ports.find((one) => one.protocol === protocol && one.role === role)?.answer;
  return { ...answer, of };
}

describe("rates of new connections", () => {
  test("count the packets that open untracked ones, and no others", () => {
    const { of, rules } = asked(
      host("tcp dport 22 ct state new limit rate 10/second accept\nudp dport 22 ct state new limit rate 10/second accept"),
      22,
    );
    expect(of("tcp", "local")).toBe("works-with-changes");
    expect(rules.nft).toContain(
      "tcp dport 22 fib daddr type local tcp flags & (fin | syn | rst | ack) == syn ct state untracked limit rate 10/second accept",
    );
    expect(rules.nft).toContain("tcp dport 22 fib daddr type local tcp flags & (syn | ack) != syn ct state untracked accept");
    // Of UDP no packet tells that it is the first.
    expect(of("udp", "local")).toBe("needs-tracking");
  });

  test("of lists that packets write are asked for the port first", () => {
    const { rules } = asked(
      host("tcp dport 22 ct state new add @flood { ip saddr limit rate over 5/second } drop\ntcp dport 22 accept"),
      22,
    );
    expect(rules.nft).toMatch(/ct state untracked add @flood \{ ip saddr limit rate over 5\/second \} drop/);
  });

  test("see untracked connections where a rule before them writes the list", () => {
    const text = [
      "*filter",
      ":INPUT DROP [0:0]",
      "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "-A INPUT -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW -m recent --set --name ssh --rsource",
      "-A INPUT -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW -m recent --update --seconds 30 --hitcount 6 --name ssh --rsource -j DROP",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      "COMMIT",
      "",
    ].join("\n");
    const { of, rules } = asked(text, 22, "rules.v4");
    expect(of("tcp", "local")).toBe("works-with-changes");
    expect(rules.iptables).toMatch(/--syn .*--ctstate UNTRACKED -m recent --set --name ssh --rsource -m comment/);
    expect(rules.iptables).toMatch(/--syn .*--ctstate UNTRACKED -m recent --update --seconds 30 --hitcount 6 --name ssh --rsource -j DROP/);
  });
});

describe("resets of refused connections", () => {
  test("get past a rule that drops what is invalid", () => {
    const text = [
      "*filter",
      ":INPUT DROP [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "-A INPUT -i lan0 -p tcp -m tcp --dport 22 -j ACCEPT",
      "-A INPUT -p tcp -j REJECT --reject-with tcp-reset",
      "-A OUTPUT -m conntrack --ctstate INVALID -j DROP",
      "COMMIT",
      "",
    ].join("\n");
    expect(asked(text, 22, "rules.v4").rules.iptables).toContain(
      "OUTPUT 1 -p tcp -m tcp --sport 22 --tcp-flags RST RST -m addrtype --src-type LOCAL -j ACCEPT",
    );
  });
});

describe("maps", () => {
  test("that say where to leave other ports alone", () => {
    const nat =
      "table ip nat {\nchain pre {\ntype nat hook prerouting priority dstnat;\ndnat to tcp dport map { 80 : 10.0.0.2, 8080 : 10.0.0.2 . 81 }\n}\n}\n";
    expect(asked(host("tcp dport 22 accept", nat), 22).of("tcp", "local")).toBe("works-with-changes");
    expect(asked(host("tcp dport 22 accept", nat), 80).of("tcp", "forwarded")).toBe("needs-tracking");
    // Replies of that port go back through NAT.
    expect(asked(host("tcp dport 22 accept", nat), 81).of("tcp", "forwarded")).toBe("needs-tracking");
  });

  test("with one element for all others lead every packet somewhere", () => {
    const text = host("ip saddr vmap { 10.0.0.0/8 : accept, * : accept }\nct state new tcp dport 80 accept");
    expect(asked(text, 80).ports.some(({ reasons }) => reasons.some(({ rule }) => rule.includes("ct state new")))).toBe(true);
    expect(asked(text, 80).rules.nft).not.toContain("ip daddr");
  });

  test("that name counters match like others", () => {
    const { of } = asked(host('counter name tcp dport map { 80 : "web" } accept'), 443);
    expect(of("tcp", "local")).toBe("works-untracked");
  });
});

describe("what has a template", () => {
  test("is not taken out of tracking by a later rule", () => {
    const raw = (rules: readonly string[]): string =>
      [
        "*raw",
        ":PREROUTING ACCEPT [0:0]",
        ":OUTPUT ACCEPT [0:0]",
        ...rules,
        "COMMIT",
        "*filter",
        ":INPUT ACCEPT [0:0]",
        "-A INPUT -m conntrack --ctstate INVALID -j DROP",
        "COMMIT",
        "",
      ].join("\n");
    const both = ["-A PREROUTING -p udp -m udp --dport 53 -j CT --notrack", "-A OUTPUT -p udp -m udp --sport 53 -j CT --notrack"];
    const zones = ["-A PREROUTING -j CT --zone 5", "-A OUTPUT -j CT --zone 5"];
    expect(asked(raw(both), 53, "rules.v4").of("udp", "local")).toBe("untracked-now");
    expect(asked(raw([...zones, ...both]), 53, "rules.v4").of("udp", "local")).toBe("works-with-changes");
  });
});

describe("what goes on elsewhere", () => {
  test("is not known: transparent proxies, and IPVS of kube-proxy", () => {
    const proxy = host(
      "tcp dport 22 accept",
      "table inet divert {\nchain pre {\ntype filter hook prerouting priority mangle;\ntcp dport 80 tproxy to :8080\n}\n}\n",
    );
    expect(asked(proxy, 80).of("tcp", "forwarded")).toBe("unknown");
    expect(asked(proxy, 80).of("tcp", "local")).not.toBe("unknown");
    expect(asked(proxy, 22).of("tcp", "local")).toBe("works-with-changes");
  });
});

describe("tables of iptables as nft lists them", () => {
  test("are not believed where nft is known to show something else", () => {
    const list =
      "table ip filter {\n\tchain INPUT {\n\t\ttype filter hook input priority filter; policy drop;\n\t\tct status dnat counter packets 0 bytes 0 accept\n\t\ttcp dport 22 counter packets 0 bytes 0 accept\n\t}\n}\n";
    expect(asked(list, 22).of("tcp", "local")).toBe("unknown");
    expect(asked(list.replaceAll("INPUT", "input"), 22).of("tcp", "local")).toBe("works-untracked");
  });
});

describe("families", () => {
  // Tried with a kernel: untracked, IPv6 connections meet rules that nobody read, such as one that accepts NEW ones alone.
  test("that are not tracked stay as they are", () => {
    const text = (ports: string): string =>
      `*filter\n:INPUT DROP [0:0]\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n${ports}COMMIT\n`;
    const { rules } = asked(text("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n"), 22, "rules.v4");
    expect(rules.iptables).toContain("# For IPv4 only: the rules that were read do not turn tracking on for IPv6.\n");
    expect(rules.iptables).not.toContain("ip6tables");
    const [v4, v6] = [
      { name: "rules.v4", text: text("-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n") },
      {
        name: "rules.v6",
        text: "# Generated by ip6tables-save v1.8.9\n*filter\n:INPUT DROP [0:0]\n-A INPUT -p ipv6-icmp -j ACCEPT\nCOMMIT\n",
      },
    ];
    const { plan } = firewallAnswer({ texts: [v4, v6], ports: [22] });
    expect(editsFor(plan, v4)).not.toEqual([]);
    expect(editsFor(plan, v6)).toEqual([]);
    const notrack = asked(host("tcp dport 22 accept").replace("inet", "ip"), 22)
      .rules.nft.split("\n")
      .filter((line) => / notrack$/.test(line));
    expect(notrack.length).toBeGreaterThan(0);
    expect(notrack.filter((line) => !line.startsWith("\t\tmeta nfproto ipv4 "))).toEqual([]);
    expect(asked(host("tcp dport 22 accept"), 22).rules.nft).not.toMatch(/nfproto| only: /);
  });
});

describe("addresses of this host", () => {
  test("are unicast to addrtype of IPv6, and are kept out by what is written", () => {
    const text =
      "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A FORWARD -p tcp -m tcp --dport 443 -j ACCEPT\nCOMMIT\n";
    expect(asked(text, 443, "rules.v6").rules.iptables).toContain(
      "ip6tables -w -t raw -I PREROUTING -p tcp --sport 443 -m addrtype --dst-type UNICAST -m addrtype ! --dst-type LOCAL -j CT --notrack",
    );
    expect(asked(text, 443, "rules.v4").rules.iptables).toContain(
      "\niptables -w -t raw -I PREROUTING -p tcp --sport 443 -m addrtype --dst-type UNICAST -j CT --notrack",
    );
  });
});
