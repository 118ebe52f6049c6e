// One rule set on a real kernel: as it stands, with what we write, and with what needs tracking made untracked.

import { type FirewallAnswer, firewallAnswer, type RuleText } from "../../src/core/firewall/firewall.ts";
import { editsFor } from "../../src/core/firewall/write/edits.ts";
import { applyEdits } from "../../src/core/text/span.ts";
import type { Endings, Lab } from "./lab.ts";
import type { VerifiedSet } from "./sets/set.ts";

export interface Tried {
  readonly name: string;
  readonly texts: readonly RuleText[];
  readonly ports: readonly number[];
  readonly answer: FirewallAnswer;
  readonly probes: number;
  readonly problems: readonly string[];
  /** Classes that are said to need tracking, and broke without it; and those that work, and went on. */
  readonly needed: number;
  readonly worked: number;
}

/** Longer, for probes that did not end as was thought: this machine may be busy. */
const PATIENT = 1.5;

export async function trySet(lab: Lab, set: VerifiedSet): Promise<Tried> {
  const problems: string[] = [];
  const backend = set.backend === "iptables-legacy" ? "legacy" : "nft";
  const open = () => lab.ask("open", { ports: set.ports, backend, wan: set.wan, lan: set.lan });
  await open();
  await loadSet(lab, set);
  const texts = await printed(lab, set);
  const { answer, others } = answersOf(texts, set);
  for (const [form, other] of others)
    if (!(form === "nft -j" && set.jsonHides) && JSON.stringify(classesOf(other)) !== JSON.stringify(classesOf(answer)))
      problems.push(`${form} gives other answers: ${JSON.stringify(classesOf(other))} than ${JSON.stringify(classesOf(answer))}`);
  if (answer.notUnderstood.length > 0) problems.push(`not understood: ${JSON.stringify(answer.notUnderstood).slice(0, 300)}`);

  if (set.backend === "iptables-nft") problems.push(...shadowProblems(await lab.show("nft", "list", "ruleset"), answer, set));

  const before = await lab.ask<Endings>("probe", { keep: true, quiet: 0.5 });
  const families = familiesIn(await entries(lab));
  if (families.join() !== answer.families.join())
    problems.push(`tracked are ${families.join() || "none"}, said was ${answer.families.join() || "none"}`);

  const works = answer.ports.filter((one) => one.answer.startsWith("works") && !one.dropped);
  const ours = works.length > 0;
  if (ours) problems.push(...(await withOurs(lab, set, answer, before)));
  const commanded = ours ? normal(await printed(lab, set)) : [];
  if (ours && set.backend === "nft") problems.push(...(await loadedTwice(lab, set, answer, commanded)));
  if (ours) problems.push(...(await takenBack(lab, set, answer, texts)));
  await lab.ask("close");
  if (ours) problems.push(...(await written(lab, set, answer, { texts, commanded, open })));

  const needs = answer.ports.filter((one) => one.answer === "needs-tracking");
  if (needs.length > 0) {
    await open();
    await loadSet(lab, set);
    problems.push(...(await withoutTracking(lab, needs, before)));
    await lab.ask("close");
  }
  return {
    name: set.name,
    ports: set.ports,
    texts: texts.slice(0, set.backend === "nft" ? 1 : 2),
    answer,
    probes: Object.keys(before).length,
    problems,
    needed: needs.length,
    worked: works.length,
  };
}

async function loadSet(lab: Lab, { backend, rules, rules6, sets }: VerifiedSet): Promise<void> {
  if (sets) await lab.load("ipset", sets);
  if (backend === "nft") return lab.load("nft", rules);
  const kind = backend === "iptables-nft" ? "nft" : "legacy";
  await lab.load(`iptables-${kind}-restore`, rules);
  if (rules6) await lab.load(`ip6tables-${kind}-restore`, rules6);
}

/** Everything that the programs print of the set. */
async function printed(lab: Lab, { backend }: VerifiedSet): Promise<readonly RuleText[]> {
  if (backend === "nft") {
    return [
      { name: "", text: await lab.show("nft", "list", "ruleset") },
      { name: "", text: await lab.show("nft", "-a", "list", "ruleset") },
      { name: "", text: await lab.show("nft", "-j", "list", "ruleset") },
    ];
  }
  const kind = backend === "iptables-nft" ? "nft" : "legacy";
  return [
    { name: "rules.v4", text: await lab.show(`iptables-${kind}-save`) },
    { name: "rules.v6", text: await lab.show(`ip6tables-${kind}-save`) },
    { name: "rules.v4", text: await lab.show(`iptables-${kind}-save`, "-c") },
    { name: "rules.v6", text: await lab.show(`ip6tables-${kind}-save`, "-c") },
  ];
}

