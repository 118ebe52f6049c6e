// An answer in words, for terminal and page alike: the verdict, and what classes of flows are called.

import { formatBytes, formatCount, formatNumber } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Answer } from "./class-answer.ts";
import type { FirewallAnswer, PortReport } from "./firewall.ts";
import type { Savings } from "./savings.ts";
import type { Role } from "./walk/packet.ts";

export const ANSWERS: Readonly<Record<Answer, string>> = {
  "untracked-now": say("is already untracked"),
  "works-untracked": say("works untracked"),
  "works-with-changes": say("works untracked with the accepts below"),
  "needs-tracking": say("needs tracking"),
  unknown: say("unknown"),
};

/** Which packets are meant. */
export const FLOWS: Readonly<Record<Role, string>> = {
  local: say("to this host"),
  forwarded: say("through this host"),
  own: say("from this host"),
};

const IN_ROLE: Readonly<Record<Role, (ports: string) => string>> = {
  local: (ports) => say("{ports} to this host", { ports }),
  forwarded: (ports) => say("{ports} through this host", { ports }),
  own: (ports) => say("{ports} from this host", { ports }),
};

/** Whether tracking is on, and how many rules turn it on; a sentence. */
export function trackingSentence({ tracking, families, because }: Pick<FirewallAnswer, "tracking" | "families" | "because">): string {
  if (tracking === "off") return say("Tracking is off: nothing in these rules turns it on.");
  if (tracking === "unknown") return say("Is tracking on? Unknown, because some lines are not recognized.");
  const [first = "", second] = families.map((family) => (family === "ip" ? "IPv4" : "IPv6"));
  const names = second === undefined ? first : say("{first} and {second}", { first, second });
  return because.length === 1
    ? say("Tracking is on for {families}: 1 rule turns it on.", { families: names })
    : say("Tracking is on for {families}: {rules} rules turn it on.", { families: names, rules: formatCount(because.length) });
}

/** The answer to "do I need tracking?", in one line without a full stop. */
export function verdict({
  tracking,
  because,
  ports,
  notUnderstood,
}: Pick<FirewallAnswer, "tracking" | "because" | "ports" | "notUnderstood">): string {
  if (tracking === "off") return say("Nothing in these rules is tracked");
  if (ports.length === 0)
    return tracking === "on" ? say("Connections are tracked; the rules do not name any ports") : notKnown(notUnderstood.length);
  const known = (answer: Answer): readonly PortReport[] => ports.filter((one) => one.answer === answer);
  const [needs, unknown] = [known("needs-tracking"), known("unknown")];
  const works = ports.filter(({ answer, dropped }) => answer.startsWith("works") && !dropped);
  const translates = because.some(({ everyPort }) => everyPort) && !works.some(({ role }) => role === "forwarded");
  if (translates) return gatewayVerdict(works.filter(({ role }) => role === "local"));
  if (needs.length > 0) return needsVerdict(needs, works);
  if (unknown.length > 0 && notUnderstood.length === 0)
    return say("Unknown for {unknown}: rules hand the packets to another subsystem", { unknown: listed(unknown) });
  if (unknown.length > 0) return notKnown(notUnderstood.length);
  if (known("works-with-changes").length > 0) return say("No port here needs tracking if the rules below are added");
  return known("works-untracked").length > 0
    ? say("No port in these rules needs tracking")
    : say("Every port in these rules is already untracked");
}

/** Of a host that translates whatever it forwards: that comes first, whichever ports its rules name. */
function gatewayVerdict(services: readonly PortReport[]): string {
  const values = { ports: listed(services) };
  if (services.length === 0) return say("All forwarded and translated traffic (NAT) needs tracking, on every port");
  return isOne(services)
    ? say("All forwarded and translated traffic (NAT) needs tracking, on every port; this host's own service on {ports} does not", values)
    : say("All forwarded and translated traffic (NAT) needs tracking, on every port; this host's own services on {ports} do not", values);
}

