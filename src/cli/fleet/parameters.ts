// The parameters of a request for a question: the same from this program and in the commands that --show-queries prints.
import type { Query } from "../../core/fleet/index.ts";

/**
 * A step of 0 asks for one value. Raw samples alone are exact: Thanos takes thinned ones for long steps where it may
 * (max_source_resolution), and VictoriaMetrics keeps parts of earlier answers (nocache). Other stores pass over both.
 */
export function parametersOf({ expression, start, end, step }: Query): URLSearchParams {
  const when = step === 0 ? { time: end } : { start, end, step, nocache: 1 };
  const all = { query: expression, ...when, max_source_resolution: "0s" };
  return new URLSearchParams(Object.entries(all).map(([name, value]): [string, string] => [name, String(value)]));
}

export function pathOf({ step }: Query): string {
  return step === 0 ? "/api/v1/query" : "/api/v1/query_range";
}
