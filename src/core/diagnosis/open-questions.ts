// What the evidence leaves open, and what to read next to know it.

import { namespaceName, readCommand, unreadNamespaces } from "../evidence/namespaces/words.ts";
import { say } from "../words/say.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";
import type { Diagnosis, ReadStep } from "./diagnosis.ts";
import { GATHERING } from "./gather.ts";

interface Question {
  readonly open: (context: Context) => boolean;
  readonly unknown: string;
  /** A person may know it by heart. */
  readonly number?: true;
  /** What answers it, where that is not the one command for all. */
  readonly step?: ReadStep;
}

const QUESTIONS: readonly Question[] = [
  {
    open: ({ count }) => count === undefined,
    unknown: say("How many entries does the table have now?"),
  },
  {
    open: ({ max }) => max === undefined,
    unknown: say("What is the limit?"),
    number: true,
  },
  {
    open: ({ pressed, memory }) => pressed === true && memory === undefined,
    unknown: say("How much memory does the machine have? It determines how large the table may be"),
    number: true,
  },
  {
    // Those of this namespace say nothing of another one.
    open: ({ evidence, elsewhere }) => evidence.table === undefined && !elsewhere,
    unknown: say("What fills the table: which protocols, states and sources?"),
  },
  {
    open: ({ evidence, elsewhere }) => evidence.statistics === undefined && !elsewhere,
    unknown: say("Are packets still dropped, or entries evicted without a log line?"),
  },
  {
    // Only 6.17 and later name it (6.16.12 does not, 6.17.13 does), and only where it is not the initial one.
    open: ({ evidence, count }) =>
      evidence.namespaces === undefined &&
      (evidence.log?.tableFull.byNamespace ?? []).some(({ namespace }) => namespace === null) &&
      (count === undefined || counted(evidence, "drop") === 0),
    unknown: say("Which network namespace was it? Kernels before 6.17 do not log it"),
    step: {
      kind: "read",
      what: say("The namespaces"),
      command: "sudo conntrack-planner live --namespaces",
      why: say("Each container has its own count under the same limit"),
    },
  },
];

export function openQuestions(context: Context): Pick<Diagnosis, "unknown" | "next"> {
  const open = QUESTIONS.filter((question) => question.open(context));
  const { unknown, next } = unreadParts(context);
  return {
    unknown: [...open.map((question) => question.unknown), ...unknown],
    next: [...(open.some(({ step }) => !step) ? [GATHERING] : []), ...open.flatMap(({ step }) => step ?? []), ...next],
  };
}

/** Whether a question is answered by the one command for all; a number, where `asked`, is typed instead. */
export function isGathered(unknown: string, asked: boolean): boolean {
  return QUESTIONS.some((question) => question.unknown === unknown && !question.step && !(asked && question.number));
}

/** Whether it is a number that a page asks for at its head. */
export function isNumber(unknown: string): boolean {
  return QUESTIONS.some((question) => question.unknown === unknown && question.number);
}

/** Namespaces and files that could not be read: also of a host that is healthy as far as anybody sees. */
export function unreadParts({ evidence: { namespaces, configured } }: Context): Pick<Diagnosis, "unknown" | "next"> {
  const without = namespaces?.namespaces.filter(({ process }) => !process).slice(0, MOST_COMMANDS) ?? [];
  return {
    unknown: [...(namespaces ? unreadNamespaces(namespaces) : []), ...(configured?.left ?? [])],
    next: without.map((one) => ({
      kind: "read",
      what: say("The counters of {name}", { name: namespaceName(one) }),
      command: readCommand(one),
      why: say("It has no processes, so the command enters it"),
    })),
  };
}

const MOST_COMMANDS = 3;
