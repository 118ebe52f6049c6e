// The door of a wing for the rooms outside of core: from what machines print to causes and steps.

export type { Configured } from "../evidence/configured.ts";
export { isTold, rateFigure, rateNote } from "../evidence/dump/rate-text.ts";
export { createDumpReader } from "../evidence/dump/reader.ts";
export { serviceName } from "../evidence/dump/service-name.ts";
export type { DumpSummary, Top } from "../evidence/dump/summary.ts";
export type { Evidence } from "../evidence/evidence.ts";
export { createEvidenceReader, type EvidenceReader, evidenceOf } from "../evidence/evidence-reader.ts";
export type {
  FirewallReader,
  FirewallReading,
  HostIdentity,
  HostMachine,
  HostPort,
  HostReading,
  PrivateCopy,
  RunningSettings,
  SlabReading,
  SysctlProgram,
  TableFill,
  Unread,
} from "../evidence/host.ts";
export { hostTarget, hostTargetPart } from "../evidence/host-target.ts";
export type { LogFindings } from "../evidence/log/findings.ts";
export type { RefusedSetting } from "../evidence/log/refusals.ts";
export { readingWords } from "../evidence/mixed/words.ts";
export { containerOf } from "../evidence/namespaces/container.ts";
export { namespaceMounts } from "../evidence/namespaces/mounts.ts";
export { type NamespaceReading, type NamespacesReading, namespacesSince } from "../evidence/namespaces/namespace.ts";
export { byPressure, type NamespacePressure } from "../evidence/namespaces/pressure.ts";
export { namespaceName, readCommand, unreadNamespaces } from "../evidence/namespaces/words.ts";
export { ofMachine } from "../evidence/of-machine.ts";
export { listeningSockets } from "../evidence/owners/listening-sockets.ts";
export { localIpv4, localIpv6 } from "../evidence/owners/local-addresses.ts";
export { type OwnedService, type OwnerQuestion, type Owners, ownerQuestion } from "../evidence/owners/owners.ts";
export { PlainText } from "../evidence/plain-text.ts";
export type { CounterId } from "../evidence/statistics/counters.ts";
export { lossesIn } from "../evidence/statistics/losses.ts";
export { type CounterChange, changesBetween } from "../evidence/statistics/rates.ts";
export { type Counters, readStatistics, type Statistics } from "../evidence/statistics/read.ts";
export { shownCounters } from "../evidence/statistics/shown.ts";
export { UnusableText } from "../evidence/unusable-text.ts";
export { type Comparison, compareReadings } from "./again/compare.ts";
export { type KeptHost, type KeptReading, keepReading } from "./again/kept.ts";
export { comparisonHeadline, comparisonWords } from "./again/words.ts";
export { configuredSettings } from "./applied/configured.ts";
export { applyAndUndo } from "./apply-and-undo.ts";
export { CAUSE_TITLES, type CauseTitle } from "./cause-titles.ts";
export { CAUSE_WORDS, type CauseWords } from "./cause-words.ts";
export { diagnose } from "./diagnose.ts";
export type { Cause, Diagnosis, Plan, ReadStep, Step } from "./diagnosis.ts";
export { measuredTraffic } from "./measured-traffic.ts";
export { MODULE_FILE_TEXT } from "./module-file.ts";
export { type NamespaceTable, namespaceTable } from "./namespace-table.ts";
export { noEntries } from "./no-entries.ts";
export { ownerTable } from "./owner-table.ts";
export type { PageAction } from "./page/actions.ts";
export { answered } from "./page/answers.ts";
export { type ProblemMessage, readFormMessage, readProblemMessage } from "./page/messages.ts";
export { diagnosisPage } from "./page/page.ts";
export { STEP_REVIEW, type StepReview } from "./step-review.ts";
export { NOTHING_TYPED, type TypedNumbers, withNumbers } from "./supplied.ts";
export { isInTrouble } from "./trouble.ts";
