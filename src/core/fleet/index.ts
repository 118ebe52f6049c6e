// The door of a wing for the rooms outside of core: from the metrics of many hosts to what each pool needs.
export { type Answer, readAnswer } from "./answer.ts";
export { type Ask, allQueries, askFleet, type Query } from "./ask.ts";
export { filesOf, type WrittenFile } from "./exports/files.ts";
export { fleetMarkdown } from "./exports/markdown.ts";
export type { FleetFacts } from "./facts.ts";
export { type FleetReport, fullestShare, reportFleet } from "./fleet-report.ts";
export { FILL_STEPS, type Growth } from "./growth.ts";
export type { HostReport } from "./host-report.ts";
export { lossySentence } from "./loss-words.ts";
export { type Losses, lostAnything } from "./losses.ts";
export { isLabel, type Matcher, readMatchers } from "./matchers.ts";
export { ENTRIES } from "./metrics.ts";
export type { PoolReport } from "./pool-report.ts";
export type { Scope } from "./scope.ts";
export { spanOf } from "./span.ts";
export { type SavedAnswer, takeSaved } from "./take.ts";
export { daysWords, driftWords, growthWords, outlierWords, poolName, tableSentences, timeWords } from "./words.ts";
