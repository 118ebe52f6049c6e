// The rules for iptables: commands, accepts first, then the ones that take the classes out of tracking, for both families.
import { wordsOf } from "../iptables/words.ts";
import { protocolName } from "../names.ts";
import { afterwards, MARK, onLoopback, unique, verdictText } from "./nft.ts";
import type { Insertion, WritePlan } from "./plan.ts";

/** Empty where there is nothing to write, or an accept has to go into a table of nft. */
export function iptablesRules(plan: WritePlan): string {
  if (plan.classes.length === 0 || plan.insertions.some(({ table }) => table.syntax !== "iptables")) return "";
  const inserts = unique(plan.insertions.flatMap(insertionLines));
  return [
    "# Accepts first, then notrack. Save the rules afterwards as this host does.",
    ...(inserts.length > 0 ? ["# Places are those of the rules as they were read; read them again if they have changed since."] : []),
    ...inserts,
    ...rawLines(plan),
    "",
    ...afterwards(plan),
    "# The way back:",
    ...iptablesWayBack(plan).map((line) => `# ${line}`),
    "",
  ].join("\n");
}

function rawLines(plan: WritePlan): readonly string[] {
  return ["iptables", "ip6tables"].flatMap((program) => notrackLines(plan).map((rule) => `${program} -w -t raw -I ${rule}`));
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
export function notrackLines({ classes }: Pick<WritePlan, "classes">): readonly string[] {
  return unique(classes.flatMap(notrackRules));
}

function notrackRules({ protocol, port, role }: WritePlan["classes"][number]): readonly string[] {
  const name = protocolName(protocol);
  const rule = (chain: string, option: "--dport" | "--sport", type: string): string =>
    `${chain} -p ${name} ${option} ${port} -m addrtype ${type} -j CT --notrack`;
  if (role === "local")
    return [
      rule("PREROUTING", "--dport", "--dst-type LOCAL"),
      rule("PREROUTING", "--sport", "--src-type LOCAL"),
      rule("OUTPUT", "--sport", "--src-type LOCAL"),
      rule("OUTPUT", "--dport", "--dst-type LOCAL"),
    ];
  if (role === "own") return [rule("OUTPUT", "--dport", "--dst-type UNICAST"), rule("PREROUTING", "--sport", "--dst-type LOCAL")];
  return [rule("PREROUTING", "--dport", "--dst-type UNICAST"), rule("PREROUTING", "--sport", "--dst-type UNICAST")];
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
  const reply = mend.kind === "reply";
  const accepted = parting.taken === "untracked";
  const kept = accepted
    ? { text: "", target: "-j ACCEPT", protocol: false, port: false, targetIs: false }
    : keptOf(rule.text, parting.by === "flags", reply ? "--sport" : "--dport");
  const option = reply ? "--sport" : "--dport";
  const scope = [
    onLoopback(mend) && !/(^| )-i /.test(kept.text) ? "-i lo" : "",
    kept.protocol ? "" : `-p ${name}`,
    kept.port ? `-m multiport ${option}s ${port}` : `-m ${name} ${option} ${port}`,
    mend.withoutSyn ? "-m tcp ! --syn" : "",
    role === "local" ? `-m addrtype ${reply ? "--src-type" : "--dst-type"} LOCAL` : "",
    "-m conntrack --ctstate UNTRACKED",
  ].filter((part) => part !== "");
  const target = accepted || kept.target === "" ? `-j ${verdictText(parting.verdict, []).toUpperCase()}` : kept.target;
  return [[kept.text, ...scope, target].join(" ")];
}

/** The rule's own words, without chain, state, counters and comment. */
function keptOf(
  line: string,
  withoutFlags: boolean,
  option: string,
): { readonly text: string; readonly target: string; readonly protocol: boolean; readonly port: boolean } {
  const words = wordsOf(line).map((word) => ({ ...word, source: line.slice(word.start, word.stop) }));
  const texts = words.map(({ text }) => text);
  const from = texts.findIndex((text) => text === "-A" || text === "-I" || text === "--append" || text === "--insert") + 2;
  const targetAt = texts.findIndex((text) => /^(-j|-g|--jump|--goto)$/.test(text));
  const end = targetAt < 0 ? words.length : targetAt;
  const kept: string[] = [];
  for (let at = Math.max(from, 0); at < end; at++) {
    const text = texts[at] ?? "";
    const next = texts[at + 1] ?? "";
    if (text === "-m" && /^(conntrack|state|comment)$/.test(next)) at++;
    else if (/^(--ctstate|--state|--comment)$/.test(text)) {
      if (kept.at(-1) === "!") kept.pop();
      at++;
    } else if (withoutFlags && (text === "--syn" || text === "--tcp-flags")) {
      if (kept.at(-1) === "!") kept.pop();
      at += text === "--syn" ? 0 : 2;
    } else kept.push(words[at]?.source ?? "");
  }
  return {
    text: kept.join(" "),
    target: words
      .slice(end)
      .map(({ source }) => source)
      .join(" "),
    protocol: kept.includes("-p") || kept.includes("--protocol"),
    port: kept.includes(option),
  };
}

const ICMP_ERRORS = {
  ip: ["destination-unreachable", "time-exceeded", "parameter-problem"].map((type) => `-p icmp -m icmp --icmp-type ${type}`),
  ip6: ["destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem"].map(
    (type) => `-p ipv6-icmp -m icmp6 --icmpv6-type ${type}`,
  ),
} as const;
