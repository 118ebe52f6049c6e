// The page of a firewall's answer: what comes first, where its links lead, and that no rule can bring markup in.
import { describe, expect, test } from "vitest";
import { firewallFindings } from "../../../../src/core/firewall/findings.ts";
import { firewallAnswer, PortCounts, type RuleText } from "../../../../src/core/firewall/firewall.ts";
import type { FirewallAction } from "../../../../src/core/firewall/page/actions.ts";
import { firewallPage } from "../../../../src/core/firewall/page/page.ts";
import { editsFor } from "../../../../src/core/firewall/write/edits.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";
import { HOSTS } from "./hosts.ts";

function page(texts: readonly RuleText[], dump?: PortCounts): { readonly html: string; readonly actions: readonly FirewallAction[] } {
  const answer = firewallAnswer({ texts, dump });
  const shown = texts.map((one) => ({ ...one, editable: editsFor(answer.plan, one) !== undefined }));
  return firewallPage({ answer, texts: shown, source: "a test", counted: dump !== undefined }, (action) => `#${action}`);
}

const headline = (html: string): string => /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? "";
const sections = (html: string): readonly string[] => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title ?? "");

describe("the page", () => {
  test("says first whether anything needs tracking", () => {
    expect(headline(page([{ name: "web.nft", text: HOSTS.web }]).html)).toBe("No port here needs tracking if the rules below are added");
    expect(headline(page([{ name: "rules.v4", text: HOSTS.docker }]).html)).toBe(
      "All forwarded and translated traffic (NAT) needs tracking, on every port; this host's own service on tcp 22 does not",
    );
    expect(headline(page([{ name: "x.nft", text: HOSTS.stateless }]).html)).toBe("Nothing in these rules is tracked");
    const { html } = page([{ name: "gateway.nft", text: HOSTS.gateway }]);
    expect(headline(html)).toBe(
      "All forwarded and translated traffic (NAT) needs tracking, on every port; this host's own services on tcp 22, tcp 443 and udp 53 do not",
    );
    expect(html).toMatch(/All traffic that <a href="#\d+">line 23<\/a> rewrites needs tracking, on every port\./);
    expect(headline(page([{ name: "odd", text: "frobnicate 3\n" }]).html)).toBe("Unknown: 1 line is not recognized");
  });

  test("has the answer before the rules, and the rules before the questions", () => {
    expect(sections(page([{ name: "gateway.nft", text: HOSTS.gateway }]).html)).toEqual([
      "Need tracking",
      "Work untracked with the accepts below",
      "What untracking saves",
      "Suggested rules",
      "What turns tracking on",
      "Questions and answers",
    ]);
  });

  test("links to each line once, in the text that it is of", () => {
    const { html, actions } = page([
      { name: "rules.v4", text: HOSTS.docker },
      { name: "rules.v6", text: "*filter\n:INPUT DROP [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n" },
    ]);
    const lines = actions.flatMap((action) => (action.kind === "line" ? [`${action.text}:${action.line}`] : []));
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines).toContain("1:3");
    expect(html).toContain(">rules.v6:3</a>");
  });

  test("offers what was asked for: copy, the way back, insert, a dump, another look", () => {
    const { actions } = page([{ name: "web.nft", text: HOSTS.web }]);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(["again", "line", "dump", "insert", "copy", "open"]));
    const copied = actions.flatMap((action) => (action.kind === "copy" ? [action] : []));
    expect(copied.map(({ what }) => what)).toEqual(["rules", "undo"]);
    expect(copied[1]?.text).toMatch(/^nft delete table inet conntrack_planner_untracked\nnft -a list ruleset \|.* \| nft -f -\n$/);
  });

  test("shows what untracking saves once a dump was counted", () => {
    const dump = new PortCounts();
    for (let flow = 0; flow < 1000; flow++)
      dump.line(
        `ipv4     2 tcp      6 100 TIME_WAIT src=198.51.100.9 dst=192.0.2.1 sport=${flow + 1024} dport=443 src=192.0.2.1 dst=198.51.100.9 sport=443 dport=${flow + 1024} [ASSURED] mark=0 use=2`,
      );
    const kept = PortCounts.from(JSON.parse(JSON.stringify(dump)));
    // 256 bytes an entry, and 1,000 in a state of 120 s.
    for (const counts of [dump, kept]) {
      const { html } = page([{ name: "web.nft", text: HOSTS.web }], counts);
      expect(html).toContain("<p>1,000 entries and 250 KiB of kernel memory.</p>");
      expect(html).toMatch(
        /tcp 443<\/th><td>to this host<\/td><td class="number">1,000<\/td><td class="number">250 KiB<\/td><td class="number">8.3<\/td>/,
      );
    }
    expect(PortCounts.from({ longest: 120, counts: [["tcp 80 true", "many", 0]] })).toBeUndefined();
  });

  test("takes no markup and no hidden characters from rules or names", () => {
    const text =
      "table inet t {\n\tchain c {\n\t\ttype filter hook input priority 0;\n\t\tct state new <img/src=x> \u202e accept\n\t}\n}\n";
    const { html } = page([
      { name: '<b>"x"', text },
      { name: "y", text: HOSTS.docker },
    ]);
    expect(html).not.toMatch(/<img|<b>|\u202e/);
    expect(html).toContain("&lt;img/src=x&gt;");
  });

  test("stays small, whatever the rules", () => {
    const rules = Array.from(
      { length: 1500 },
      (_, index) => `-A INPUT -s 10.0.${index % 250}.1 -p tcp --dport ${index + 1} -m conntrack --ctstate NEW -j ACCEPT`,
    );
    const { html } = page([{ name: "rules.v4", text: ["*filter", ":INPUT DROP [0:0]", ...rules, "COMMIT", ""].join("\n") }]);
    expect(html.length).toBeLessThan(300_000);
  });
});

