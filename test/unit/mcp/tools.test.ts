// Every tool once with right and with wrong input.
import { afterEach, describe, expect, test } from "vitest";
import { Agent } from "./agent.ts";

let agent: Agent;
afterEach(() => agent.stop());

const MAX = "net.netfilter.nf_conntrack_max";
const ENTRY =
  "ipv4     2 tcp      6 100 TIME_WAIT src=198.51.100.9 dst=192.0.2.1 sport=40000 dport=443 src=192.0.2.1 dst=198.51.100.9 sport=443 dport=40000 [ASSURED] mark=0 use=2\n";
const FULL = "[12345.678901] nf_conntrack: nf_conntrack: table full, dropping packet\n";
const RULES =
  "table inet filter {\n  chain input {\n    type filter hook input priority 0; policy accept;\n    ct state established accept\n    tcp dport 443 accept\n  }\n}\n";
const PLAN = JSON.stringify({ version: 1, classes: [{ name: "web", protocol: "tcp", rate: 500, duration: 2, ends: "closed" }] });

const TOOLS = ["check", "effective", "settings", "size", "plan", "explain", "diagnose", "analyze", "firewall"];

test("the tools are listed, read-only, with schemas of what they take and give", async () => {
  agent = await Agent.start();
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(TOOLS);
  for (const { annotations, inputSchema, outputSchema, description } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(outputSchema).toMatchObject({ type: "object", required: ["result", "notes", "knowledge"] });
    expect(description?.length).toBeGreaterThan(60);
    // What writes, or what a program outside would be asked for.
    for (const name of ["fix", "in-place", "write", "format", "proc", "watch"]) expect(inputSchema.properties).not.toHaveProperty(name);
  }
  expect(agent.client.getInstructions()).toMatch(/read-only/);
});

test("what is too much to be read of a tree is told with what is not known", async () => {
  agent = await Agent.start({
    "etc/sysctl.conf": `${MAX} = 65536\n`,
    "var/lib/kube-proxy/config.yaml": `kind: KubeProxyConfiguration\na: ${"a".repeat(1_000_000)}\n`,
    "dmesg.log": FULL,
  });
  const told = expect.stringMatching(/var\/lib\/kube-proxy\/config\.yaml: the structure of its YAML or JSON, only its lines/);
  expect((await agent.call("check", { root: "." })).knowledge.unknown).toContainEqual(told);
  expect((await agent.call("effective", { root: "." })).knowledge.unknown).toContainEqual(told);
  expect((await agent.call("diagnose", { paths: ["dmesg.log"], root: "." })).knowledge.unknown).toContainEqual(told);
});

describe("check", () => {
  test("files, folders, a text by its name, and a tree", async () => {
    agent = await Agent.start({
      "a.conf": `${MAX} = 12x\n`,
      "roles/nat.sh": `#!/bin/sh\nsysctl -w ${MAX}=12x\n`,
      "etc/sysctl.d/1.conf": `${MAX} = 1000\n`,
    });
    const rules = async (given: object) =>
      (await agent.call("check", { ...given })).result.files.flatMap(({ findings }: { findings: { rule: string }[] }) =>
        findings.map(({ rule }) => rule),
      );
    expect(await rules({ paths: ["a.conf", "roles"] })).toEqual(["invalid-value", "lost-at-reboot", "invalid-value"]);
    expect(await rules({ text: `${MAX} = 12x\n` })).toEqual(["invalid-value"]);
    expect(await rules({ text: `- sysctl:\n    name: ${MAX}\n    value: 12x\n`, name: "tasks/main.yml" })).toEqual(["invalid-value"]);
    expect(await rules({ paths: ["a.conf"], rule: ["invalid-value=off"] })).toEqual([]);
    expect(await rules({ root: "." })).not.toEqual([]);
  });

  test("says what nobody said, and asks", async () => {
    agent = await Agent.start();
    const { knowledge } = await agent.call("check", { text: `${MAX} = 262144\n` });
    expect(knowledge.unknown.join()).toMatch(/kernel was not given/);
    expect(knowledge.ask.join()).toMatch(/uname -r/);
    expect((await agent.call("check", { text: "", name: "x", kernel: "6.12" }).catch((error) => error)).message).toMatch(/fewer than 1/);
    expect((await agent.call("check", { text: "#\n", kernel: "6.12" })).knowledge.unknown).toEqual([]);
  });

  test.each([
    [{}, "check needs paths or text or root"],
    [{ paths: ["a"], text: "b" }, "Give paths or text, not both"],
    [{ paths: [] }, /^paths must NOT have fewer than 1 items/],
    [{ path: ["a"] }, /^Unknown argument "path"\. check takes paths, text, name/],
    [{ text: "#", applier: "runit" }, /^applier must be equal to one of the allowed values: auto, systemd/],
    [{ text: "#", kernel: "--fix" }, /^--kernel "--fix" is not valid/],
    [{ text: "#", rule: ["a b"] }, /ID=SEVERITY/],
    [{ paths: ["nowhere.conf"] }, /^"nowhere\.conf" is not in a folder the server may read/],
  ])("%j is refused", async (given, message) => {
    agent = await Agent.start();
    expect(await agent.refusal("check", given)).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  });
});

test("effective", async () => {
  agent = await Agent.start({ "etc/sysctl.d/1.conf": `${MAX} = 1000\n`, "etc/sysctl.d/2.conf": `${MAX} = 262144\n`, "none/x": "" });
  const { result, knowledge } = await agent.call("effective", { root: "." });
  expect(result.settings).toMatchObject([{ key: MAX, value: "262144", file: "/etc/sysctl.d/2.conf" }]);
  expect(knowledge.inferred.join()).toMatch(/systemd applies the files/);
  expect(await agent.refusal("effective")).toMatch(/^root is missing/);
  expect(await agent.refusal("effective", { root: "none" })).toMatch(/has no etc\/sysctl\.conf/);
  expect(await agent.refusal("effective", { root: "none/x" })).toBe('"none/x" is a file, not a folder');
});

