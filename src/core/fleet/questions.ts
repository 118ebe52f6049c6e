// Every question that a store is asked, in PromQL of Prometheus 2.42: what travels is a few numbers a host. A new one is a
// record here: how it is asked, and where its answer goes.
import { say } from "../words/say.ts";
import type { Sample } from "./answer.ts";
import { type FleetFacts, type HostFacts, QUANTILES } from "./facts.ts";
import { COUNTERS, type Counter, CPU, counterMetric, ENTRIES, LIMIT, MEMORY, UNAME } from "./metrics.ts";
import { decodePeak, peakExpression } from "./peak-code.ts";
import { keptLabels, printTag, type Scope, selectorOf, TAG } from "./scope.ts";
import { promDuration, type Span, windowAt } from "./span.ts";

export interface Question {
  readonly id: string;
  /** "range": a value for each window, by /api/v1/query_range. */
  readonly kind: "instant" | "range";
  /** What it is about, as a person would say it. */
  readonly about: string;
  /** A failure leaves something unknown, and is said; it ends nothing. */
  readonly optional?: true;
  /** Without the label that names the question. */
  readonly expression: (scope: Scope) => string;
  /** Finite values only. */
  readonly take: (facts: HostFacts, sample: Sample, labels: Readonly<Record<string, string>>, span: Span) => void;
}

const over = (name: string, metric: string, scope: Scope, range = scope.span.range): string =>
  `${name}(${selectorOf(metric, scope)}[${promDuration(range)}])`;

/** Two series of one host, as of two stores that both scrape it, are one host. */
const byHost = (scope: Scope, expression: string, more: readonly string[] = []): string =>
  `max by (${[...keptLabels(scope), ...more].join(", ")}) (${expression})`;

/**
 * The increase of a counter that is exported as a gauge: exact where it was not reset, as the last value is the highest and
 * the first the lowest; else what increase() makes of it, which looks past each reset and stretches to the range.
 */
function increaseOf(counter: Counter, scope: Scope, range: number): string {
  const of = (name: string): string => over(name, counterMetric(counter), scope, range);
  return `(${of("max_over_time")} - ${of("min_over_time")} unless ${of("resets")} > 0) or (${of("increase")} and ${of("resets")} > 0)`;
}

const counted: readonly Question[] = COUNTERS.flatMap((counter): readonly Question[] => [
  {
    id: counter,
    kind: "instant",
    about: say("increase of {counter}", { counter }),
    optional: true,
    expression: (scope) => byHost(scope, increaseOf(counter, scope, scope.span.range)),
    take: (facts, { value }) => {
      facts.lost[counter] = Math.max(facts.lost[counter] ?? 0, Math.round(value));
    },
  },
  {
    id: `${counter}-when`,
    kind: "range",
    about: say("when {counter} increased", { counter }),
    optional: true,
    // A step more than a window: what was counted between two of them is not left out.
    expression: (scope) => byHost(scope, `(${increaseOf(counter, scope, scope.span.window + scope.span.step)}) > 0`),
    take: (facts, { time, value }, _labels, span) => {
      const window = windowAt(span, time);
      const lost = Math.round(value);
      if (window === undefined || lost === 0) return;
      const map = facts.lostIn[counter] ?? new Map<number, number>();
      facts.lostIn[counter] = map.set(window, Math.max(map.get(window) ?? 0, lost));
    },
  },
]);

const quantiles: readonly Question[] = QUANTILES.map((share, index) => ({
  id: `p${share * 100}`,
  kind: "instant",
  about: say("entries not exceeded for {percent} % of the time", { percent: share * 100 }),
  optional: true,
  expression: (scope) => byHost(scope, `quantile_over_time(${share}, ${selectorOf(ENTRIES, scope)}[${promDuration(scope.span.range)}])`),
  take: (facts, { value }) => {
    facts.quantiles[index] = Math.max(facts.quantiles[index] ?? 0, value);
  },
}));

