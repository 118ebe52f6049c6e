// What the evidence leaves open, and what to read next to know it.

import { namespaceName, readCommand, unreadNamespaces } from "../evidence/namespaces/words.ts";
import { COUNT_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { say } from "../words/say.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";
import type { Diagnosis } from "./diagnosis.ts";

interface Question {
  readonly open: (context: Context) => boolean;
  readonly unknown: string;
  readonly what: string;
  readonly command: string;
  readonly why: string;
  /** False where what it prints cannot be read here; "number" where a person may know it by heart. */
  readonly answer?: false | "number";
}

const QUESTIONS: readonly Question[] = [
  {
    open: ({ count }) => count === undefined,
    unknown: say("How many entries does the table have now?"),
    what: "nf_conntrack_count",
    command: `cat /proc/sys/${COUNT_PATH}`,
    why: say("Shows how full the table is; check again later"),
  },
  {
    open: ({ max }) => max === undefined,
    unknown: say("What is the limit?"),
    answer: "number",
    what: "nf_conntrack_max",
    command: `cat /proc/sys/${MAX_PATH}`,
    why: say("Shows the limit that was reached, if it has not changed since"),
  },
  {
    open: ({ pressed, memory }) => pressed === true && memory === undefined,
    unknown: say("How much memory does the machine have? It determines how large the table may be"),
    answer: "number",
    what: say("Memory"),
    command: "grep MemTotal /proc/meminfo",
    why: say("The table takes kernel memory, which cannot be swapped out"),
  },
  {
    open: ({ evidence }) => evidence.table === undefined,
    unknown: say("What fills the table: which protocols, states and sources?"),
    what: say("The table by state"),
    command: "sudo cat /proc/net/nf_conntrack | conntrack-planner analyze -",
    why: say("Distinguishes a flood from idle and from closed connections"),
  },
  {
    open: ({ evidence }) => evidence.statistics === undefined,
    unknown: say("Are packets still dropped, or entries evicted without a log line?"),
    what: say("The counters, twice"),
    command: "cat /proc/net/stat/nf_conntrack",
    why: say("drop, early_drop and insert_failed increase while the problem lasts"),
  },
  {
    // Only 6.17 and later name it (6.16.12 does not, 6.17.13 does), and only where it is not the initial one.
    open: ({ evidence, count }) =>
      evidence.namespaces === undefined &&
      (evidence.log?.tableFull.byNamespace ?? []).some(({ namespace }) => namespace === null) &&
      (count === undefined || counted(evidence, "drop") === 0),
    unknown: say("Which network namespace was it? Kernels before 6.17 do not log it"),
    what: say("The namespaces"),
    command: "lsns -t net",
    answer: false,
    why: say("Each container has its own count under the same limit"),
  },
];

export function openQuestions(context: Context): Pick<Diagnosis, "unknown" | "next"> {
  const open = QUESTIONS.filter((question) => question.open(context));
  const { unknown, next } = openNamespaces(context);
  return {
    unknown: [...open.map((question) => question.unknown), ...unknown],
    next: [...open.map(({ what, command, why }) => ({ kind: "read", what, command, why }) as const), ...next],
  };
}

/** Namespaces that could not be read: also of a host that is healthy as far as anybody sees. */
export function openNamespaces({ evidence: { namespaces } }: Context): Pick<Diagnosis, "unknown" | "next"> {
  const without = namespaces?.namespaces.filter(({ process }) => !process).slice(0, MOST_COMMANDS) ?? [];
  return {
    unknown: namespaces ? unreadNamespaces(namespaces) : [],
    next: without.map((one) => ({
      kind: "read",
      what: say("The counters of {one}", { one: namespaceName(one) }),
      command: readCommand(one),
      why: say("It has no processes, so the command enters it"),
    })),
  };
}

const MOST_COMMANDS = 3;

interface AskedOnPage {
  readonly unknown: string;
  /** The form of it whose output a page can read; null where it can read none. */
  readonly command: string | null;
  /** Whether it is a number that a page asks for at its head. */
  readonly number: boolean;
}

/** What a command is asked for; undefined where it answers none of the questions here. */
export function questionOf(command: string): AskedOnPage | undefined {
  const known = QUESTIONS.find((question) => question.command === command);
  if (!known) return undefined;
  const { unknown, answer } = known;
  const [read = command] = command.split(" | conntrack-planner ");
  return { unknown, command: answer === false ? null : read, number: answer === "number" };
}
