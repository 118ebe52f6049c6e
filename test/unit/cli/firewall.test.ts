// `firewall` as people and programs use it: the rules of four hosts, pipes, several files, a dump, lines that nobody understands.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTS } from "../core/firewall/hosts.ts";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

interface Report {
  readonly tracking: string;
  readonly because: readonly { readonly line: number; readonly rule: string }[];
  readonly ports: readonly {
    readonly protocol: string;
    readonly port: number;
    readonly role: string;
    readonly answer: string;
    readonly lines: readonly number[];
    readonly saves: { readonly entries: number } | null;
  }[];
  readonly rules: { readonly nft: string; readonly iptables: string };
  readonly notUnderstood: readonly object[];
}

async function report(stdin: string, ...args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await cli.run(["firewall", "--format", "json", ...args, "-"], { stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Report;
}

const answers = ({ ports }: Report): readonly string[] =>
  ports.map(({ protocol, port, role, answer }) => `${protocol} ${port} ${role}: ${answer}`);

describe("firewall", () => {
  test("a web server with stateful rules works untracked once ICMP errors are accepted by type", async () => {
    const web = await report(HOSTS.web);
    expect(web.tracking).toBe("on");
    expect(web.because.map(({ line }) => line)).toEqual([4, 5]);
    expect(answers(web)).toEqual([
      "tcp 22 local: works-with-changes",
      "tcp 80 local: works-with-changes",
      "tcp 443 local: works-with-changes",
    ]);
    expect(web.ports[0]?.lines).toEqual([4]);
    expect(web.rules.nft).toContain("insert rule inet filter input index 0 icmp type");
    for (const rule of ["tcp dport 443 fib daddr type local notrack", "tcp sport 443 fib saddr type local notrack"])
      expect(web.rules.nft.split(rule)).toHaveLength(3);
  });

  test("a gateway's forwarded and published ports need tracking, its own services do not", async () => {
    expect(answers(await report(HOSTS.gateway))).toEqual([
      "tcp 22 local: works-with-changes",
      "tcp 443 local: works-with-changes",
      "tcp 8080 forwarded: needs-tracking",
      "udp 53 local: works-with-changes",
    ]);
    expect(answers(await report(HOSTS.gateway, "--port", "443"))).toEqual([
      "tcp 443 local: works-with-changes",
      "tcp 443 forwarded: needs-tracking",
      "tcp 443 own: needs-tracking",
      "udp 443 local: works-untracked",
      "udp 443 forwarded: needs-tracking",
      "udp 443 own: needs-tracking",
    ]);
  });

  test("entries are deleted by an address of this host alone, and not at all where it translates or forwards", async () => {
    expect((await report(HOSTS.web)).rules.nft).toContain("# conntrack -D -p tcp --orig-dst ADDRESS --orig-port-dst 443\n");
    const router = HOSTS.web.replace(
      "forward priority filter; policy drop;",
      "forward priority filter; policy drop;\n\t\tct state new accept",
    );
    for (const rules of [HOSTS.gateway, HOSTS.docker, router]) {
      const { nft, iptables } = (await report(rules)).rules;
      expect(nft).toContain("Entries of open connections expire by themselves");
      expect(nft + iptables).not.toContain("conntrack -D");
    }
  });

  test("nft refuses the rules a second time, and adds them to a table of ours that is loaded", async () => {
    const { nft } = (await report(HOSTS.web)).rules;
    expect(nft).toMatch(/\ncreate table inet conntrack_planner_untracked\ninsert rule /);
    expect(nft).toContain("# Check: nft -c -f FILE\n");
    const loaded = `${HOSTS.web.replace("22, 80, 443", "22, 80")}table inet conntrack_planner_untracked {\n\tchain prerouting {\n\t\ttype filter hook prerouting priority raw; policy accept;\n\t}\n}\n`;
    expect((await report(loaded)).rules.nft).not.toContain("create table");
    expect((await report(HOSTS.docker)).rules.iptables).toContain("Run once");
  });

  test("a Docker host needs tracking for published ports only", async () => {
    const docker = await report(HOSTS.docker);
    expect(answers(docker)).toContain("tcp 22 local: works-untracked");
    expect(answers(docker)).toContain("tcp 8080 forwarded: needs-tracking");
    expect(docker.rules.iptables).toContain(
      "iptables -w -t raw -I PREROUTING -p tcp --dport 22 -m addrtype --dst-type LOCAL -j CT --notrack",
    );
  });

  test("a stateless host is already untracked", async () => {
    const stateless = await report(HOSTS.stateless);
    expect([stateless.tracking, stateless.because, stateless.rules]).toEqual(["off", [], { nft: "", iptables: "" }]);
    expect(answers(stateless)).toEqual(["tcp 80 local: untracked-now"]);
  });

  test("with a dump, says what untracking saves, the most first", async () => {
    const folder = cli.folder({
      "rules.nft": HOSTS.web,
      dump: [443, 443, 443, 80]
        .map(
          (port, index) =>
            `ipv4     2 tcp      6 100 TIME_WAIT src=198.51.100.${index} dst=192.0.2.1 sport=40000 dport=${port} src=192.0.2.1 dst=198.51.100.${index} sport=${port} dport=40000 [ASSURED] mark=0 use=2\n`,
        )
        .join(""),
    });
    const { stdout } = await cli.run(["firewall", "--format", "json", "--dump", "dump", "rules.nft"], { cwd: folder });
    const { ports } = JSON.parse(stdout) as Report;
    // 256 bytes an entry: the slab object of 6.18.
    expect(ports.slice(0, 2).map(({ port, saves }) => [port, saves])).toEqual([
      [443, { entries: 3, bytes: 3 * 256, newPerSecond: null }],
      [80, { entries: 1, bytes: 256, newPerSecond: null }],
    ]);
  });

  test("with a dump, a port that only clients behind this host use is not offered as a service of it", async () => {
    const entry = (port: number, back: string): string =>
      `tcp 6 100 ESTABLISHED src=10.0.0.5 dst=198.51.100.7 sport=40000 dport=${port} src=198.51.100.7 dst=${back} sport=${port} dport=40000 [ASSURED] use=1\n`;
    const folder = cli.folder({ "rules.nft": HOSTS.gateway, dump: `${entry(993, "203.0.113.1")}${entry(5432, "10.0.0.5")}` });
    const { stdout } = await cli.run(["firewall", "--format", "json", "--dump", "dump", "rules.nft"], { cwd: folder });
    expect(answers(JSON.parse(stdout) as Report).filter((one) => / (993|5432) /.test(one))).toEqual([
      "tcp 993 forwarded: needs-tracking",
      "tcp 5432 forwarded: needs-tracking",
      "tcp 5432 own: needs-tracking",
    ]);
  });

  test("names the direction where one port needs tracking in one of them alone", async () => {
    const rules = `table inet f {
	chain input {
		type filter hook input priority 0; policy drop;
		udp dport 53 accept
		tcp dport 22 accept
	}
	chain forward {
		type filter hook forward priority 0; policy drop;
		ct state established,related accept
		udp dport 53 accept
	}
}
`;
    const { stdout } = await cli.run(["firewall", "-"], { stdin: rules });
    expect(stdout).toMatch(/^udp 53 through this host needs tracking; tcp 22 and udp 53 to this host do not\n/);
  });

  test("lines not recognized are listed and count as needing tracking", async () => {
    const odd = await report(
      "table ip t {\n\tchain c {\n\t\ttype filter hook input priority 0; policy drop;\n\t\tfrobnicate 3\n\t\ttcp dport 80 accept\n\t}\n}\n",
    );
    expect(odd.tracking).toBe("unknown");
    expect(odd.notUnderstood).toEqual([{ line: 4, text: "frobnicate 3" }]);
    expect(answers(odd)).toEqual(["tcp 80 local: unknown"]);
  });

  test("text tells the answer, the lines and the rules", async () => {
    const { stdout } = await cli.run(["firewall", "-"], { stdin: HOSTS.web });
    expect(stdout).toContain("Tracking is on for IPv4 and IPv6: 2 rules turn it on.");
    expect(stdout).toContain("line 4, inet filter input: ct state established,related accept");
    expect(stdout).toMatch(/tcp 443\s+to this host\s+works untracked with the accepts below\s+line 4/);
    expect(stdout.indexOf("By port")).toBeLessThan(stdout.indexOf("What turns tracking on"));
  });

  test("what is asked wrongly is said", async () => {
    for (const [args, message] of [
      [["--port", "70000", "-"], /--port "70000" is not a port/],
      [["--dump", "-", "-"], /the rules or the dump, not both/],
      [["nowhere.nft"], /nowhere\.nft: /],
    ] as const) {
      const { code, stderr } = await cli.run(["firewall", ...args], { stdin: "" });
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
  });
});
