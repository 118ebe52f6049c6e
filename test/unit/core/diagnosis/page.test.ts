// Diagnosis pages: what stands on them, what their buttons do, and that nothing in a log becomes a tag or a command.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../../../src/core/diagnosis/diagnose.ts";
import { GATHER } from "../../../../src/core/diagnosis/gather.ts";
import { diagnosisPage } from "../../../../src/core/diagnosis/page/page.ts";
import { asAnswer, readNumber, withNumbers, withOutput } from "../../../../src/core/diagnosis/supplied.ts";
import { measuredWorkload } from "../../../../src/core/diagnosis/workload.ts";
import { createDumpReader } from "../../../../src/core/evidence/dump/reader.ts";
import type { Evidence } from "../../../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../../../src/core/evidence/evidence-reader.ts";
import { planOfWorkload, readPlan } from "../../../../src/core/plan/plan-file.ts";

function evidence(text: string): Evidence {
  const reader = createEvidenceReader(() => {
    const decoder = new TextDecoder();
    return (piece) => decoder.decode(piece, { stream: true });
  });
  reader.begin();
  reader.push(new TextEncoder().encode(text));
  reader.end();
  return reader.evidence();
}

const OPTIONS = { source: "dmesg.txt", before: undefined, canCheck: false, hostAtHand: false };
const page = (read: Evidence, options: Partial<typeof OPTIONS> = {}) =>
  diagnosisPage(diagnose(read), read, { ...OPTIONS, ...options }, (action) => `command:x?${action}`);

/** `count` entries whose remaining times are spread evenly over 0 to `timeout` - 1. */
function entries(count: number, timeout: number, state: string): string {
  const line = (index: number): string => {
    const left = Math.floor((index * timeout) / count);
    const tuple = `src=10.0.${index >> 8}.${index & 255} dst=10.9.0.1 sport=${1024 + index} dport=80`;
    return `ipv4     2 tcp      6 ${left} ${state} ${tuple} src=10.9.0.1 dst=10.0.0.1 sport=80 dport=${1024 + index} [ASSURED] mark=0 zone=0 use=2\n`;
  };
  return Array.from({ length: count }, (_, index) => line(index)).join("");
}

describe("the network namespaces of a host", () => {
  const one = { mounts: [], container: null, processes: 1, own: false, statistics: null, changes: null } as const;
  const namespaces = {
    max: 1000,
    unreadable: 0,
    leftOut: 0,
    hidden: false,
    namespaces: [
      { ...one, inode: "100", own: true, count: 3, process: { pid: 1, name: "init" } },
      { ...one, inode: "200", count: 960, process: { pid: 70, name: "<b>web</b>" } },
      { ...one, inode: "300", count: null, process: null, mounts: ["/run/netns/idle"], processes: 0 },
    ],
  };

  test("are a table; the full one is the verdict, and the command that looks into it a button", () => {
    const { html, actions } = page({ namespaces });
    expect(html).toContain("&lt;b&gt;web&lt;/b&gt; (process 70) is full: 96 % of the limit");
    expect(html).toMatch(/<h2>Network namespaces<\/h2>.*<th scope="row">netns idle<\/th>/s);
    const copied = actions.flatMap((action) => (action.kind === "copy" ? [action.text] : []));
    expect(copied).toEqual(
      expect.arrayContaining([
        "sudo nsenter -t 70 -n sh -c 'cat /proc/net/nf_conntrack 2>/dev/null || { conntrack -L -f ipv4; conntrack -L -f ipv6; }' | conntrack-planner analyze -",
        "sudo ip netns exec idle sh -c 'cat /proc/net/stat/nf_conntrack 2>/dev/null || conntrack -S'",
      ]),
    );
    expect(html).not.toContain("<b>");
  });

  test("of which none is full are in the first sentence of a quiet one", () => {
    const quiet = {
      ...namespaces,
      namespaces: [
        { ...one, inode: "100", own: true, count: 0, process: { pid: 1, name: "init" } },
        { ...one, inode: "200", count: 97, process: { pid: 70, name: "web" } },
        { ...one, inode: "300", count: 5, process: { pid: 71, name: "db" } },
      ],
    };
    const read = evidence(
      "net.netfilter.nf_conntrack_max = 1000\nnet.netfilter.nf_conntrack_count = 0\ncpu=0 drop=0 early_drop=0 insert_failed=0\n",
    );
    expect(diagnose({ ...read, namespaces: quiet }).verdict).toBe(
      "This namespace: 0 % full, no drops. Fullest of 2 other network namespaces: web (process 70), 9.7 % of the limit",
    );
  });

  test("are not shown where there is one", () => {
    expect(page({ namespaces: { ...namespaces, namespaces: namespaces.namespaces.slice(0, 1) } }).html).not.toContain("namespaces");
  });

  test("that is full too takes nothing from what is said of this one's own table", () => {
    const log = evidence(
      `[1.0] nf_conntrack: table full, dropping packet\nnet.netfilter.nf_conntrack_max = 1000\nnet.netfilter.nf_conntrack_count = 990\n`,
    );
    const { causes, plan } = diagnose({ ...log, namespaces });
    expect(causes.map(({ id }) => id)).toEqual(["max-too-low", "other-namespace"]);
    expect(plan).not.toBeNull();
  });
});

