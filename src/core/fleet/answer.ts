// An answer of the query interface (/api/v1/query, /api/v1/query_range), read from unknown: series of samples, warnings, or
// what went wrong. A value that is no finite number stays in it as NaN, so that it can be counted.
import { say } from "../words/say.ts";

export interface Sample {
  /** Seconds since 1970. */
  readonly time: number;
  readonly value: number;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

export interface Answer {
  readonly series: readonly Series[];
  /** What the store says itself: that parts are missing, for one. */
  readonly warnings: readonly string[];
}

export interface AnswerProblem {
  /** As the store names it ("timeout", "execution", "bad_data"); undefined for a text that is no answer. */
  readonly kind: string | undefined;
  readonly problem: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** `data` is parsed JSON of anybody's making. */
export function readAnswer(data: unknown): Answer | AnswerProblem {
  const whole = fields(data);
  if (whole?.["status"] === "error") {
    const { error, errorType } = whole;
    return {
      kind: typeof errorType === "string" ? errorType : "error",
      problem: typeof error === "string" ? error : say("no reason given"),
    };
  }
  const found = whole?.["status"] === "success" ? fields(whole["data"]) : undefined;
  const result = found?.["result"];
  if (!found || !Array.isArray(result)) return { kind: undefined, problem: notAnAnswer(whole) };
  switch (found["resultType"]) {
    case "vector":
      return { series: result.flatMap((item) => seriesOf(item, [fields(item)?.["value"]])), warnings: warningsOf(whole) };
    case "matrix":
      return { series: result.flatMap((item) => seriesOf(item, fields(item)?.["values"])), warnings: warningsOf(whole) };
    case "scalar":
      return { series: [{ labels: {}, samples: [sampleOf(result)].flatMap((sample) => sample ?? []) }], warnings: warningsOf(whole) };
    default:
      return { kind: undefined, problem: say("it contains neither a vector nor a matrix; query numbers, not text") };
  }
}

function notAnAnswer(whole: Fields | undefined): string {
  return whole && "data" in whole && Array.isArray(whole["data"])
    ? say("it contains names, not values; save an answer of /api/v1/query or /api/v1/query_range")
    : say("not an answer of /api/v1/query or /api/v1/query_range");
}

/** Prometheus and Thanos list warnings; VictoriaMetrics says isPartial. */
function warningsOf(whole: Fields | undefined): readonly string[] {
  const said = [whole?.["warnings"], whole?.["infos"]].flatMap((list) => (Array.isArray(list) ? list : []));
  const partial = whole?.["isPartial"] === true ? [say("the store returned a partial answer (isPartial)")] : [];
  return [...said.filter((warning) => typeof warning === "string"), ...partial];
}

function seriesOf(item: unknown, values: unknown): readonly Series[] {
  const labels = fields(fields(item)?.["metric"]);
  if (!labels || !Array.isArray(values)) return [];
  const texts = Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return [{ labels: Object.fromEntries(texts), samples: values.flatMap((value) => sampleOf(value) ?? []) }];
}

function sampleOf(pair: unknown): Sample | undefined {
  if (!Array.isArray(pair) || typeof pair[0] !== "number" || typeof pair[1] !== "string") return undefined;
  const value = /^[-+]?(?:\d|\.\d)/.test(pair[1]) ? Number(pair[1]) : Number.NaN;
  return { time: pair[0], value };
}

function fields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
