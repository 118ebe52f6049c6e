// The rules for iptables: commands, accepts first, then the ones that take the classes out of tracking, for both families.

import type { Mend } from "../class-answer.ts";
import { wordsOf } from "../iptables/words.ts";
import { protocolName } from "../names.ts";
import { afterwards, oneFamily, POSITIONS, undoFirst } from "./advice.ts";
import { MARK, onLoopback, unique } from "./nft.ts";
import type { Insertion, WritePlan } from "./plan.ts";

/** Empty where there is nothing to write, or an accept has to go into a table of nft. */
export function iptablesRules(plan: WritePlan): string {
  if (plan.classes.length === 0 || plan.insertions.some(({ table }) => table.syntax !== "iptables")) return "";
  const inserts = unique(plan.insertions.flatMap(insertionLines));
  const programs = programsOf(plan);
  return [
    // There is no guard: -C of ip6tables-legacy 1.8.9 finds a rule where only that of another port exists.
    "# Accepts first, then notrack. Run once: a second time adds every rule again, unless you undo them first.",
    ...oneFamily(plan),
    ...undoFirst([
      programs.map(({ program, saved }) => `${program}-save -t raw > ${saved}`).join("; "),
      `nohup sh -c 'sleep 120; ${programs.map(({ program, saved }) => `${program}-restore < ${saved}`).join("; ")}' > /dev/null 2>&1 &`,
    ]),
    ...(inserts.length > 0 ? [POSITIONS] : []),
    ...inserts,
    ...rawLines(plan),
    "",
    "# To keep the rules after a reboot, save them the way this host does.",
    ...afterwards(plan),
    ...iptablesWayBack(plan).map((line) => `# ${line}`),
    "",
  ].join("\n");
}

const PROGRAMS = [
  { program: "iptables", family: "ip", saved: "raw.v4" },
  { program: "ip6tables", family: "ip6", saved: "raw.v6" },
] as const;

function programsOf({ families }: WritePlan): readonly (typeof PROGRAMS)[number][] {
  return PROGRAMS.filter(({ family }) => families.has(family));
}

function rawLines(plan: WritePlan): readonly string[] {
  return programsOf(plan).flatMap(({ program, family }) => notrackLines(plan, family).map((rule) => `${program} -w -t raw -I ${rule}`));
}

/** Commands that delete each rule by what it says, notrack first. */
export function iptablesWayBack(plan: WritePlan): readonly string[] {
  const inserts = unique(plan.insertions.flatMap(insertionLines));
  return [
    ...rawLines(plan).map((line) => line.replace(" -I ", " -D ")),
    ...inserts.map((line) => line.replace(/ -I (\S+) \d+ /, " -D $1 ")),
  ];
}

/** Of the table raw, each from its chain on. */
export function notrackLines({ classes }: Pick<WritePlan, "classes">, family: "ip" | "ip6"): readonly string[] {
  return unique(classes.flatMap((one) => notrackRules(one, family)));
}

function notrackRules({ protocol, port, role }: WritePlan["classes"][number], family: "ip" | "ip6"): readonly string[] {
  const name = protocolName(protocol);
  // addrtype_mt6(): to IPv6, UNICAST is any address that is no group's, this host's among them.
  const elsewhere = family === "ip" ? "--dst-type UNICAST" : "--dst-type UNICAST -m addrtype ! --dst-type LOCAL";
  const rule = (chain: string, option: "--dport" | "--sport", type: string): string =>
    `${chain} -p ${name} ${option} ${port} -m addrtype ${type} -j CT --notrack`;
  if (role === "local")
    return [
      rule("PREROUTING", "--dport", "--dst-type LOCAL"),
      rule("PREROUTING", "--sport", "--src-type LOCAL"),
      rule("OUTPUT", "--sport", "--src-type LOCAL"),
      rule("OUTPUT", "--dport", "--dst-type LOCAL"),
    ];
  if (role === "own") return [rule("OUTPUT", "--dport", elsewhere), rule("PREROUTING", "--sport", "--dst-type LOCAL")];
  return [rule("PREROUTING", "--dport", elsewhere), rule("PREROUTING", "--sport", elsewhere)];
}

