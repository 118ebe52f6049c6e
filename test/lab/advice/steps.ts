// From a diagnosis to the lines that the machine takes: the first step of the first cause that a machine can take. Pure.
import type { Situation } from "./situations.ts";

export interface Diagnosed {
  readonly causes: readonly {
    readonly id: string;
    readonly steps: readonly { readonly kind: string; readonly key?: string; readonly value?: number }[];
  }[];
  readonly plan: { readonly settings: readonly { readonly key: string; readonly value: number }[] } | null;
}

/** "set PATH VALUE", "rules NAME"; none where the advice is for people alone. */
export function stepsOf({ causes: [first], plan }: Diagnosed, { byWords }: Situation): readonly string[] {
  for (const { kind, key, value } of first?.steps ?? []) {
    if (kind === "set" && key !== undefined && value !== undefined) return [`set ${key} ${value}`];
    if (kind === "advice" && byWords) return byWords;
    if (kind === "calculate" && plan) return plan.settings.map((setting) => `set ${setting.key} ${setting.value}`);
  }
  return [];
}