function needsVerdict(needs: readonly PortReport[], others: readonly PortReport[]): string {
  // One port may need it in one direction alone.
  const isOneRole = new Set([...needs, ...others].map(({ role }) => role)).size === 1;
  const named = isOneRole ? listed : listedByRole;
  const values = { ports: named(needs), others: named(others) };
  const isOneOf = (ports: readonly PortReport[]): boolean => new Set(ports.map((one) => `${portName(one)} ${one.role}`)).size === 1;
  if (others.length === 0) return isOneOf(needs) ? say("{ports} needs tracking", values) : say("{ports} need tracking", values);
  if (isOneOf(others))
    return isOneOf(needs)
      ? say("{ports} needs tracking; {others} does not", values)
      : say("{ports} need tracking; {others} does not", values);
  return isOneOf(needs) ? say("{ports} needs tracking; {others} do not", values) : say("{ports} need tracking; {others} do not", values);
}

/** "tcp 22 and tcp 443 to this host and udp 53 from this host" */
function listedByRole(ports: readonly PortReport[]): string {
  const roles = ["local", "forwarded", "own"] as const;
  const named = roles.flatMap((role) => {
    const own = ports.filter((one) => one.role === role);
    return own.length === 0 ? [] : [IN_ROLE[role](listed(own))];
  });
  return joined(named);
}

/** Of rules that rewrite sources on every port; empty where there is none. `place` names a line. */
export function everyPortSentence(
  { because }: Pick<FirewallAnswer, "because">,
  place: (one: FirewallAnswer["because"][number]) => string,
): string {
  const rules = because.filter(({ everyPort }) => everyPort);
  if (rules.length === 0) return "";
  const places = rules.slice(0, NAMED).map(place);
  if (rules.length === 1) return say("All traffic that {rule} rewrites needs tracking, on every port.", { rule: places.join("") });
  const named = joined(places);
  const names = rules.length > NAMED ? say("{names} and {more} more", { names: named, more: rules.length - NAMED }) : named;
  return say("All traffic that {rules} rewrite needs tracking, on every port.", { rules: names });
}

function notKnown(lines: number): string {
  if (lines === 0) return say("Unknown: no rules were read");
  return lines === 1
    ? say("Unknown: 1 line is not recognized")
    : say("Unknown: {lines} lines are not recognized", { lines: formatCount(lines) });
}

/** Of one port in several roles there is one name. */
export function isOne(ports: readonly Pick<PortReport, "protocol" | "port">[]): boolean {
  return new Set(ports.map(portName)).size === 1;
}

const NAMED = 3;

/** "tcp 80, tcp 443, udp 53 and 4 more": the ports, each once. */
export function listed(ports: readonly Pick<PortReport, "protocol" | "port">[]): string {
  const names = [...new Set(ports.map(portName))];
  // What would be left out alone takes no more room than to say so.
  if (names.length <= NAMED + 1) return joined(names);
  return say("{names} and {more} more", { names: names.slice(0, NAMED).join(", "), more: names.length - NAMED });
}

/** "a, b and c" */
function joined(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : say("{first} and {second}", { first: names.slice(0, -1).join(", "), second: names.at(-1) ?? "" });
}

export function portName({ protocol, port }: Pick<PortReport, "protocol" | "port">): string {
  return `${protocol} ${port}`;
}

export function savingsWords({ entries, bytes, newPerSecond }: Savings): string {
  const values = { entries: formatCount(entries), memory: formatBytes(bytes) };
  if (newPerSecond === null) return entries === 1 ? say("1 entry, {memory}", values) : say("{entries} entries, {memory}", values);
  const rated = { ...values, rate: formatNumber(newPerSecond) };
  return entries === 1 ? say("1 entry, {memory}, {rate} new/s", rated) : say("{entries} entries, {memory}, {rate} new/s", rated);
}
