// What fills a table: the cause is named first, its step is one that helps, and no larger table is the answer to a flood.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import type { Cause } from "../../../../src/core/diagnosis/diagnosis.ts";
import type { Owners } from "../../../../src/core/evidence/owners/owners.ts";
import { counters, FILLED, flow, full, host, inside, logOf, outside } from "./situations.ts";

const sets = (cause: Cause | undefined) =>
  Object.fromEntries(
    cause?.steps.flatMap((step) => (step.kind === "set" ? [[step.key.replace("net/netfilter/nf_conntrack_", ""), step.value]] : [])) ?? [],
  );
const steps = (cause: Cause | undefined) => cause?.steps.map(({ id }) => id) ?? [];
const words = (cause: Cause | undefined): string => JSON.stringify(cause);
const filledBy = (id: string) => full(FILLED[id] ?? (() => ""));

describe.each([
  ["syn-flood", { tcp_timeout_syn_recv: 20 }, false],
  ["reflection", {}, false],
  ["icmp-scan", { icmp_timeout: 10 }, false],
  ["picked-up", {}, false],
  ["dead-destination", { tcp_timeout_syn_sent: 20 }, false],
  ["unreplied-few-sources", { tcp_timeout_syn_sent: 20 }, false],
  ["unreplied-many-sources", { tcp_timeout_syn_sent: 20 }, false],
  ["time-wait-heavy", { tcp_timeout_time_wait: 30 }, true],
  ["fin-wait", { tcp_timeout_fin_wait: 30 }, true],
  ["half-closed", { tcp_timeout_close_wait: 60 }, true],
  ["udp-streams", {}, true],
  ["udp-answered", {}, true],
  ["idle-established", { tcp_timeout_established: 7440 }, true],
  ["few-clients", {}, true],
] as const)("%s", (id, values, grows) => {
  const diagnosis = diagnose(filledBy(id));

  test("is named first, alone, and with what helps", () => {
    const [first, ...others] = diagnosis.causes;
    expect(first).toMatchObject({ id, confidence: "likely" });
    expect(others.map((cause) => cause.id)).toEqual(grows ? ["max-too-low"] : []);
    expect(sets(first)).toEqual(values);
  });

  test(grows ? "may have a larger table as well" : "has no larger table as an answer", () => {
    expect(diagnosis.plan !== null).toBe(grows);
  });

  test("says in figures how much, how to tell it, and when to leave it", () => {
    const [first] = diagnosis.causes;
    expect(first?.evidence[0]).toMatch(/\d/);
    expect([first?.apart, first?.leave].map((text) => (text ?? "").length > 20)).toEqual([true, true]);
  });
});

