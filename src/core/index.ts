// The only door of the core: everything that the rooms outside may import.
export { calculate } from "./calculator/calculate.ts";
export type { Axis, ChartColour, ChartId, ChartMark, ChartModel, ChartPoint, ChartSeries, TableModel, Unit } from "./calculator/charts.ts";
export { checkState } from "./calculator/check.ts";
export { defaultState, retarget } from "./calculator/defaults.ts";
export { chartsOf } from "./calculator/draw.ts";
export { excerptOf, excerptOfTree } from "./calculator/excerpt.ts";
export { ansibleTask } from "./calculator/exports/ansible.ts";
export { EXPORTS, type ExportKind } from "./calculator/exports/kinds.ts";
export { modprobeLine } from "./calculator/exports/modprobe.ts";
export { notrackRules } from "./calculator/exports/notrack.ts";
export { prometheusRules } from "./calculator/exports/prometheus.ts";
export { markdownReport, markdownTable } from "./calculator/exports/report.ts";
export { sysctlCommands, sysctlLines } from "./calculator/exports/sysctl.ts";
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
} from "./calculator/fields.ts";
export { formatIn } from "./calculator/format.ts";
export { type FileSource, followFile, stateFrom } from "./calculator/from-file.ts";
export { PLAN_FILE_ENDING, parsePlan, printPlan, type ReadPlan, readPlan } from "./calculator/plan-file.ts";
export { applyPreset, PRESETS, type Preset, type PresetParameter } from "./calculator/presets.ts";
export {
  type HostMessage,
  type NoticeMessage,
  type PageMessage,
  type PlanMessage,
  readHostMessage,
  readPageMessage,
  type SourceMessage,
} from "./calculator/protocol.ts";
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
} from "./calculator/results.ts";
export { readSaved, restore, type Saved, save } from "./calculator/saved.ts";
export { bucketsToWrite, type Setting, settingsToWrite } from "./calculator/settings.ts";
export { type SliderBounds, sliderPosition, sliderSteps, sliderValue } from "./calculator/slider.ts";
export type { Burst, CalculatorState, Origin, Scenario, Sourced } from "./calculator/state.ts";
export { type Written, writeSettings } from "./calculator/write-settings.ts";
export { createEvidenceReader, type Decode, type EvidenceReader, UnusableText } from "./conntrack/collect.ts";
export { diagnose } from "./conntrack/diagnosis/diagnose.ts";
export type { Cause, Diagnosis, Evidence, Plan, Step } from "./conntrack/diagnosis/diagnosis.ts";
export { type DiagnosisPage, diagnosisPage, type PageAction } from "./conntrack/diagnosis/page.ts";
export { measuredPlan } from "./conntrack/diagnosis/workload.ts";
export { isTold, rateFigure, rateNote } from "./conntrack/dump/rate-text.ts";
export { createDumpReader, type DumpReader } from "./conntrack/dump/reader.ts";
export type { DumpSummary, Top } from "./conntrack/dump/summary.ts";
export { type FillStatus, fillStatus } from "./conntrack/fill-status.ts";
export type { HostMachine, HostPort, HostReading, RunningSettings, SlabReading, TableFill, Unread } from "./conntrack/host.ts";
export { hostTargetPart } from "./conntrack/host-target.ts";
export { type HostTextKind, kindOfHostText } from "./conntrack/kind.ts";
export { LiveHistory, type LiveView } from "./conntrack/live.ts";
export { type LiveHostMessage, type LivePageMessage, readLiveHostMessage, readLivePageMessage } from "./conntrack/live-protocol.ts";
export { type LiveTable, liveTable } from "./conntrack/live-table.ts";
export type { LogFindings } from "./conntrack/log/findings.ts";
export { createLogReader, type LogReader } from "./conntrack/log/reader.ts";
export type { CounterId } from "./conntrack/statistics/counters.ts";
export { type CounterChange, changesBetween } from "./conntrack/statistics/rates.ts";
export { readStatistics, type Statistics } from "./conntrack/statistics/read.ts";
export { shownCounters } from "./conntrack/statistics/shown.ts";
export { type Collection, collect, type LeftFile, leftFiles } from "./host-config/collect.ts";
export { type EffectiveOptions, type EffectiveSetting, effective, type HostConfiguration } from "./host-config/effective.ts";
export type { Fate, LineFate } from "./host-config/fates.ts";
export { type InForce, inForce } from "./host-config/in-force.ts";
export { type MemoryFile, type MemoryTree, memoryPort } from "./host-config/memory-port.ts";
export { isSystemFile } from "./host-config/places.ts";
export type { Entry, EntryKind, LinkTarget, Listing, Reading, ReadProblem, TreePort } from "./host-config/port.ts";
export { findRoots, pathInRoot, type Root, systemPath } from "./host-config/roots.ts";
export { readTree, type Tree, type TreeFile, withText } from "./host-config/tree.ts";
export { allKeys, findKey } from "./kernel/catalogue.ts";
export { FEATURES, type Feature, parseFeatures } from "./kernel/entry-size.ts";
export type { Outcome } from "./kernel/judge.ts";
export { KNOWN_KERNELS } from "./kernel/known-kernels.ts";
export { ARCHES, DEFAULT_TARGET, type KernelTarget } from "./kernel/target.ts";
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
export { exampleTexts } from "./rules/example-text.ts";
export { type Finding, type Fix, type RelatedPlace, SEVERITIES, type Severity } from "./rules/finding.ts";
export type { HostPart } from "./rules/host-part.ts";
export { findRule, RULES } from "./rules/index.ts";
export { type LintOptions, lint } from "./rules/lint.ts";
export { type FileFindings, type HostLintOptions, lintHost } from "./rules/lint-host.ts";
export type { Rule } from "./rules/rule.ts";
export { type SizeRequest, type SizeResult, size } from "./sizing/size.ts";
export { ENDINGS, type Ending, PROTOCOLS, type Protocol, TIMEOUT_KEYS, type TimeoutKey, type WorkloadClass } from "./sizing/workload.ts";
export { APPLIER_NAMES, APPLIERS, type Applier } from "./sysctl/applier.ts";
export { controlComments } from "./sysctl/control.ts";
export type { SysctlDocument } from "./sysctl/document.ts";
export { sysctlFileKind } from "./sysctl/file-name.ts";
export { dotted, keyPath } from "./sysctl/key-path.ts";
export { parse } from "./sysctl/parse.ts";
export { utf8 } from "./text/bytes.ts";
export { nearestNames } from "./text/edit-distance.ts";
export { type Place, placeAt } from "./text/line-index.ts";
export { applyEdits, type Span, type TextEdit } from "./text/span.ts";
export { escapeHtml, visible } from "./text/visible.ts";
export { wrap } from "./text/wrap.ts";
export { formatBytes, formatCount, formatDuration, formatNumber, formatShare, parseCount, parseNumber } from "./units/units.ts";
