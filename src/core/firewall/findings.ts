// What stands beside the lines of rules once somebody has asked: which ports depend on each, and how.

import { shortened } from "../text/visible.ts";
import { say } from "../words/say.ts";
import type { FirewallAnswer } from "./firewall.ts";
import { shorter } from "./reason-words.ts";
import { isOne, listed } from "./words.ts";

export interface RuleFinding {
  /** Of the text, as it was handed over. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A port needs tracking because of it, works once an accept stands before it, or nobody knows. */
  readonly kind: "needs-tracking" | "works-with-changes" | "not-understood";
  readonly message: string;
}

const LONGEST = 120;
/** Of a text that is not recognized: what leaves room for the sentence. */
const MOST = 72;

/** One for a line: where it does several things, what weighs most. In order of lines. */
export function firewallFindings({ ports, notUnderstood }: Pick<FirewallAnswer, "ports" | "notUnderstood">): readonly RuleFinding[] {
  const found = new Map<string, RuleFinding>();
  for (const kind of ["needs-tracking", "works-with-changes"] as const) {
    const byLine = new Map<string, { file: string; line: number; why: string; ports: FirewallAnswer["ports"][number][] }>();
    for (const port of ports.filter(({ answer }) => answer === kind)) {
      for (const { file, line, why } of port.reasons) {
        const key = `${line} ${file}`;
        const known = byLine.get(key) ?? { file, line, why, ports: [] };
        known.ports.push(port);
        byLine.set(key, known);
      }
    }
    for (const [key, { file, line, why, ports: depending }] of byLine)
      if (!found.has(key)) found.set(key, { file, line, kind, message: messageOf(kind, why, depending) });
  }
  for (const { file, line, text } of notUnderstood) {
    const key = `${line} ${file}`;
    if (!found.has(key))
      found.set(key, {
        file,
        line,
        kind: "not-understood",
        message: say("Not recognized, so treated as needing tracking: {text}", { text: shortened(text, MOST) }),
      });
  }
  return [...found.values()].sort((a, b) => a.line - b.line);
}

/** The reason, as long as there is room for it, and what depends on the line: two texts, none of them cut. */
function messageOf(kind: "needs-tracking" | "works-with-changes", why: string, ports: FirewallAnswer["ports"]): string {
  const depends = dependence(kind, ports);
  for (const reason of [why, shorter(why)]) {
    const message = reason === undefined ? "" : `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}: ${depends}`;
    if (message !== "" && message.length <= LONGEST) return message;
  }
  return depends;
}

function dependence(kind: "needs-tracking" | "works-with-changes", ports: FirewallAnswer["ports"]): string {
  const values = { ports: listed(ports) };
  if (kind === "needs-tracking") return isOne(ports) ? say("{ports} needs tracking", values) : say("{ports} need tracking", values);
  return isOne(ports)
    ? say("{ports} works untracked with an accept before this line", values)
    : say("{ports} work untracked with an accept before this line", values);
}
