// How much work a piece of our own code does, counted: how often each of its blocks runs. The same on any machine.
import { type Profiler, Session } from "node:inspector";

/** Runs of the blocks of `src/core` while something is done. What the engine does by itself (search, patterns) is not counted. */
export async function stepsOf(work: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  const post = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))));
  try {
    await post("Profiler.enable");
    await post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await post("Profiler.takePreciseCoverage");
    await work();
    const { result } = await post<Profiler.TakePreciseCoverageReturnType>("Profiler.takePreciseCoverage");
    let steps = 0;
    for (const { url, functions } of result) {
      if (!url.includes("/src/core/")) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  } finally {
    await post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}
