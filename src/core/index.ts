// The only door of the core: everything that the rooms outside may import.

export { type EffectiveOptions, type EffectiveSetting, effective, type HostConfiguration } from "./boot/effective.ts";
export type { Fate, LineFate } from "./boot/fates.ts";
export { type InForce, inForce } from "./boot/in-force.ts";
export { type Collection, collect, type LeftFile, leftFiles } from "./boot/one-file.ts";
export { type MemoryFile, type MemoryTree, memoryPort } from "./boot/tree/memory-port.ts";
export { isSystemFile } from "./boot/tree/places.ts";
export type { Entry, EntryKind, LinkTarget, Listing, Reading, ReadProblem, TreePort } from "./boot/tree/port.ts";
export { findRoots, pathInRoot, type Root, systemPath } from "./boot/tree/roots.ts";
export { readTree, type Tree, type TreeFile, withText } from "./boot/tree/tree.ts";
export { diagnose } from "./diagnosis/diagnose.ts";
export type { Cause, Diagnosis, Plan, Step } from "./diagnosis/diagnosis.ts";
export { type DiagnosisPage, diagnosisPage, type PageAction } from "./diagnosis/page.ts";
export { type MeasuredWorkload, measuredWorkload } from "./diagnosis/workload.ts";
export { isTold, rateFigure, rateNote } from "./evidence/dump/rate-text.ts";
export { createDumpReader, type DumpReader } from "./evidence/dump/reader.ts";
export type { DumpSummary, Top } from "./evidence/dump/summary.ts";
export type { Evidence } from "./evidence/evidence.ts";
export { createEvidenceReader, type Decode, type EvidenceReader } from "./evidence/evidence-reader.ts";
export type {
  HostMachine,
  HostPort,
  HostReading,
  PrivateCopy,
  RunningSettings,
  SlabReading,
  SysctlProgram,
  TableFill,
  Unread,
} from "./evidence/host.ts";
export { hostTargetPart } from "./evidence/host-target.ts";
export type { LogFindings } from "./evidence/log/findings.ts";
export { createLogReader, type LogReader } from "./evidence/log/reader.ts";
export type { RefusedSetting } from "./evidence/log/refusals.ts";
export { readingWords } from "./evidence/mixed/words.ts";
export { PlainText } from "./evidence/plain-text.ts";
export type { CounterId } from "./evidence/statistics/counters.ts";
export { type CounterChange, changesBetween } from "./evidence/statistics/rates.ts";
export { readStatistics, type Statistics } from "./evidence/statistics/read.ts";
export { shownCounters } from "./evidence/statistics/shown.ts";
export { UnusableText } from "./evidence/unusable-text.ts";
export type {
  Axis,
  ChartColour,
  ChartId,
  ChartMark,
  ChartModel,
  ChartPoint,
  ChartSeries,
  TableModel,
  Unit,
} from "./figures/chart-model.ts";
export { formatIn } from "./figures/format.ts";
export {
  ELSEWHERE,
  type FirewallAnswer,
  firewallAnswer,
  PortCounts,
  type PortReport,
  parsePort,
  questionsOf,
  type RuleText,
} from "./firewall/firewall.ts";
export { allKeys, findKey } from "./kernel/catalogue.ts";
export { DISTRIBUTIONS } from "./kernel/distributions.ts";
export { FEATURES, type Feature, parseFeatures } from "./kernel/entry-size.ts";
export type { Outcome } from "./kernel/judge.ts";
export { KNOWN_KERNELS } from "./kernel/known-kernels.ts";
export { openings } from "./kernel/openings.ts";
export { ARCHES, DEFAULT_TARGET, type KernelTarget, type PartName, TARGET_PARTS } from "./kernel/target.ts";
export { readTargetPart, targetOf } from "./kernel/target-words.ts";
export { releaseName } from "./kernel/version.ts";
export { type ApplyPreview, applyPreview, applyPreviewText } from "./language/apply-preview.ts";
export { type CodeAction, codeActions } from "./language/code-actions.ts";
export { type CodeLens, codeLenses } from "./language/code-lens.ts";
export { complete } from "./language/completion.ts";
export type { CompletionItem } from "./language/completion-item.ts";
export { describePath } from "./language/describe-key.ts";
export { type Description, factsText, toMarkdown, toText } from "./language/description.ts";
export { defaultsPage, type EffectivePage, effectivePage } from "./language/effective-page.ts";
export { fixAll, offersFixAll, replaceLegacyNames } from "./language/fix-all.ts";
export { type FoldingRange, foldingRanges } from "./language/folding.ts";
export { format } from "./language/format.ts";
export { keyHighlights } from "./language/highlights.ts";
export { type Hover, hover } from "./language/hover.ts";
export { type InlayHint, inlayHints } from "./language/inlay-hints.ts";
export { explainableKey, type KeyChoice, keyChoices, keyPage } from "./language/key-page.ts";
export { completeModuleFile, type ModuleFile, moduleFileHover, moduleFileKind } from "./language/module-files.ts";
export { type OutlineSymbol, outline } from "./language/outline.ts";
export { rulePage } from "./language/rule-page.ts";
export { selectionSpans } from "./language/selection.ts";
export { type Status, tableStatus, targetStatus } from "./language/status.ts";
export { kernelLine, kernelWord, readTargetWords, targetWords, writeTargetKernel } from "./language/target-comment.ts";
export { type FillStatus, fillStatus } from "./live/fill-status.ts";
export { LiveHistory, type LiveView } from "./live/live.ts";
export { type LiveHostMessage, type LivePageMessage, readLiveHostMessage, readLivePageMessage } from "./live/live-protocol.ts";
export { type LiveTable, liveTable } from "./live/live-table.ts";
export { chartsOf } from "./plan/charts/draw.ts";
export { ansibleTask } from "./plan/exports/ansible.ts";
export { EXPORTS, type ExportKind } from "./plan/exports/kinds.ts";
export { modprobeLine } from "./plan/exports/modprobe.ts";
export { notrackRules } from "./plan/exports/notrack.ts";
export { prometheusRules } from "./plan/exports/prometheus.ts";
export { markdownReport, markdownTable } from "./plan/exports/report.ts";
export { sysctlCommands, sysctlLines } from "./plan/exports/sysctl.ts";
export {
  addClass,
  type Choice,
  type Edited,
  editField,
  type FieldGroup,
  type FieldId,
  type FieldModel,
  fieldsOf,
  ORIGIN_WORDS,
  removeClass,
  revertField,
} from "./plan/form.ts";
export { checkState, FASTEST_RATE, LONGEST_NAME, LONGEST_SECONDS, MOST_CLASSES } from "./plan/inputs/check.ts";
export { defaultState, retarget } from "./plan/inputs/defaults.ts";
export type { PlanInput } from "./plan/inputs/input.ts";
export { INPUT_IDS, inputOf } from "./plan/inputs/inputs.ts";
export type { Origin, Sourced } from "./plan/inputs/sourced.ts";
export { calculate } from "./plan/model/calculate.ts";
export type {
  Band,
  CalculatorResults,
  ChainResults,
  ClassEntries,
  Effect,
  FillPoint,
  Limit,
  MemoryResults,
  OccupancyResults,
  RateResults,
  Recommendation,
  StateEntries,
  StateProblem,
  Untracked,
} from "./plan/model/results.ts";
export { bucketsToWrite, type Setting, settingsToWrite } from "./plan/model/settings.ts";
export { type FileValuesOptions, fileValues } from "./plan/page/file-values.ts";
export {
  type HostMessage,
  type NoticeMessage,
  type PageMessage,
  type PlanMessage,
  readHostMessage,
  readPageMessage,
  type SourceMessage,
} from "./plan/page/protocol.ts";
export { readSaved, restore, type Saved, save } from "./plan/page/saved.ts";
export { type FileValues, followFile, stateFrom, type ValueInForce } from "./plan/page/source.ts";
export {
  PLAN_FILE_ENDING,
  type PlanFile,
  parsePlan,
  planOf,
  planOfWorkload,
  printPlan,
  type ReadPlan,
  readPlan,
} from "./plan/plan-file.ts";
export { applyPreset, PRESETS, type Preset, type PresetParameter } from "./plan/presets.ts";
export { type SliderBounds, sliderPosition, sliderSteps, sliderValue } from "./plan/slider.ts";
export type { CalculatorState } from "./plan/state.ts";
export { type WriteOptions, type Written, writeSettings } from "./plan/write-settings.ts";
export { exampleTexts } from "./rules/engine/example-text.ts";
export { type Finding, type Fix, type RelatedPlace, SEVERITIES, type Severity } from "./rules/engine/finding.ts";
export type { HostPart } from "./rules/engine/host-part.ts";
export { type Linted, totalOf } from "./rules/engine/kept-findings.ts";
export { type LintOptions, lint, lintUpTo } from "./rules/engine/lint.ts";
export { type FileFindings, type HostLintOptions, lintHost, lintHostInTurn } from "./rules/engine/lint-host.ts";
export type { Rule } from "./rules/engine/rule.ts";
export { findRule, RULES } from "./rules/index.ts";
export { type SizeRequest, type SizeResult, size } from "./sizing/size.ts";
export { chainFigure } from "./sizing/table-words.ts";
export { ENDINGS, type Ending, PROTOCOLS, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "./sizing/workload.ts";
export { APPLIER_NAMES, APPLIERS, type Applier } from "./sysctl/applier.ts";
export { controlComments } from "./sysctl/control.ts";
export type { SysctlDocument } from "./sysctl/document.ts";
export { sysctlFileKind } from "./sysctl/file-name.ts";
export { dotted, keyPath } from "./sysctl/key-path.ts";
export { parse } from "./sysctl/parse.ts";
export { utf8 } from "./text/bytes.ts";
export { nearestNames } from "./text/edit-distance.ts";
export { binaryName, encodingOf } from "./text/encoding.ts";
export { LIMITS, moreFindings, TOO_MUCH } from "./text/limits.ts";
export { type Place, placeAt } from "./text/line-index.ts";
export { applyEdits, type Span, type TextEdit } from "./text/span.ts";
export { tooMuchOf } from "./text/too-much.ts";
export { escapeHtml, quoted, visible, visibleJson, visibleLines, visibleMessage } from "./text/visible.ts";
export { wrap } from "./text/wrap.ts";
export { formatBytes, formatCount, formatDuration, formatNumber, formatShare, parseCount, parseNumber } from "./units/units.ts";
