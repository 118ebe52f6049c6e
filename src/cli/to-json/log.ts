// What a log says, as JSON.
import type { LogFindings } from "../../core/diagnosis/index.ts";
import type { LogJson, LogTimeJson } from "../json/log.ts";

export function logJson({ lines, tableFull, drops, lookalikes, unexplained, loaded, settings }: LogFindings): LogJson {
  return {
    lines,
    tableFull: {
      printed: tableFull.printed,
      suppressed: tableFull.suppressed,
      byNamespace: tableFull.byNamespace.map(({ namespace, printed }) => ({ namespace, printed })),
      first: timeJson(tableFull.first),
      last: timeJson(tableFull.last),
      seconds: tableFull.seconds,
      bursts: tableFull.bursts.map(({ from, to, printed, suppressed }) => ({
        from: timeJson(from),
        to: timeJson(to),
        printed,
        suppressed,
      })),
      burstCount: tableFull.burstCount,
      samples: tableFull.samples,
    },
    drops: drops && { atLeast: drops.atLeast, about: drops.about, caveats: drops.caveats },
    lookalikes: lookalikes.map(({ id, weight, lines: count, meaning, keys, sample }) => ({
      id,
      weight,
      lines: count,
      meaning,
      keys,
      sample,
    })),
    unexplained,
    loaded: loaded && { buckets: loaded.buckets, max: loaded.max },
    settings: { ...settings },
  };
}

export function timeJson(at: LogFindings["tableFull"]["first"]): LogTimeJson | null {
  return at && { text: at.text, seconds: at.seconds, clock: at.clock };
}
