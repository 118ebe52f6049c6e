// A diagnosis for people: what happened, causes with their evidence, what to do, and what is not known.
import { MODULE_FILE } from "../core/boot/index.ts";
import {
  applyAndUndo,
  type Cause,
  type Comparison,
  comparisonHeadline,
  comparisonWords,
  type Diagnosis,
  type Plan,
  type ReadStep,
  type Step,
} from "../core/diagnosis/index.ts";
import { dotted, formatCount } from "../core/language/index.ts";
import type { Output } from "./output.ts";
import { type Paint, type Painter, painter } from "./style.ts";
import { visible } from "./visible.ts";

const SEVERITY: Readonly<Record<Diagnosis["severity"], Paint>> = { loss: "red", pressure: "yellow", fine: "bold", unknown: "bold" };

const AGAIN: Readonly<Record<Comparison["losses"], Paint>> = {
  none: "bold",
  ended: "bold",
  paused: "yellow",
  "goes-on": "red",
  began: "red",
  unknown: "bold",
};

/** `reading` is what was read, in words; `again` an earlier reading held against it. */
export function diagnosisText(
  diagnosis: Diagnosis,
  reading: readonly string[],
  again: Comparison | undefined,
  { colour }: Pick<Output, "colour">,
): string {
  return [verdictText(diagnosis, colour), detailText(diagnosis, reading, again, colour)].filter((text) => text !== "").join("\n\n");
}

/** One sentence, which comes before everything else. */
export function verdictText({ verdict, severity }: Diagnosis, colour: boolean): string {
  return painter(colour)(`${visible(verdict)}.`, SEVERITY[severity]);
}

/** All but the verdict; may be empty. */
export function detailText(
  { drops, causes, plan, known, unknown, next }: Diagnosis,
  reading: readonly string[],
  again: Comparison | undefined,
  colour: boolean,
): string {
  const paint = painter(colour);
  const blocks = [
    again ? [paint(`${visible(comparisonHeadline(again))}.`, AGAIN[again.losses]), ...comparisonWords(again).map(bullet)] : [],
    plan ? planLines(plan, paint) : [],
    list("Input", reading, paint),
    list("Facts", known, paint),
    list("Notes on the figures", drops?.caveats ?? [], paint),
    causes.length > 1 ? [paint("Possible causes, the most likely first", "bold")] : [],
    ...causes.map((cause, index) => causeLines(cause, index + 1, paint)),
    list("Open questions", unknown, paint),
    next.length === 0 ? [] : [paint("Read next", "bold"), ...next.flatMap((step) => stepLines(step))],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function list(title: string, items: readonly string[], paint: Painter): readonly string[] {
  return items.length === 0 ? [] : [paint(title, "bold"), ...items.map(bullet)];
}

function bullet(item: string): string {
  return `  - ${visible(item)}`;
}

function causeLines(
  { title, confidence, evidence, steps, apart, leave, proven }: Cause,
  number: number,
  paint: Painter,
): readonly string[] {
  const lines = steps.flatMap((step) => stepLines(step));
  return [
    paint(`${number}. ${visible(title)} (${confidence})`, "bold"),
    ...evidence.map((line) => `  - ${visible(line)}`),
    ...(lines.length === 0 ? [] : ["  To do:", ...lines]),
    `  How to tell: ${visible(apart)}`,
    `  ${visible(leave)}`,
    ...(proven === undefined ? [] : [`  ${visible(proven)}`]),
  ];
}

function stepLines(step: Step | ReadStep): readonly string[] {
  switch (step.kind) {
    case "set":
      return [`    sudo sysctl -w ${dotted(step.key)}=${step.value}`, `      ${visible(step.why)}`, `      Cost: ${visible(step.cost)}`];
    case "rule":
      return [
        `    ${visible(step.title)}:`,
        ...step.rule.split("\n").map((line) => `      ${visible(line)}`),
        `      ${visible(step.why)}`,
      ];
    case "read":
      return [`    ${visible(step.command)}`, `      ${visible(step.what)}: ${visible(step.why)}`];
    case "calculate":
      // Without a rate that was measured there is nothing to run.
      return step.command === null ? [] : [`    ${step.command}`, `      ${visible(step.why)}`];
    case "advice":
      return [`    ${visible(step.text)}`];
  }
}

function planLines(plan: Plan, paint: Painter): readonly string[] {
  const { apply, undo } = applyAndUndo(plan);
  return [
    paint("Suggested plan (estimate)", "bold"),
    `  ${apply}`,
    ...plan.settings.flatMap(({ key, value, was, cost }) => [
      `    ${dotted(key)}: ${was === null ? "" : `${formatCount(was)} → `}${formatCount(value)}`,
      `      Cost: ${visible(cost)}`,
    ]),
    ...(undo === null ? [] : [`  To undo: ${undo}`]),
    "  To keep it after a reboot, write the keys to a file in /etc/sysctl.d whose name ends in .conf, and load nf_conntrack first:",
    // Added to it: a file of that name may load other modules.
    `    echo nf_conntrack | sudo tee -a ${MODULE_FILE}`,
    ...plan.basis.map((line) => `  - ${visible(line)}`),
  ];
}