describe("findings", () => {
  test("stand at the lines that ports depend on, and nowhere on a host without", () => {
    const of = (text: string): readonly string[] =>
      firewallFindings(firewallAnswer({ texts: [{ name: "f", text }] })).map(({ line, kind, message }) => `${line} ${kind}: ${message}`);
    expect(of(HOSTS.stateless)).toEqual([]);
    expect(of(HOSTS.gateway)).toEqual([
      "4 works-with-changes: Matches ICMP errors by their state: tcp 22, tcp 443 and udp 53 work untracked with an accept before this line",
      "19 needs-tracking: Rewrites the destination: tcp 8080 needs tracking",
      "23 needs-tracking: Rewrites the source (masquerade): tcp 8080 needs tracking",
    ]);
    for (const text of Object.values(HOSTS))
      for (const finding of firewallFindings(firewallAnswer({ texts: [{ name: "f", text }] }))) {
        expect(finding.message.length).toBeLessThanOrEqual(120);
        expect(finding.message).not.toMatch(/\.$/);
      }
  });

  test("go without what follows from the reason, and then without the reason, where there is no room for it; nothing is cut", () => {
    const of = (ports: readonly number[]): readonly string[] => {
      const rules = ports.map((port) => `-A INPUT -p tcp --dport ${port} -m conntrack --ctstate NEW -j ACCEPT`);
      const text = [
        "*filter",
        ":INPUT DROP [0:0]",
        "-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
        ...rules,
        "COMMIT",
        "",
      ].join("\n");
      return firewallFindings(firewallAnswer({ texts: [{ name: "f", text }] })).flatMap(({ line, message }) =>
        line === 3 ? [message] : [],
      );
    };
    const depends = "untracked with an accept before this line";
    expect(of([22])).toEqual([`Matches ICMP errors by their state: tcp 22 works ${depends}`]);
    expect(of([11111, 22222, 33333, 44444, 55555])).toEqual([`tcp 11111, tcp 22222, tcp 33333 and 2 more work ${depends}`]);
  });
});

describe("rules written into the text", () => {
  const written = (name: string, text: string): string | undefined => {
    const edits = editsFor(firewallAnswer({ texts: [{ name, text }] }).plan, { name, text });
    return edits && applyEdits(text, edits);
  };

  test.each(["web", "gateway", "docker"] as const)("leave nothing to write for %s", (host) => {
    const text = written("f", HOSTS[host]) ?? "";
    const { ports, notUnderstood } = firewallAnswer({ texts: [{ name: "f", text }] });
    expect(notUnderstood).toEqual([]);
    expect(ports.filter(({ answer, role }) => role === "local" && answer.startsWith("works"))).toEqual([]);
  });

  test("stand before the rule, in its own indentation, and in a table of their own at the end", () => {
    const lines = (written("web.nft", HOSTS.web) ?? "").split("\n");
    expect(lines[3]).toMatch(/^\t\ticmp type \{ .* \} accept comment "conntrack-planner"$/);
    expect(lines[5]).toBe("\t\tct state established,related accept");
    expect(lines.slice(-22).join("\n")).toContain("table inet conntrack_planner_untracked {");
  });

  test("go into a table raw that is there, and keep counters", () => {
    const text = [
      "*raw",
      ":PREROUTING ACCEPT [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      "COMMIT",
      "*filter",
      ":INPUT DROP [0:0]",
      "[3:180] -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "[1:60] -A INPUT -p tcp -m tcp --dport 80 -j ACCEPT",
      "COMMIT",
    ].join("\n");
    const lines = (written("rules.v4", text) ?? "").split("\n");
    expect(lines[3]).toBe("[0:0] -A PREROUTING -p tcp --dport 80 -m addrtype --dst-type LOCAL -j CT --notrack");
    expect(lines.filter((line) => line === "*raw")).toHaveLength(1);
    const at = lines.findIndex((line) => line.startsWith("[3:180]"));
    expect(
      lines.slice(lines.indexOf(":INPUT DROP [0:0]") + 1, at).every((line) => /^\[0:0\] -A INPUT -(p|i) .* conntrack-planner$/.test(line)),
    ).toBe(true);
    expect(lines[at - 1]).toContain("conntrack-planner");
  });

  test("are not offered where the text cannot take them", () => {
    const commands = "nft add table inet f\nnft add chain inet f i '{ type filter hook input priority 0; policy drop; }'\n";
    expect(
      written("s.sh", `${commands}nft add rule inet f i ct state established accept\nnft add rule inet f i tcp dport 80 accept\n`),
    ).toBeUndefined();
    expect(written("one", HOSTS.web.replaceAll("\n", " ").replaceAll("\t", "; "))).toBeUndefined();
    const handles = HOSTS.web.replace(/^(\t\t.*accept)$/gm, "$1 # handle 7");
    expect(written("list", handles)).toBeUndefined();
  });
});
