// The door of a wing for the rooms outside of core: from a workload to a table, its figures and drawings.
export type { Axis, ChartColour, ChartId, ChartMark, ChartModel, ChartSeries, TableModel } from "../figures/chart-model.ts";
export { formatIn } from "../figures/format.ts";
export { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
export { sizeBasis } from "../sizing/basis.ts";
export { withMasquerade } from "../sizing/masquerade.ts";
export { type SizeRequest, type SizeResult, size } from "../sizing/size.ts";
export { chainFigure } from "../sizing/table-words.ts";
export { ENDINGS, PROTOCOLS, type Protocol, TIMEOUT_KEYS } from "../sizing/workload.ts";
export { chartsOf } from "./charts/draw.ts";
export { EXPORTS } from "./exports/kinds.ts";
export { markdownReport } from "./exports/report.ts";
export { sysctlLines } from "./exports/sysctl.ts";
export {
  addClass,
  editField,
  type FieldGroup,
  type FieldId,
  type FieldModel,
  fieldsOf,
  ORIGIN_WORDS,
  removeClass,
  revertField,
} from "./form.ts";
export { FASTEST_RATE, LONGEST_NAME, LONGEST_SECONDS, MOST_CLASSES } from "./inputs/check.ts";
export type { PlanInput } from "./inputs/input.ts";
export { INPUT_IDS, inputOf } from "./inputs/inputs.ts";
export { timeoutPath } from "./keys.ts";
export { calculate } from "./model/calculate.ts";
export { type ComparedRow, comparisonOf, reductionQuestion, timeoutLabel } from "./model/comparison.ts";
export { hasOwnPlan, isKnownNow, type PlanChoice, tableNow } from "./model/plans.ts";
export type { CalculatorResults, Reason, Verdict } from "./model/results.ts";
export { changesOf, type Setting, settingsToWrite } from "./model/settings.ts";
export { whyOf } from "./model/why.ts";
export { fileValues } from "./page/file-values.ts";
export { openedPlan } from "./page/opened-plan.ts";
export {
  type HostMessage,
  type PageMessage,
  type PlanMessage,
  readHostMessage,
  readPageMessage,
  type SourceMessage,
  type TrafficSource,
} from "./page/protocol.ts";
export { readSaved, restore, type Saved, save } from "./page/saved.ts";
export { followFile, stateFrom } from "./page/source.ts";
export { PLAN_FILE_ENDING, type PlanFile, parsePlan, planOfTarget, planOfWorkload, printPlan, readPlan } from "./plan-file.ts";
export { applyPreset, PRESETS, type Preset } from "./presets.ts";
export { sliderPosition, sliderSteps, sliderValue } from "./slider.ts";
export type { CalculatorState } from "./state.ts";
export { type WriteOptions, type Written, writeSettings } from "./write-settings.ts";