describe("what the steps are", () => {
  test("answers from reflectors are dropped as new flows in input, and name servers still talk to each other", () => {
    const [first] = diagnose(filledBy("reflection")).causes;
    const ports = "{ 53, 123, 389, 1900 }";
    expect(first?.steps[0]).toMatchObject({
      kind: "rule",
      rule: expect.stringContaining(`udp sport ${ports} udp dport != ${ports} ct state new drop`),
    });
    expect(words(first)).toContain("hook input");
    expect(words(first)).not.toContain("prerouting");
    expect(first?.evidence[0]).toMatch(/450 .*123 NTP|123 NTP \(500\)|NTP/);
  });

  test("own connections to a dead server are refused in output, forwarded ones in forward; never in prerouting", () => {
    const [own] = diagnose(filledBy("dead-destination")).causes;
    expect(own?.steps).toContainEqual(
      expect.objectContaining({
        rule: expect.stringMatching(
          /hook output[^}]*l4proto tcp ct original ip daddr 10\.0\.0\.[0-2] ct original proto-dst 5432 ct state new reject with tcp reset/,
        ),
      }),
    );
    expect(own?.evidence.join()).toContain("203.0.113.10 also has most other connections");
    const clients = (index: number) =>
      flow({ state: "SYN_SENT", left: index % 120, from: inside(index % 40), to: "192.0.2.80", sport: 1024 + index, flag: "UNREPLIED" });
    const [forwarded] = diagnose(full(clients)).causes;
    expect(forwarded?.id).toBe("dead-destination");
    expect(words(forwarded)).toContain("hook forward");
    for (const cause of [own, forwarded]) expect(words(cause)).not.toMatch(/hook prerouting|notrack/);
  });

  test("where the host tells its own addresses, own and forwarded packets are told apart by them", () => {
    const sources = ["10.0.0.5", "10.0.0.5", "10.244.1.7", "192.0.2.44"];
    const evidence = full((index) =>
      flow({
        ...{ state: "SYN_SENT", left: index % 120, from: sources[index % 4] ?? "", to: "192.0.2.80", flag: "UNREPLIED" },
        sport: 1024 + index,
      }),
    );
    const owners = (...own: readonly string[]): Owners => ({
      ...{ services: [], notes: [] },
      addresses: [
        ...own.map((address) => ({ address, name: "this namespace", own: true })),
        { address: "10.244.1.7", name: "container web", own: false },
      ],
    });
    const [both] = diagnose({ ...evidence, owners: owners("10.0.0.5") }).causes;
    expect(both?.evidence).toContain("50 % of them come from this host itself: 10.0.0.5 (900)");
    expect(both?.evidence).toContain("50 % of them are forwarded by this host, from 192.0.2.44 (500), 10.244.1.7 (400)");
    expect(words(both)).toMatch(/hook output.*forward hook/s);
    const [forwarded] = diagnose({ ...evidence, owners: owners() }).causes;
    expect(words(forwarded)).not.toContain("hook output");
    expect(words(forwarded)).toContain("hook forward");
    const [own] = diagnose({ ...evidence, owners: owners(...new Set(sources)) }).causes;
    expect(words(own)).not.toMatch(/forward hook priority/);
  });

  test("a source is kept out by what it begins anew, and no packet of it goes untracked", () => {
    const evidence = filledBy("unreplied-few-sources");
    const services = evidence.table?.top.unrepliedServices.items ?? [];
    const of = (own: boolean): Owners => ({
      ...{ services: [], notes: [] },
      addresses: services.map(({ address }) => ({ address, name: "this namespace", own })),
    });
    const [here] = diagnose({ ...evidence, owners: of(true) }).causes;
    expect(words(here)).toContain("hook input");
    expect(words(here)).toContain("ip saddr 198.51.100.7 ct state new drop");
    expect(words(here)).toContain("locks you out if your ssh comes from there");
    expect(words(here)).not.toMatch(/notrack|prerouting|hook forward/);
    const [through] = diagnose({ ...evidence, owners: of(false) }).causes;
    expect(words(through)).toContain("hook forward");
    expect(words(through)).not.toContain("hook input");
    // What is published on an own address goes on through the host.
    const published = (index: number) =>
      flow({
        state: "SYN_SENT",
        left: index % 120,
        from: "198.51.100.7",
        to: "203.0.113.10",
        sport: index,
        server: "10.0.0.80",
        flag: "UNREPLIED",
      });
    const [dnat] = diagnose({
      ...full(published),
      owners: { services: [], notes: [], addresses: [{ address: "203.0.113.10", name: "this namespace", own: true }] },
    }).causes;
    expect(words(dnat)).toContain("hook forward");
    expect(words(dnat)).not.toContain("hook input");
    // Where nothing tells which way they go there is no rule to paste.
    const [unknown] = diagnose(evidence).causes;
    expect(unknown?.steps.map(({ kind }) => kind)).not.toContain("rule");
    expect(steps(unknown)).toContain("keep-source-out");
  });

  test("a name server that is down, asked by one client behind NAT: it is looked at first, and no rule is for input", () => {
    const asks = (index: number) =>
      flow({
        protocol: "udp",
        left: index % 30,
        from: "10.0.0.9",
        to: "192.0.2.53",
        sport: 1024 + index,
        dport: 53,
        flag: "UNREPLIED",
        nat: "203.0.113.1",
      });
    const [first] = diagnose(full(asks)).causes;
    expect(first?.id).toBe("unreplied-few-sources");
    expect(first?.steps[0]).toMatchObject({ id: "mend-destination" });
    expect(words(first)).toContain(
      "Check whether udp 192.0.2.53:53 answers (dig @192.0.2.53 . NS). Repair what does not, or remove it from the resolvers of 10.0.0.9",
    );
    expect(first?.steps.at(-1)).toMatchObject({ id: "keep-source-out", rule: expect.stringContaining("hook forward") });
    expect(words(first)).not.toContain("hook input");
  });

  test("a rule tracks no family that it is not against", () => {
    const scan = (from: string) => (index: number) =>
      flow({ state: "SYN_SENT", left: index % 120, from, to: outside(index), flag: "UNREPLIED", nat: "203.0.113.1" });
    expect(words(diagnose(full(scan("198.51.100.7"))).causes[0])).toContain("table ip keep-out {");
    expect(words(diagnose(full(scan("2001:db8::7"))).causes[0])).toContain("table ip6 keep-out {");
    const down = (...to: readonly string[]) => {
      const clients = (index: number) =>
        flow({
          ...{ state: "SYN_SENT", left: index % 120, from: inside(index % 41), flag: "UNREPLIED" },
          ...{ to: to[index % to.length] ?? "", sport: index },
        });
      return words(diagnose(full(clients)).causes[0]);
    };
    // Tables of inet say so, where ip would do.
    const says = "If this host does not track IPv6, write ip instead of inet";
    expect(down("192.0.2.80")).toContain(says);
    expect(down("2001:db8::80", "192.0.2.80", "192.0.2.81")).not.toContain(says);
    expect(words(diagnose(filledBy("reflection")).causes[0])).toContain(says);
  });

  test("a TCP reset is advised against no UDP service", () => {
    const down = (protocol: "tcp" | "udp", ...ports: readonly number[]) => {
      const clients = (index: number) =>
        flow({
          ...{
            protocol,
            ...(protocol === "tcp" ? { state: "SYN_SENT" } : {}),
            left: index % 30,
            from: inside(index % 40),
            flag: "UNREPLIED",
          },
          ...{ to: "192.0.2.80", dport: ports[index % ports.length] ?? 0, sport: index },
        });
      const { causes } = diagnose(full(clients));
      const step = causes[0]?.steps.find(({ id }) => id === "mend-destination");
      return step?.kind === "advice" ? step.text : "";
    };
    expect(down("tcp", 443)).toBe(
      "Check whether tcp 192.0.2.80:443 answers (nc -vz -w 3 192.0.2.80 443). Repair what does not, or remove it from the configuration of the clients. If a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately",
    );
    expect(down("udp", 1812)).toBe(
      "Check whether udp 192.0.2.80:1812 answers. Repair what does not, or remove it from the configuration of the clients. Also check whether a firewall on the path drops these packets",
    );
    expect(down("udp", 1812, 1813, 1814)).toMatch(
      /^Check whether the destinations answer\. Repair what does not, or remove it from the configuration/,
    );
    expect(down("udp", 53)).toMatch(/\(dig @192\.0\.2\.80 \. NS\)\. .* the resolvers of the clients\. /);
  });

  test.each([
    ["the host's own network", "10.0.0.9"],
    ["a shared address", "100.64.0.9"],
    ["a local IPv6 address", "fd00::9"],
  ])("a rule against %s is never the first step", (_, from) => {
    const scan = (index: number) =>
      flow({ state: "SYN_SENT", left: index % 120, from, to: outside(index), flag: "UNREPLIED", nat: "203.0.113.1" });
    const found = diagnose(full(scan)).causes.find(({ id }) => id === "unreplied-few-sources");
    expect(found?.steps[0]?.kind).not.toBe("rule");
    expect(steps(found)[0]).toBe("ask-the-client");
  });

  test("nobody is meant to answer syslog", () => {
    const [first] = diagnose(
      full((index) =>
        flow({
          protocol: "udp",
          left: index % 30,
          from: inside(index % 90),
          to: "10.9.9.9",
          sport: 1024 + index,
          dport: 514,
          flag: "UNREPLIED",
        }),
      ),
    ).causes;
    expect(first?.id).toBe("dead-destination");
    expect(steps(first)).toEqual(["one-way-untracked"]);
    expect(words(first)).toContain("syslog");
  });

  test("look-ups of names get a cache and fewer questions; the time that is said is the one that entries show", () => {
    const [first] = diagnose(filledBy("udp-answered")).causes;
    expect(steps(first).slice(0, 2)).toEqual(["cache-names", "fewer-lookups"]);
    expect(words(first)).toMatch(/10\.96\.0\.10:53 \(1,800\)/);
    expect(words(first)).toContain("Each stays for 30 s");
    expect(words(first)).not.toMatch(/2 min(?!\w)/);
  });

  test("a client that holds most is named, with what it may stand for", () => {
    const [first] = diagnose(
      full((index) =>
        flow({ protocol: "udp", left: index % 170, from: "192.0.2.23", to: "192.0.2.1", sport: 1024 + index, dport: 53, flag: "ASSURED" }),
      ),
    ).causes.filter(({ id }) => id === "few-clients");
    expect(first?.title).toContain("One client");
    expect(first?.evidence[0]).toBe("192.0.2.23 has 1,800 of 2,000 entries, 90 %");
    expect(words(first)).toMatch(/proxy/);
    expect(steps(first)).toContain("limit-sources");
  });
});