describe("the page", () => {
  const log = ["[10.000000] nf_conntrack: table full, dropping packet.", "[16.000000] net_ratelimit: 282 callbacks suppressed", ""].join(
    "\n",
  );

  test("tells what is known, what is not, and what to read next, each with a button to copy", () => {
    const { html, actions } = page(evidence(log));
    expect(html).toContain("at least 1 packet was dropped (estimate: 283)");
    expect(html).toContain("How many entries does the table have now?");
    const copied = actions.flatMap((action) => (action.kind === "copy" ? [action.text] : []));
    expect(copied).toContain(GATHER);
    // Asked for at the head, and not once more below.
    expect(copied).toContain("cat /proc/sys/net/netfilter/nf_conntrack_max; grep MemTotal /proc/meminfo");
    expect(html).not.toContain("What is the limit?");
    for (const [index, { kind }] of actions.entries())
      expect(html).toContain(kind === "answer" || kind === "numbers" ? `data-action="${index}"` : `href="command:x?${index}"`);
  });

  test("writes a plan, creates the module file, and opens the calculator", () => {
    const { actions } = page(evidence(`${log}net.netfilter.nf_conntrack_max = 65536\n`));
    const write = actions.find((action) => action.kind === "write");
    // 65,536 entries that were full, doubled at least.
    const [buckets, limit] = write?.settings ?? [];
    expect([buckets?.path, limit?.path]).toEqual(["net/netfilter/nf_conntrack_buckets", "net/netfilter/nf_conntrack_max"]);
    expect(limit?.value).toBeGreaterThanOrEqual(131_072);
    expect(actions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["module", "calculate"]));
  });

  test("asks for the limit and the memory where a log is all there is, and has the plan first once they are there", () => {
    const read = evidence(log);
    const asking = page(read);
    expect(asking.actions.filter(({ kind }) => kind === "write")).toEqual([]);
    expect(asking.html).toMatch(/<form class="numbers" data-action="\d+"/);
    const told = withNumbers(read, { max: 262_144, memory: 8 * 1024 ** 3 });
    const { html, actions } = page(told);
    const write = actions.find((action) => action.kind === "write");
    // Twice the limit, and a bucket for each entry.
    expect(write?.settings.map(({ value }) => value)).toEqual([524_288, 524_288]);
    expect(actions.flatMap((action) => (action.kind === "copy" ? [action.text] : []))[0]).toBe(
      "sudo sysctl -w net.netfilter.nf_conntrack_buckets=524288 && sudo sysctl -w net.netfilter.nf_conntrack_max=524288",
    );
    expect(html.indexOf("<h2>Do now</h2>")).toBeGreaterThan(0);
    expect(html.indexOf("<h2>Do now</h2>")).toBeLessThan(html.indexOf("Possible cause"));
    expect(html).not.toContain("How much memory does the machine have");
  });

  test("says that a text is from elsewhere, and why, with the way back; a host of its own is not asked about", () => {
    const read = { ...evidence(log), foreign: ["The limit in the text is 5, but 7"] };
    const { html, actions } = page(read, { hostAtHand: true });
    expect(html).toContain("This looks like another machine: The limit in the text is 5, but 7.");
    expect(actions).toContainEqual({ kind: "machine", here: true });
    expect(page(read).actions.map(({ kind }) => kind)).not.toContain("machine");
  });

  test("has a field for what the command for all that is missing prints, and takes it", () => {
    const read = evidence(log);
    const { actions } = page(read);
    const commands = actions.flatMap((action) => (action.kind === "answer" ? [action.command] : []));
    expect(commands).toEqual([GATHER]);
    const counted = withOutput(read, evidence(asAnswer("cat /proc/sys/net/netfilter/nf_conntrack_count", "260000")));
    expect(counted?.settings).toEqual({ "net/netfilter/nf_conntrack_count": 260_000 });
    expect(withOutput(read, evidence(asAnswer("sudo cat /proc/net/nf_conntrack", entries(3, 30, "TIME_WAIT"))))?.table?.entries).toBe(3);
    expect(withOutput(read, evidence(asAnswer("sudo cat /proc/net/nf_conntrack", "No such file")))).toBeUndefined();
  });

  test.each([
    ["limit", "262,144", 262_144],
    ["limit", "256k", 262_144],
    ["memory", "8 GiB", 8 * 1024 ** 3],
    ["limit", "0", "not a limit"],
    ["limit", "many", "not a limit"],
    ["memory", "8", "not a memory size"],
  ] as const)("reads %s %s", (question, text, expected) => {
    const value = readNumber(question, text);
    if (typeof expected === "number") expect(value).toBe(expected);
    else expect(value).toContain(expected);
  });

  test("shows markup and escape codes of what was read as text", () => {
    const evil = `ipv4 2 tcp 6 5 X <script>alert(1)</script>"&\u001b[31m src=\n${entries(2, 10, "TIME_WAIT")}`;
    const { html, actions } = page(evidence(evil), { source: '<img src=x>"' });
    for (const raw of ["<script", "<img", "\u001b"]) expect(html).not.toContain(raw);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;\\x1b[31m");
    expect(html).toContain("&lt;img src=x&gt;&quot;");
    expect(JSON.stringify(actions)).not.toContain("script");
  });
});

