// `--color`: the option that every command has.
import type { OptionSpec } from "./options.ts";

export const COLOR = {
  name: "color",
  value: "WHEN",
  choices: ["auto", "always", "never"],
  help: "auto, always or never (default auto: in a terminal, unless NO_COLOR is set)",
} as const satisfies OptionSpec;

export type ColorWhen = (typeof COLOR.choices)[number];

export function colorWhen(value: string | undefined): ColorWhen {
  return COLOR.choices.find((one) => one === value) ?? "auto";
}

/** With `auto` FORCE_COLOR says it either way, then NO_COLOR and the terminal. */
export function wantsColor(when: ColorWhen, terminal: boolean): boolean {
  if (when !== "auto") return when === "always";
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return terminal && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}
