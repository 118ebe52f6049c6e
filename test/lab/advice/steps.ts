// From a diagnosis to what the machine is told: the first step of the first cause that a machine can take. Pure.
import type { Situation } from "./situations.ts";

export interface Diagnosed {
  readonly causes: readonly {
    readonly id: string;
    readonly steps: readonly DiagnosedStep[];
  }[];
  readonly plan: { readonly settings: readonly { readonly key: string; readonly value: number }[] } | null;
}

interface DiagnosedStep {
  readonly kind: string;
  readonly id?: string;
  readonly key?: string;
  readonly value?: number;
  readonly rule?: string;
  readonly text?: string;
}

/**
 * "set PATH VALUE", "rules NAME", "rule ID" with the rule set in the lines that follow, "run COMMAND"; none where the advice is
 * for people alone.
 */
export function stepsOf({ causes: [first], plan }: Diagnosed, { byWords, removal }: Situation): readonly string[] {
  const steps = first?.steps ?? [];
  const removed = removal !== undefined && steps.some(({ text }) => text?.includes(removal)) ? [`run ${removal}`] : [];
  for (const { kind, id, key, value, rule } of steps) {
    if (kind === "set" && key !== undefined && value !== undefined) return [`set ${key} ${value}`, ...removed];
    if (kind === "rule" && rule !== undefined) return [`rule ${id}\n${rule}`];
    if (kind === "advice" && byWords) return byWords;
    if (kind === "calculate" && plan) return plan.settings.map((setting) => `set ${setting.key} ${setting.value}`);
  }
  return byWords ?? [];
}

/** Line by line, as the machine reads its console. */
export function linesFor(steps: readonly string[]): readonly string[] {
  return steps.flatMap((step) => {
    const [head = "", ...rules] = step.split("\n");
    return rules.length === 0 ? [head] : [...rules.map((line) => `rule ${line}`), "load"];
  });
}