describe("floods, then states, then few clients", () => {
  test("one client's lasting flows: the state first, the client next, the limit last", () => {
    const found = diagnose(
      full((index) => flow({ protocol: "udp", left: index % 170, from: "192.0.2.23", to: outside(index), flag: "ASSURED" })),
    );
    expect(found.causes.map(({ id }) => id)).toEqual(["udp-streams", "few-clients", "max-too-low"]);
    expect(found.plan?.basis.join("\n")).toContain("A few clients have most of the entries");
  });

  test("a flood of half the table before what fills the other", () => {
    const found = diagnose(
      full((index) => (index % 10 < 6 ? (FILLED["syn-flood"] ?? String)(index) : (FILLED["time-wait-heavy"] ?? String)(index))),
    );
    expect(found.causes.map(({ id }) => id)).toEqual(["syn-flood", "time-wait-heavy"]);
  });
});

describe("what counters say", () => {
  test("races: one loss, counted once, and not a full table", () => {
    const found = diagnose({ statistics: counters("found=812 invalid=3 insert_failed=31 drop=31 early_drop=0 search_restart=8123") });
    expect(found.verdict).toBe("31 packets were dropped because their entries could not be inserted; the table was not full");
    expect(found.causes.map(({ id }) => id)).toEqual(["insert-race"]);
    expect(words(found.causes[0])).not.toContain("31 more");
    expect(steps(found.causes[0])).toEqual(["cache-names", "single-request", "newer-kernel", "random-ports"]);
    expect(found.plan).toBeNull();
  });

  test("NAT out of ports: one destination holds nearly all that an address has", () => {
    const translated = (index: number) =>
      flow({ left: 431_900, from: inside(index), to: "192.0.2.80", sport: 1024 + (index % 60_000), flag: "ASSURED", nat: "203.0.113.1" });
    const statistics = counters("insert_failed=912 drop=912 early_drop=0");
    const values = host({ count: 66_000 });
    const exhausted = diagnose({ ...full(translated, 70_000), log: undefined, statistics, host: values });
    expect(exhausted.causes[0]).toMatchObject({ id: "nat-ports-exhausted", confidence: "likely" });
    expect(words(exhausted.causes[0])).toContain("64,512");
    // Without NAT the same number is a busy server, and the packets raced.
    const served = diagnose({
      ...full((index) => translated(index).replaceAll("dst=203.0.113.1 ", `dst=${inside(index)} `), 70_000),
      log: undefined,
      statistics,
      host: values,
    });
    expect(served.causes.map(({ id }) => id)).toContain("insert-race");
    expect(served.causes.map(({ id }) => id)).not.toContain("nat-ports-exhausted");
  });

  test("drops and entries thrown out without a log: the table was full", () => {
    const found = diagnose({ statistics: counters("insert_failed=0 drop=700 early_drop=8100") });
    expect(found.verdict).toBe(
      "The conntrack table was full: 700 packets were dropped, and 8,100 entries were evicted, according to the counters",
    );
    expect(found.causes.map(({ id }) => id)).toEqual(["max-too-low"]);
  });

  test("invalid packets are named where they are many, and quiet where they are few", () => {
    const [first] = diagnose({ statistics: counters("invalid=39000 drop=0 early_drop=0 insert_failed=0") }).causes;
    expect(first).toMatchObject({ id: "invalid-packets", confidence: "possible" });
    expect(words(first)).toContain("39,000 packets were invalid");
    expect(words(first)).toContain("nf_conntrack_log_invalid");
    expect(words(first)).not.toMatch(/(?:table|chain|rule) inet/);
    expect(diagnose({ statistics: counters("invalid=412 drop=0 early_drop=0 insert_failed=0") }).causes).toEqual([]);
  });

  test("inserts of programs: no packet was lost", () => {
    const found = diagnose({ statistics: counters("insert_failed=500 drop=0 early_drop=0 chaintoolong=0") });
    expect(found.causes.map(({ id }) => id)).toEqual(["inserts-refused"]);
    expect(found.severity).toBe("fine");
  });
});

