// How much work a piece of our own code does, counted: how often each of its blocks runs. The same on any machine.
import { type Profiler, Session } from "node:inspector";

export type StepsOf = (work: () => unknown) => Promise<number>;

/** Hands out a counter of the blocks of `src/core` that run. What the engine does by itself (search, patterns) is not counted. */
export async function countSteps(use: (stepsOf: StepsOf) => Promise<void>): Promise<void> {
  const session = new Session();
  session.connect();
  const post = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))));
  // Taking the counts sets them back to nothing.
  const take = () => post<Profiler.TakePreciseCoverageReturnType>("Profiler.takePreciseCoverage");
  try {
    await post("Profiler.enable");
    await post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await use(async (work) => {
      await take();
      await work();
      return sumOf((await take()).result);
    });
  } finally {
    await post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}

function sumOf(scripts: readonly Profiler.ScriptCoverage[]): number {
  let steps = 0;
  for (const { url, functions } of scripts) {
    if (!url.includes("/src/core/")) continue;
    for (const { ranges } of functions) for (const { count } of ranges) steps += count;
  }
  return steps;
}