test("settings", async () => {
  agent = await Agent.start({ "a.sh": `sysctl -w ${MAX}=$LIMIT\n` });
  const { result, knowledge } = await agent.call("settings", { paths: ["a.sh"] });
  expect(result.files).toMatchObject([{ kind: "shell", settings: [{ key: MAX, value: "$LIMIT", computed: true }] }]);
  expect(knowledge.unknown.join()).toContain(MAX);
  expect(await agent.refusal("settings", { paths: ["a.sh"], languages: "cobol" })).toMatch(/is not a language/);
});

test("size: numbers as numbers or as text", async () => {
  agent = await Agent.start();
  const { result, knowledge } = await agent.call("size", { max: 262144, kernel: "6.12", buckets: "256k" });
  expect(result).toMatchObject({ max: 262144, buckets: { actual: 262144 } });
  expect(knowledge.measured.length + knowledge.inferred.length).toBeGreaterThan(1);
  expect(knowledge.ask.join()).toMatch(/How much memory/);
  expect(await agent.refusal("size")).toMatch(/^max is missing/);
  expect(await agent.refusal("size", { max: -1 })).toMatch(/is not a count/);
});

test("plan: a workload in words, or as the calculator saves it", async () => {
  agent = await Agent.start({ "web.conntrack-plan.json": PLAN });
  const { result, knowledge } = await agent.call("plan", { rate: 500, duration: 2, kernel: "6.12", memory: "8G" });
  // Little's law: half a thousand flows a second that stay for their 2 seconds and 120 more in TIME_WAIT.
  expect(result.entries.live).toBeGreaterThan(500 * 120);
  expect(knowledge.unknown.join()).toMatch(/TCP is assumed/);
  expect(knowledge.ask.join()).toMatch(/measured/);
  for (const given of [{ from: "web.conntrack-plan.json" }, { text: PLAN }])
    expect((await agent.call("plan", { ...given, kernel: "6.12", memory: "8G" })).result.entries.live).toBe(result.entries.live);
  expect(await agent.refusal("plan", { rate: 5 })).toMatch(/--duration is missing/);
  expect(await agent.refusal("plan", { text: "{" })).toMatch(/JSON/);
});

test("explain: a key, a rule, and neither", async () => {
  agent = await Agent.start();
  expect((await agent.call("explain", { word: "nf_conntrack_max" })).result).toMatch(/262,144|entries/);
  expect((await agent.call("explain", { word: "out-of-range" })).result.length).toBeGreaterThan(100);
  expect(await agent.refusal("explain", { word: "nf_conntrack_mix" })).toMatch(/did you mean nf_conntrack_max/);
  expect(await agent.refusal("explain")).toMatch(/^word is missing/);
});

test("diagnose: a log in a file, several texts in one, and what is none", async () => {
  agent = await Agent.start({ "dmesg.txt": FULL });
  const { result, knowledge } = await agent.call("diagnose", { paths: ["dmesg.txt"] });
  expect(result.severity).toBe("loss");
  expect(knowledge.ask.length).toBeGreaterThan(0);
  expect((await agent.call("diagnose", { text: FULL + ENTRY })).result.evidence).toMatchObject({ log: {}, table: { entries: 1 } });
  expect(await agent.refusal("diagnose")).toBe("diagnose needs paths or text");
});

test("analyze", async () => {
  agent = await Agent.start({ "dump.txt": ENTRY });
  expect((await agent.call("analyze", { paths: ["dump.txt"] })).result.entries).toBe(1);
  const { result, knowledge } = await agent.call("analyze", { text: `${ENTRY}nonsense\n`, top: 3 });
  expect(result).toMatchObject({ entries: 1, badLines: 1 });
  expect(knowledge.unknown.join()).toMatch(/1 line is not/);
  expect((await agent.call("analyze", { text: "nonsense\n" })).notes.join()).toMatch(/no line is an entry/);
  expect(await agent.refusal("analyze", { paths: ["dump.txt", "dump.txt"] })).toMatch(/more than 1 items/);
});

test("firewall", async () => {
  agent = await Agent.start({ "rules.nft": RULES, "dump.txt": ENTRY });
  const { result, knowledge } = await agent.call("firewall", { paths: ["rules.nft"], dump: "dump.txt" });
  expect(result.tracking).toBe("on");
  expect(knowledge.ask.join()).toMatch(/all rules of the host/);
  expect(
    (await agent.call("firewall", { text: RULES, port: "https" })).result.ports.every(({ port }: { port: number }) => port === 443),
  ).toBe(true);
  expect(await agent.refusal("firewall", { text: RULES, port: "99999" })).toMatch(/is not a port/);
  const escaped = await agent.call("firewall", { text: "-A INPUT -p tcp --dport 5 \u001b[31m-x -m conntrack --ctstate NEW -j ACCEPT\n" });
  const [{ reasons }] = escaped.result.ports;
  expect(reasons[0].why).toContain("\\x1b[31m-x is not recognized");
  expect(escaped.knowledge.unknown.join("\n")).toContain("\\x1b[31m-x");
});

test("a tool that there is not", async () => {
  agent = await Agent.start();
  await expect(agent.client.callTool({ name: "apply", arguments: {} })).rejects.toThrow(/No tool is called "apply"; available: check, /);
  // Not as it came.
  await expect(agent.client.callTool({ name: "\u202e\x1b[2J\u0085", arguments: {} })).rejects.toThrow(
    /^[ -~]*No tool is called "[ -~]+"; /,
  );
});