describe("what logs say", () => {
  test("the table of expectations: which helper, which rule, and then its limit", () => {
    const line = "[ 77.0] nf_conntrack: nf_conntrack: expectation table full";
    const values = { "net/netfilter/nf_conntrack_expect_max": 1024 };
    const [first] = diagnose({ log: logOf(line, line), host: host({ values }) }).causes;
    expect(first).toMatchObject({ id: "expect-table-full", confidence: "certain" });
    expect(steps(first)).toEqual(["name-helper", "name-helper", "helper-rule", "raise-expectations"]);
    expect(sets(first)).toEqual({ expect_max: 2048 });
  });

  test("packets out of the window may be tracked all the same; one-way ones not", () => {
    const [first] = diagnose({
      log: logOf("[ 9.0] nf_ct_tcp: SEQ is over upper bound 2147 (over the window of the receiver) IN= OUT= SRC=192.0.2.1 DST=192.0.2.2"),
    }).causes;
    expect(first).toMatchObject({ id: "invalid-packets", confidence: "certain" });
    expect(steps(first)).toEqual(["see-both-ways", "drop-invalid", "be-liberal"]);
  });
});

describe("what no timeout reaches", () => {
  const from = (...addresses: readonly string[]) =>
    words(
      diagnose(
        full((index) =>
          flow({ left: 100_000 + index, from: addresses[index % addresses.length] ?? inside(index), to: outside(index), flag: "ASSURED" }),
        ),
      ).causes[0],
    );

  test("is removed by state, where it has long been half-closed", () => {
    expect(steps(diagnose(filledBy("half-closed")).causes[0])).toContain("remove-half-closed");
    // conntrack(8) needs root.
    expect(words(diagnose(filledBy("half-closed")).causes[0])).toContain(" sudo conntrack -D -p tcp --state CLOSE_WAIT; ");
  });

  test("is removed by the addresses of few clients, and by none that is masked", () => {
    expect(from("10.0.0.1")).toContain("conntrack -D -p tcp --state ESTABLISHED -s 10.0.0.1. ");
    expect(from("10.0.0.1", "10.0.0.2", "10.0.0.3").match(/-s 10\.0\.0\.\d/g)).toHaveLength(2);
    expect(from()).toContain("--state ESTABLISHED -s ADDRESS.");
    expect(from("10.0.x.x")).toContain("--state ESTABLISHED -s ADDRESS.");
  });
});