function answersOf(
  texts: readonly RuleText[],
  { backend, ports }: VerifiedSet,
): { readonly answer: FirewallAnswer; readonly others: readonly (readonly [string, FirewallAnswer])[] } {
  if (backend === "nft") {
    const [plain, handles, json] = texts.map((text) => firewallAnswer({ texts: [text], ports })) as [
      FirewallAnswer,
      FirewallAnswer,
      FirewallAnswer,
    ];
    return {
      answer: plain,
      others: [
        ["nft -a", handles],
        ["nft -j", json],
      ],
    };
  }
  const joined = {
    name: "",
    text: texts
      .slice(0, 2)
      .map(({ text }) => text)
      .join(""),
  };
  return {
    answer: firewallAnswer({ texts: texts.slice(0, 2), ports }),
    others: [
      ["-c", firewallAnswer({ texts: texts.slice(2), ports })],
      ["one text", firewallAnswer({ texts: [joined], ports })],
    ],
  };
}

/** What nft shows of iptables' rules: where it says what they are, the answers are the same, and else not known. */
function shadowProblems(text: string, { ports }: FirewallAnswer, set: VerifiedSet): readonly string[] {
  const shadow = firewallAnswer({ texts: [{ name: "", text }], ports: set.ports });
  return shadow.ports.flatMap(({ protocol, port, role, answer }) => {
    const own = ports.find((one) => one.protocol === protocol && one.port === port && one.role === role)?.answer;
    return answer === "unknown" || answer === own || (own === "unknown" && answer === "needs-tracking")
      ? []
      : [`nft's own list gives ${protocol} ${port} ${role}: ${answer} in place of ${own}`];
  });
}

export function classesOf({ ports }: FirewallAnswer): readonly string[] {
  return ports.map(({ protocol, port, role, answer, dropped }) => `${protocol} ${port} ${role}: ${answer}${dropped ? " (dropped)" : ""}`);
}

async function entries(lab: Lab): Promise<string> {
  return (await lab.ask<{ readonly text: string }>("entries")).text;
}

function familiesIn(table: string): readonly string[] {
  return [...(table.includes("ipv4 ") ? ["ip"] : []), ...(table.includes("ipv6 ") ? ["ip6"] : [])];
}

/** With our rules every probe ends as before, open flows go on, and nothing of a class is in the table. */
async function withOurs(lab: Lab, { backend }: VerifiedSet, { rules, ports }: FirewallAnswer, before: Endings): Promise<readonly string[]> {
  const problems: string[] = [];
  const [program, text] = backend === "nft" ? ["nft", rules.nft] : ["sh", rules.iptables];
  if (text === "") return ["no rules are written"];
  await lab.load(program, text);
  const went = await lab.ask<Endings>("goOn");
  for (const [name, ending] of Object.entries(went))
    if (!ending.startsWith("answer")) problems.push(`open flow ${name} ends with ${ending}`);
  await lab.show("conntrack", "-F");
  const afterwards = await lab.ask<Endings>("goOn");
  for (const [name, ending] of Object.entries(afterwards))
    if (!ending.startsWith("answer") && isOf(name, ports, (one) => one.answer.startsWith("works")))
      problems.push(`open flow ${name}, with its entry gone, ends with ${ending}`);
  await lab.show("conntrack", "-F");
  let after = await lab.ask<Endings>("probe", { quiet: 0.5 });
  if (differences(before, after).length > 0) after = await lab.ask<Endings>("probe", { quiet: PATIENT });
  for (const name of differences(before, after))
    problems.push(`with our rules ${name} ends with ${after[name] ?? "nothing"}, before with ${before[name] ?? "nothing"}`);
  const table = await entries(lab);
  for (const one of ports.filter(({ answer, dropped }) => answer.startsWith("works") && !dropped)) {
    const lines = table.split("\n").filter((line) => isEntryOf(line, one));
    if (lines.length > 0) problems.push(`the table holds ${lines.length} entries of ${one.protocol} ${one.port} ${one.role}: ${lines[0]}`);
  }
  return problems;
}

/** nft refuses the file as a whole. */
async function loadedTwice(
  lab: Lab,
  set: VerifiedSet,
  { rules }: FirewallAnswer,
  commanded: readonly string[],
): Promise<readonly string[]> {
  const refused = await lab.load("nft", rules.nft).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
  const now = normal(await printed(lab, set));
  return [
    ...(refused.includes("File exists") ? [] : [`a second load ends with "${refused}"`]),
    ...(now.join() === commanded.join() ? [] : [`a second load leaves ${differing(now, commanded)}`]),
  ];
}

/** The commands that take our rules out leave what was there before. */
async function takenBack(lab: Lab, set: VerifiedSet, { back }: FirewallAnswer, texts: readonly RuleText[]): Promise<readonly string[]> {
  await lab.load("sh", set.backend === "nft" ? back.nft : back.iptables);
  const [now, then] = [normal(await printed(lab, set)), normal(texts)];
  return now.join() === then.join() ? [] : [`the way back leaves ${differing(now, then)}`];
}

interface Loaded {
  readonly texts: readonly RuleText[];
  /** What was printed once our commands had run. */
  readonly commanded: readonly string[];
  readonly open: () => Promise<unknown>;
}