function insertionLines(insertion: Insertion): readonly string[] {
  const { table, chain, index } = insertion;
  const program = table.family === "ip6" ? "ip6tables" : "iptables";
  return iptablesInsertion(insertion).map((text) => `${program} -w -t ${table.name} -I ${chain.name} ${index + 1} ${text}`);
}

/** The rules, as they stand behind the name of their chain. */
export function iptablesInsertion(insertion: Insertion): readonly string[] {
  return insertionTexts(insertion).map((text) => `${text} -m comment --comment ${MARK}`.replace(/ +/g, " ").trim());
}

function insertionTexts({ mend, protocol, port, role }: Insertion): readonly string[] {
  const { rule, parting, family } = mend;
  if (mend.kind === "error") return ICMP_ERRORS[family].map((type) => `${type} -j ACCEPT`);
  const name = protocolName(protocol);
  if (mend.kind === "reset")
    return [
      `-p ${name} -m ${name} --sport ${port} --tcp-flags RST RST${role === "local" ? " -m addrtype --src-type LOCAL" : ""} -j ACCEPT`,
    ];
  const reply = mend.kind === "reply";
  const accepted = parting.taken === "untracked";
  const option = reply ? "--sport" : "--dport";
  const kept = accepted ? { before: [], behind: [], target: "-j ACCEPT" } : keptOf(rule.text, mend);
  const words = [...kept.before, ...kept.behind];
  const scope = [
    onLoopback(mend) && !words.includes("-i") ? "-i lo" : "",
    words.includes("-p") || words.includes("--protocol") ? "" : `-p ${name}`,
    words.includes(option) ? `-m multiport ${option}s ${port}` : `-m ${name} ${option} ${port}`,
    mend.withoutSyn ? "-m tcp ! --syn" : "",
    mend.onlySyn ? "-m tcp --syn" : "",
    role === "local" ? `-m addrtype ${reply ? "--src-type" : "--dst-type"} LOCAL` : "",
    "-m conntrack --ctstate UNTRACKED",
  ].filter((part) => part !== "");
  return [[...kept.before, ...scope, ...kept.behind, kept.target].join(" ")];
}

interface Kept {
  /** Words before and behind the place where the rule asks for the state: what counts behind it does so for its packets alone. */
  readonly before: readonly string[];
  readonly behind: readonly string[];
  readonly target: string;
}

/** Modules that count, and their options up to the next. */
const COUNTING = /^(limit|hashlimit|recent|quota|statistic)$/;

/** The rule's own words, without chain, state, counters and comment. */
function keptOf(line: string, { parting: { by }, withoutLimits = false }: Mend): Kept {
  const words = wordsOf(line).map((word) => ({ ...word, source: line.slice(word.start, word.stop) }));
  const texts = words.map(({ text }) => text);
  const from = texts.findIndex((text) => text === "-A" || text === "-I" || text === "--append" || text === "--insert") + 2;
  const targetAt = texts.findIndex((text) => /^(-j|-g|--jump|--goto)$/.test(text));
  const end = targetAt < 0 ? words.length : targetAt;
  const before: string[] = [];
  const behind: string[] = [];
  let kept = before;
  for (let at = Math.max(from, 0); at < end; at++) {
    const text = texts[at] ?? "";
    const next = texts[at + 1] ?? "";
    if (text === "-m" && /^(conntrack|state|comment)$/.test(next)) at++;
    else if (text === "-m" && withoutLimits && COUNTING.test(next)) {
      while (at + 1 < end && texts[at + 1] !== "-m") at++;
    } else if (/^(--ctstate|--state|--comment)$/.test(text)) {
      if (kept.at(-1) === "!") kept.pop();
      if (text !== "--comment") kept = behind;
      at++;
    } else if (by === "flags" && (text === "--syn" || text === "--tcp-flags")) {
      if (kept.at(-1) === "!") kept.pop();
      at += text === "--syn" ? 0 : 2;
    } else kept.push(words[at]?.source ?? "");
  }
  const target = words.slice(end).map(({ source }) => source);
  return { before, behind, target: target.join(" ") };
}

const ICMP_ERRORS = {
  ip: ["destination-unreachable", "time-exceeded", "parameter-problem"].map((type) => `-p icmp -m icmp --icmp-type ${type}`),
  ip6: ["destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem"].map(
    (type) => `-p ipv6-icmp -m icmp6 --icmpv6-type ${type}`,
  ),
} as const;
