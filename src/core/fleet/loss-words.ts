// What is said of the losses of a host: how many, why, and when.
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { HostReport } from "./host-report.ts";
import type { Losses } from "./losses.ts";
import type { Span } from "./span.ts";
import { timeWords } from "./words.ts";

/** "gw-3: 1,204 packets dropped because the table was full, 33 entries evicted, between ... and ..." */
export function lossySentence({ host, losses }: HostReport, span: Span): string {
  return `${host}: ${losses ? [lossWords(losses), lossTimes(losses, span)].filter(Boolean).join(", ") : ""}`;
}

/** Empty where nothing was lost. */
function lossWords({ dropped, evicted, raced, refused, full }: Losses): string {
  const parts: string[] = [];
  const counted = (count: number, one: () => string, many: (count: string) => string): void => {
    if (count > 0) parts.push(count === 1 ? one() : many(formatCount(count)));
  };
  counted(
    dropped,
    () => say("1 packet dropped because the table was full"),
    (count) => say("{count} packets dropped because the table was full", { count }),
  );
  counted(
    evicted,
    () => say("1 entry evicted"),
    (count) => say("{count} entries evicted", { count }),
  );
  counted(
    raced,
    () => (full ? say("1 packet dropped because the table was full, or in insert races") : say("1 packet dropped in insert races")),
    (count) =>
      full
        ? say("{count} packets dropped because the table was full, or in insert races", { count })
        : say("{count} packets dropped in insert races", { count }),
  );
  counted(
    refused,
    () => say("1 insert refused because of long chains or duplicates"),
    (count) => say("{count} inserts refused because of long chains or duplicates", { count }),
  );
  return parts.join(", ");
}

/** "between 2026-11-24 00:00 and 2026-11-25 00:00": the windows in which anything was lost; empty where that is not known. */
function lossTimes({ when }: Losses, { window }: Span): string {
  return when ? say("between {first} and {last}", { first: timeWords(when.first - window), last: timeWords(when.last) }) : "";
}
