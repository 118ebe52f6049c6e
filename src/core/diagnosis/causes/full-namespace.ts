// Cause: of all the namespaces of this host, another one's table is full or loses connections. It is seen, not guessed.

import { byPressure, type NamespacePressure } from "../../evidence/namespaces/pressure.ts";
import { namespaceName, namespaceProcesses, readCommand, tableCommand } from "../../evidence/namespaces/words.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { Context } from "../context.ts";
import type { Found, Step } from "../diagnosis.ts";
import { isPressed, pressedWords } from "../namespace-table.ts";
import { read } from "./steps.ts";

const MOST_NAMED = 3;

/** Others that are pressed now, the hardest first. */
export function pressedElsewhere({ evidence }: Context): readonly NamespacePressure[] {
  return evidence.namespaces ? byPressure(evidence.namespaces).filter((one) => !one.namespace.own && isPressed(one)) : [];
}

export function fullNamespace(context: Context): Found | undefined {
  const pressed = pressedElsewhere(context);
  const [first] = pressed;
  if (!first) return undefined;
  const printed = context.evidence.log?.tableFull.byNamespace.find(({ namespace }) => namespace === first.namespace.inode)?.printed ?? 0;
  const titles = CAUSE_TITLES["other-namespace"];
  const of = namespaceName(first.namespace);
  const more = pressed.length - 1;
  return {
    id: "other-namespace",
    title: context.pressed === true ? titles.too(of, more) : titles.seen(of, more),
    confidence: "certain",
    // What fills this one is told by other causes.
    weight: context.pressed === true ? 0.15 : 0.95,
    evidence: [
      ...pressed.slice(0, MOST_NAMED).map((one) => `${pressedWords(one)}; ${namespaceProcesses(one.namespace)}`),
      ...((first.lost ?? 0) > 0
        ? [say("{lost} packets and entries were lost there since it was created", { lost: formatCount(first.lost ?? 0) })]
        : []),
      ...(printed > 0
        ? [
            printed === 1
              ? say("1 log line names it, as namespace {inode}", { inode: first.namespace.inode ?? "" })
              : say("{printed} log lines name it, as namespace {inode}", {
                  printed: formatCount(printed),
                  inode: first.namespace.inode ?? "",
                }),
          ]
        : []),
    ],
    steps: [look(first), ALL_NAMESPACES, SHARED],
  };
}

function look({ namespace }: NamespacePressure): Step {
  return {
    kind: "read",
    id: "find-namespace",
    what: say("What fills {namespace}", { namespace: namespaceName(namespace) }),
    command: namespace.process ? tableCommand(namespace.process) : readCommand(namespace),
    why: say("The states and sources there show the cause; this namespace's table does not"),
  };
}

export const ALL_NAMESPACES = read(
  "find-namespace",
  say("All network namespaces of the host: count, share of the limit and drops of each"),
  "sudo conntrack-planner live --namespaces",
  say("Shows which one is full, and whose it is"),
);

export const SHARED: Step = {
  kind: "advice",
  id: "limit-is-shared",
  text: say(
    "nf_conntrack_max is one value for all namespaces and is set in the initial one; the kernel compares it with the count of each namespace",
  ),
};
