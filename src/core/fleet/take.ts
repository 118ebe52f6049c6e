// Answers into facts: those to our own questions, which say themselves what they are, and plain series of an exporter.
import { say } from "../words/say.ts";
import type { Answer, Series } from "./answer.ts";
import { FleetFacts } from "./facts.ts";
import { ENTRIES } from "./metrics.ts";
import { QUESTIONS, type Question, takeSample, WHICH } from "./questions.ts";
import { isRaw, takeRaw } from "./raw.ts";
import { placeOf, readTag, type Scope, TAG } from "./scope.ts";
import { spanOf } from "./span.ts";

/** Takes the answer to a question. */
export function takeAnswer(question: Question, { series }: Answer, facts: FleetFacts, scope: Scope): void {
  for (const { labels, samples } of series) {
    const { pool, host } = placeOf(labels, scope);
    const place = facts.host(pool, host);
    for (const sample of samples) takeSample(question, facts, place, sample, labels);
  }
}

export interface SavedAnswer {
  /** Of the file, for messages. */
  readonly name: string;
  readonly answer: Answer;
}

export interface SavedOptions {
  readonly by: readonly string[];
  readonly host: string;
  /** Seconds; without it, as far as the samples reach. */
  readonly range?: number | undefined;
  readonly step?: number | undefined;
}

export type Saved = { readonly facts: FleetFacts; readonly scope: Scope; readonly notes: readonly string[] } | { readonly error: string };

/** Of files that were saved from one store at one time. What none of them speaks of stays unknown. */
export function takeSaved(files: readonly SavedAnswer[], options: SavedOptions): Saved {
  const found = scopeOf(files, options);
  if ("error" in found) return found;
  const { scope } = found;
  const facts = new FleetFacts(scope.span);
  const notes = files.flatMap(({ name, answer }) =>
    answer.warnings.map((warning) => say("{name}: the store warned: {warning}", { name, warning })),
  );
  const strange = new Set<string>();
  for (const { name, answer } of files) {
    for (const series of answer.series) {
      const tag = readTag(series.labels[TAG] ?? "");
      const question = tag && QUESTIONS.find(({ id }) => id === tag.question);
      if (question) takeAnswer(question, { series: [series], warnings: [] }, facts, scope);
      else if (isRaw(series)) takeRaw(series, facts, scope);
      else if (tag?.question !== WHICH.id) strange.add(name);
    }
  }
  for (const name of strange)
    notes.push(
      say(
        "{name} contains series that are neither answers to the queries of --show-queries nor metrics of node_exporter; they are ignored",
        { name },
      ),
    );
  return { facts, scope, notes };
}

function scopeOf(files: readonly SavedAnswer[], options: SavedOptions): { readonly scope: Scope } | { readonly error: string } {
  let scope: Scope | undefined;
  let first = "";
  for (const { name, answer } of files) {
    for (const { labels } of answer.series) {
      const tag = readTag(labels[TAG] ?? "");
      if (!tag) continue;
      const { span, by, host } = tag.scope;
      scope ??= tag.scope;
      first ||= name;
      const same = Object.entries(span).every(([part, value]) =>
        Object.entries(scope?.span ?? {}).some(([own, other]) => own === part && other === value),
      );
      if (!same || by.join() !== scope.by.join() || host !== scope.host)
        return {
          error: say("{name} is for a different time or different labels than {first}; save all answers of one --show-queries", {
            name,
            first,
          }),
        };
    }
  }
  return scope ? { scope } : rawScope(files, options);
}

function rawScope(
  files: readonly SavedAnswer[],
  { by, host, range, step }: SavedOptions,
): { readonly scope: Scope } | { readonly error: string } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let times = 0;
  for (const { samples } of seriesOf(files)) {
    times = Math.max(times, samples.length);
    for (const { time } of samples) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }
  if (times === 0)
    return {
      error:
        files.length === 1
          ? say("no {metric} in this file; conntrack-planner fleet --show-queries prints the queries to save", { metric: ENTRIES })
          : say("no {metric} in these files; conntrack-planner fleet --show-queries prints the queries to save", { metric: ENTRIES }),
    };
  if (times === 1) return { error: say("one value per host is not enough; save an answer of /api/v1/query_range") };
  // The end is rounded up to the step, so that the last sample is in.
  const span = spanOf(last, range ?? Math.max(600, last - first), step);
  if ("error" in span) return span;
  const end = Math.ceil(last / span.step) * span.step;
  return { scope: { span: { ...span, end }, matchers: [], by, host } };
}

function* seriesOf(files: readonly SavedAnswer[]): Generator<Series> {
  for (const { answer } of files) for (const series of answer.series) if (series.labels["__name__"] === ENTRIES) yield series;
}