/** The text with our edits does what our commands do. */
async function written(
  lab: Lab,
  set: VerifiedSet,
  { plan }: FirewallAnswer,
  { texts, commanded, open }: Loaded,
): Promise<readonly string[]> {
  const [first, second] = texts.slice(0, set.backend === "nft" ? 1 : 2).map((one) => {
    const edits = editsFor(plan, one);
    return edits && applyEdits(one.text, edits);
  });
  if (first === undefined || (set.backend !== "nft" && second === undefined)) return ["the rules not writable into the text"];
  await open();
  await loadSet(lab, { ...set, rules: first, ...(second === undefined ? {} : { rules6: second }) });
  const now = normal(await printed(lab, set));
  await lab.ask("close");
  return now.join() === commanded.join() ? [] : [`written into the text the rules become ${differing(now, commanded)}`];
}

/** Sections of the plain texts in any order, without counters, elements that packets write, and the order among our own rules. */
function normal(texts: readonly RuleText[]): readonly string[] {
  const plain = texts.length > 3 ? texts.slice(0, 2) : texts.slice(0, 1);
  return plain
    .flatMap(({ text }) => text.replace(/elements = \{[^}]*\}/g, "").split(/^(?=\*|table )/m))
    .map((section) => {
      const lines = section
        .split("\n")
        .filter((line) => line.trim() !== "" && !line.startsWith("#"))
        .map((line) => line.replace(/packets \d+ bytes \d+| used \d+ bytes/, "").replace(/\[\d+:\d+\]/, ""));
      const isOurs = (line: string): boolean => /conntrack-planner|--notrack$/.test(line);
      return [...lines.filter((line) => !isOurs(line)), ...lines.filter(isOurs).sort()].join("\n");
    })
    .filter((section) => section !== "" && !(section.startsWith("*raw") && !section.includes("-A ")))
    .sort();
}

function differing(now: readonly string[], then: readonly string[]): string {
  const [a, b] = [now.join("\n").split("\n"), then.join("\n").split("\n")];
  return `${a.filter((line) => !b.includes(line)).join(" | ")} in place of ${b.filter((line) => !a.includes(line)).join(" | ")}`;
}

const HOST = /^(192\.0\.2\.1|10\.9\.0\.1|10\.96\.0\.10|2001:0?db8:0*1:.*:0*1|fd00:0*9:.*:0*1)$/;

function isEntryOf(line: string, { protocol, port, role }: FirewallAnswer["ports"][number]): boolean {
  const [, source = "", destination = "", own] = / src=(\S+) dst=(\S+) sport=\d+ dport=(\d+) /.exec(line) ?? [];
  if (!line.includes(` ${protocol} `) || Number(own) !== port) return false;
  return role === (HOST.test(destination) ? "local" : HOST.test(source) ? "own" : "forwarded");
}

function differences(before: Endings, after: Endings): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    // Errors are accepted by their type: one that arrives now and did not before is no harm.
    (name) => before[name] !== after[name] && !(name.endsWith(" error") && after[name] === "passes"),
  );
}

/** Made untracked without more ado, something of each class that needs tracking ends in another way. */
async function withoutTracking(lab: Lab, needs: FirewallAnswer["ports"], before: Endings): Promise<readonly string[]> {
  const rules = [
    ...new Set(needs.flatMap(({ protocol, port }) => [`${protocol} dport ${port} notrack`, `${protocol} sport ${port} notrack`])),
  ].join("\n");
  const chain = (hook: string): string => `chain ${hook} {\ntype filter hook ${hook} priority raw;\n${rules}\n}\n`;
  await lab.load("nft", `table inet naive {\n${chain("prerouting")}${chain("output")}}`);
  const after = await lab.ask<Endings>("probe", { quiet: 0.5 });
  const changed = differences(before, after);
  return needs
    .filter((one) => !changed.some((name) => isOf(name, [one], () => true)) && !isTarget(one) && !isZoned(one))
    .map(
      ({ protocol, port, role, lines }) =>
        `${protocol} ${port} ${role} is said to need tracking (lines ${lines.join()}) and goes on without`,
    );
}

/** NAT sends flows of other ports here: it is theirs that break. */
function isTarget({ reasons }: FirewallAnswer["ports"][number]): boolean {
  return reasons.some(({ why }) => why.startsWith("redirects connections to this port"));
}

/** There is no way to make it untracked beside the rule. */
function isZoned({ reasons }: FirewallAnswer["ports"][number]): boolean {
  return reasons.some(({ why }) => why.includes("cancels notrack"));
}

/** Whether a probe is of a class; published ports are local addresses, whose flows are forwarded. */
function isOf(name: string, ports: FirewallAnswer["ports"], wanted: (one: FirewallAnswer["ports"][number]) => boolean): boolean {
  const [flow = "", protocol, port] = name.split(" ");
  return ports.some((one) => {
    const flows = {
      local: ["local", "own-self", "own-service"],
      own: one.answer === "needs-tracking" ? ["own"] : ["own-wan", "own-lan", "own-other"],
      forwarded: ["forwarded", "local"],
    }[one.role];
    return wanted(one) && one.protocol === protocol && String(one.port) === port && flows.some((start) => flow.startsWith(start));
  });
}