/** Which hosts there are, asked before all others: of all of them, with how often each was heard of. */
export const WHICH: Question = {
  id: "hosts",
  kind: "instant",
  about: say("hosts with a connection tracking table"),
  expression: (scope) => byHost(scope, over("count_over_time", ENTRIES, scope)),
  take: () => {},
};

export const QUESTIONS: readonly Question[] = [
  {
    id: "now",
    kind: "instant",
    about: say("entries now"),
    expression: (scope) => byHost(scope, selectorOf(ENTRIES, scope)),
    take: (facts, { value }) => {
      facts.now = Math.max(facts.now ?? 0, value);
    },
  },
  {
    id: "peaks",
    kind: "range",
    about: say("the peak of each window and when it was"),
    expression: (scope) => byHost(scope, peakExpression(selectorOf(ENTRIES, scope), scope.span)),
    take: (facts, { time, value }, _labels, span) => {
      const window = windowAt(span, time);
      const peak = decodePeak(value, span);
      if (window === undefined || !peak) return;
      const known = facts.peaks[window];
      if (!known || peak.entries > known.entries) facts.peaks[window] = peak;
    },
  },
  ...quantiles,
  {
    id: "limit",
    kind: "instant",
    about: say("the limit"),
    expression: (scope) => byHost(scope, over("last_over_time", LIMIT, scope)),
    take: (facts, { value }) => {
      facts.limit = Math.max(facts.limit ?? 0, value);
    },
  },
  {
    id: "limit-changes",
    kind: "instant",
    about: say("how often the limit changed"),
    optional: true,
    expression: (scope) => byHost(scope, `${over("changes", LIMIT, scope)} > 0`),
    take: (facts, { value }) => {
      facts.limitChanges = Math.max(facts.limitChanges ?? 0, value);
    },
  },
  ...counted,
  {
    id: "memory",
    kind: "instant",
    about: say("memory of each machine"),
    optional: true,
    expression: (scope) => byHost(scope, over("last_over_time", MEMORY, scope)),
    take: (facts, { value }) => {
      facts.memory = value;
    },
  },
  {
    id: "kernel",
    kind: "instant",
    about: say("kernels, and when each was last seen"),
    optional: true,
    // Seldom enough to cost little: a kernel runs for longer than an hour, or is not worth asking about.
    expression: (scope) => {
      const { range, window } = scope.span;
      const each = promDuration(Math.min(window, 3600));
      // The metric is always 1, so that this is the last time it was there; timestamp() takes far longer in Prometheus 2.42.
      // What is there now counts as well: a host, or its kernel, may be younger than the last look.
      const seen = `${selectorOf(UNAME, scope)} * time()`;
      return byHost(scope, `max_over_time((${seen})[${promDuration(range)}:${each}]) or ${seen}`, ["release", "machine"]);
    },
    take: (facts, { value }, { release, machine = "" }) => {
      if (release !== undefined && (!facts.kernel || value > facts.kernel.seen)) facts.kernel = { release, machine, seen: value };
    },
  },
  {
    id: "cpus",
    kind: "instant",
    about: say("CPUs of each machine"),
    optional: true,
    expression: (scope) =>
      `count by (${keptLabels(scope).join(", ")}) (${selectorOf(CPU, scope, [{ label: "mode", operator: "=", value: "idle" }])})`,
    take: (facts, { value }) => {
      facts.cpus = value;
    },
  },
];

/** As the store is asked. */
export function promql({ id, expression }: Question, scope: Scope): string {
  return `label_replace(${expression(scope)}, "${TAG}", "${printTag(id, scope)}", "", "")`;
}

/** Takes the samples of a question into the facts; what is no number to count with is only counted. */
export function takeSample(
  question: Question,
  facts: FleetFacts,
  host: HostFacts,
  sample: Sample,
  labels: Readonly<Record<string, string>>,
): void {
  if (!Number.isFinite(sample.value) || sample.value < 0) facts.odd++;
  else question.take(host, sample, labels, facts.span);
}
