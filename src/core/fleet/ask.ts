// Asks a store about a fleet, a part of its hosts at a time, so that no answer and no query grows with the fleet. How a
// question travels is not known here.
import { say } from "../words/say.ts";
import type { Answer } from "./answer.ts";
import { FleetFacts } from "./facts.ts";
import { promql, QUESTIONS, type Question, WHICH } from "./questions.ts";
import { placeOf, type Scope } from "./scope.ts";
import { windowEnd } from "./span.ts";
import { takeAnswer } from "./take.ts";

/** What is asked: an expression at a time, or for the end of each window. */
export interface Query {
  readonly id: string;
  readonly about: string;
  readonly expression: string;
  /** Seconds since 1970; `step` is that of the answer, 0 for one value. */
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

interface Refusal {
  readonly problem: string;
  /** The store could not do so much at once: less may work. */
  readonly tooMuch: boolean;
}

/** Retries, waits and keeps count by itself. Throws what ends all: wrong credentials, no such server, cancelled. */
export type Ask = (query: Query) => Promise<Answer | Refusal>;

interface Progress {
  readonly done: number;
  readonly total: number;
  readonly hosts: number;
}

export interface AskOptions {
  /** Questions that are on their way at the same time. */
  readonly parallel: number;
  readonly onProgress?: (progress: Progress) => void;
}

export type Asked =
  | { readonly facts: FleetFacts; readonly notes: readonly string[]; readonly queries: number }
  | { readonly error: string };

/** Hosts that one question names at most, and steps of all of them together: a store holds these in memory at once. */
const MOST_HOSTS = 400;
const MOST_STEPS = 10_000_000;

interface Job {
  readonly question: Question;
  readonly hosts: readonly string[];
}

/** A question about all hosts names none of them. */
export async function askFleet(scope: Scope, ask: Ask, { parallel, onProgress }: AskOptions): Promise<Asked> {
  const facts = new FleetFacts(scope.span);
  const notes = new Set<string>();
  let queries = 1;
  const which = await ask(queryOf(WHICH, scope));
  if ("problem" in which) return { error: which.problem };
  for (const warning of which.warnings) notes.add(warning);
  const places = which.series.map(({ labels }) => placeOf(labels, scope));
  const missing = missingLabel(places, scope);
  if (missing !== undefined) return { error: missing };
  const hosts = [...new Set(places.map(({ host }) => host))].sort();
  const most = Math.max(1, Math.min(MOST_HOSTS, Math.floor((MOST_STEPS * scope.span.step) / scope.span.range)));
  const jobs: Job[] = partsOf(hosts, most).flatMap((part) => QUESTIONS.map((question) => ({ question, hosts: part })));
  // What the store once found too much is not asked for again.
  const learned = new Map<string, number>();
  let done = 0;
  const failures: string[] = [];
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { question } = job;
      const bound = learned.get(question.id) ?? Number.POSITIVE_INFINITY;
      if (job.hosts.length > bound) {
        jobs.unshift(...partsOf(job.hosts, bound).map((part) => ({ question, hosts: part })));
        continue;
      }
      queries++;
      const answer = await ask(queryOf(question, job.hosts.length === hosts.length ? scope : { ...scope, hosts: job.hosts }));
      if (!("problem" in answer)) {
        takeAnswer(question, answer, facts, scope);
        for (const warning of answer.warnings) notes.add(warning);
      } else if (answer.tooMuch && job.hosts.length > 1) {
        learned.set(question.id, Math.min(bound, Math.ceil(job.hosts.length / 2)));
        jobs.unshift(job);
        continue;
      } else if (question.optional) notes.add(say("{figure}: unknown ({problem})", { figure: question.about, problem: answer.problem }));
      else {
        failures.push(`${question.about}: ${answer.problem}`);
        jobs.length = 0;
      }
      onProgress?.({ done: ++done, total: done + jobs.length, hosts: hosts.length });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  const [failure] = failures;
  return failure === undefined ? { facts, notes: [...notes], queries } : { error: failure };
}

/** What is asked of the whole fleet, for people who ask themselves. */
export function allQueries(scope: Scope): readonly Query[] {
  return QUESTIONS.map((question) => queryOf(question, scope));
}

function queryOf(question: Question, scope: Scope): Query {
  const { id, about, kind } = question;
  const { span } = scope;
  const expression = promql(question, scope);
  return kind === "instant"
    ? { id, about, expression, start: span.end, end: span.end, step: 0 }
    : { id, about, expression, start: windowEnd(span, 0), end: span.end, step: span.window };
}

function partsOf(hosts: readonly string[], most: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(hosts.length / most) }, (_, part) => hosts.slice(part * most, (part + 1) * most));
}

function missingLabel(places: readonly { readonly pool: string; readonly host: string }[], { by, host }: Scope): string | undefined {
  if (places.length === 0) return undefined;
  if (places.every((place) => place.host === ""))
    return say('none of these series has a label "{host}"; give one of their labels with --host', { host });
  if (places.every((place) => place.pool === "/".repeat(by.length - 1)))
    return say('none of these series has a label "{by}"; give one of their labels with --by', { by: by.join('", "') });
  return undefined;
}