describe("the counters on the page", () => {
  const header =
    "entries clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n";
  const row = (drop: string, restart: string): string =>
    `0000000a 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 ${drop} 00000000 00000000 00000000 00000000 00000000 ${restart}\n`;

  test("are those that lose something, each with what it means and what to do", () => {
    const { html } = page(evidence(header + row("00000020", "00000009")));
    // 0x20 = 32; those that stand at 0 are shown, and need no words.
    expect(html).toMatch(/<th scope="row">drop<\/th><td class="number">32<\/td><td>Packets dropped because .* raise nf_conntrack_max/);
    expect(html).toMatch(/<th scope="row">early_drop<\/th><td class="number">0<\/td><td><\/td>/);
    expect(html).not.toContain("search_restart");
  });

  test("and what grew between two readings", () => {
    const reader = createEvidenceReader(() => (piece) => new TextDecoder().decode(piece));
    for (const text of [header + row("00000020", "00000009"), header + row("00000021", "0000000b")]) {
      reader.begin("statistics");
      reader.push(new TextEncoder().encode(text));
      reader.end();
    }
    const { html } = page(reader.evidence());
    expect(html).toMatch(/<th scope="row">search_restart<\/th><td class="number">11<\/td><td>unknown<\/td><td>.*Nothing is lost by it\./);
  });
});

describe("the measured workload", () => {
  const read = (text: string) => {
    const reader = createDumpReader();
    reader.push(new TextEncoder().encode(text));
    return reader.end();
  };

  test("has the rate of ended connections, and as duration what the established ones need at it", () => {
    // 1,200 in TIME_WAIT over 120 s: 10 a second. 500 established at 10 a second: 50 s each.
    const workload = measuredWorkload(read(entries(1200, 120, "TIME_WAIT") + entries(500, 432_000, "ESTABLISHED")));
    const parsed = readPlan(planOfWorkload(workload));
    if (!("state" in parsed)) throw new Error(JSON.stringify(parsed.problems));
    const [flow, ...others] = parsed.state.classes.value;
    expect(others).toEqual([]);
    expect(flow).toMatchObject({ protocol: "tcp", ends: "closed" });
    expect(flow?.rate).toBeCloseTo(10, 0);
    expect(flow?.duration).toBeGreaterThan(48);
    expect(flow?.duration).toBeLessThan(52);
  });

  test("is none with fewer than 400 entries, nor from states that packets refresh", () => {
    expect(measuredWorkload(read(entries(399, 120, "TIME_WAIT")))).toBeUndefined();
    expect(measuredWorkload(read(entries(2000, 432_000, "ESTABLISHED")))).toBeUndefined();
  });

  test("is a plan that can be opened with unanswered flows too", () => {
    const syn = entries(1200, 120, "SYN_SENT").replaceAll("[ASSURED]", "").replaceAll(" src=10.9.0.1", " [UNREPLIED] src=10.9.0.1");
    const workload = measuredWorkload(read(syn), {
      ...{ kernel: "6.12.5", arch: "x86_64", hz: 250, memory: 8_589_934_592, cpus: 2, count: 1, max: 2, buckets: 3, values: {} },
      ...{ initialNamespace: true, namespace: null, statistics: null, slab: null, unread: [] },
    });
    const parsed = readPlan(planOfWorkload(workload));
    if (!("state" in parsed)) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.state.target.memory).toBe(8_589_934_592);
    expect(parsed.state.classes.value.map(({ ends }) => ends)).toEqual(["unanswered"]);
  });
});
