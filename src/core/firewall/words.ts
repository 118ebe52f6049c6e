// An answer in words, for terminal and page alike: the verdict, and what classes of flows are called.
import { formatBytes, formatCount, formatNumber } from "../units/units.ts";
import type { Answer } from "./class-answer.ts";
import type { FirewallAnswer, PortReport } from "./firewall.ts";
import type { Savings } from "./savings.ts";
import type { Role } from "./walk/packet.ts";

export const ANSWERS: Readonly<Record<Answer, string>> = {
  "untracked-now": "is already untracked",
  "works-untracked": "works untracked",
  "works-with-changes": "works untracked with changes",
  "needs-tracking": "needs tracking",
  unknown: "unknown",
};

/** Which packets are meant. */
export const FLOWS: Readonly<Record<Role, string>> = {
  local: "to this host",
  forwarded: "through this host",
  own: "from this host",
};

/** Whether tracking is on, and how many rules turn it on; a sentence. */
export function trackingSentence({ tracking, families, because }: Pick<FirewallAnswer, "tracking" | "families" | "because">): string {
  if (tracking === "off") return "Tracking is off: nothing in these rules turns it on.";
  if (tracking === "unknown") return "Is tracking on? Unknown, because some lines are not recognized.";
  const names = families.map((family) => (family === "ip" ? "IPv4" : "IPv6")).join(" and ");
  return `Tracking is on for ${names}: ${counted(because.length, "rule")} ${because.length === 1 ? "turns" : "turn"} it on.`;
}

/** The answer to "do I need tracking?", in one line without a full stop. */
export function verdict({ tracking, ports, notUnderstood }: Pick<FirewallAnswer, "tracking" | "ports" | "notUnderstood">): string {
  const known = (answer: Answer): readonly PortReport[] => ports.filter((one) => one.answer === answer);
  if (tracking === "off") return "Nothing in these rules is tracked";
  if (ports.length === 0)
    return tracking === "on" ? "Connections are tracked; the rules do not name any ports" : notKnown(notUnderstood.length);
  const [needs, unknown, changes, works] = [
    known("needs-tracking"),
    known("unknown"),
    known("works-with-changes"),
    known("works-untracked"),
  ];
  if (needs.length > 0) {
    const names = new Set(needs.map(portName));
    const others = [...works, ...changes].filter((one) => !names.has(portName(one)));
    const rest = others.length === 0 ? "" : `; ${listed(others)} ${isOne(others) ? "does" : "do"} not`;
    return `${listed(needs)} ${isOne(needs) ? "needs" : "need"} tracking${rest}`;
  }
  if (unknown.length > 0 && notUnderstood.length === 0)
    return `Unknown for ${listed(unknown)}: rules hand the packets to another subsystem`;
  if (unknown.length > 0) return notKnown(notUnderstood.length);
  if (changes.length > 0) return "No port in these rules needs tracking after rule changes";
  return works.length > 0 ? "No port in these rules needs tracking" : "Every port in these rules is already untracked";
}

/** Of rules that rewrite sources on every port; empty where there is none. `place` names a line. */
export function everyPortSentence(
  { because }: Pick<FirewallAnswer, "because">,
  place: (one: FirewallAnswer["because"][number]) => string,
): string {
  const rules = because.filter(({ everyPort }) => everyPort);
  if (rules.length === 0) return "";
  const places = rules.slice(0, NAMED).map(place);
  const names = places.length < 2 ? places.join("") : `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
  const more = rules.length > NAMED ? ` and ${rules.length - NAMED} more` : "";
  return `All traffic that ${names}${more} ${rules.length === 1 ? "rewrites" : "rewrite"} needs tracking, on every port.`;
}

function notKnown(lines: number): string {
  return lines > 0 ? `Unknown: ${counted(lines, "line")} ${lines === 1 ? "is" : "are"} not recognized` : "Unknown: no rules were read";
}

/** Of one port in several roles there is one name. */
function isOne(ports: readonly Pick<PortReport, "protocol" | "port">[]): boolean {
  return new Set(ports.map(portName)).size === 1;
}

const NAMED = 3;

/** "tcp 80, tcp 443, udp 53 and 4 more": the ports, each once. */
export function listed(ports: readonly Pick<PortReport, "protocol" | "port">[]): string {
  const names = [...new Set(ports.map(portName))];
  if (names.length <= NAMED) return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
}

export function portName({ protocol, port }: Pick<PortReport, "protocol" | "port">): string {
  return `${protocol} ${port}`;
}

export function savingsWords({ entries, bytes, newPerSecond }: Savings): string {
  const rate = newPerSecond === null ? "" : `, ${formatNumber(newPerSecond)} new/s`;
  return `${formatCount(entries)} ${entries === 1 ? "entry" : "entries"}, ${formatBytes(bytes)}${rate}`;
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
