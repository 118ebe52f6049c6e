// How much work a piece of our own code does, counted: how often each of its blocks runs. The same on any machine.
import { type Profiler, Session } from "node:inspector";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../host/project.ts";

const OURS = pathToFileURL(`${projectRoot}/src/`).href;

export type StepsOf = (work: () => unknown) => Promise<number>;

/**
 * Hands out a counter of the blocks of `src` that run, and of those that ran since it was asked last: what is not to count
 * does not run in between. What the engine does by itself (search, patterns) is not counted.
 */
export async function countSteps(use: (stepsOf: StepsOf) => Promise<void>): Promise<void> {
  const session = new Session();
  session.connect();
  const post = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))));
  // Taking the counts sets them back to nothing, and costs more than most of what is counted.
  const take = () => post<Profiler.TakePreciseCoverageReturnType>("Profiler.takePreciseCoverage");
  try {
    await post("Profiler.enable");
    await post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await take();
    await use(async (work) => {
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
    if (!url.startsWith(OURS)) continue;
    for (const { ranges } of functions) for (const { count } of ranges) steps += count;
  }
  return steps;
}
