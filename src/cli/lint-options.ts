// The options of `check` that say what to judge by.
import { APPLIERS, type LintOptions, RULES, SEVERITIES, type Severity } from "../core/language/index.ts";
import type { Input, OptionSpec } from "./options.ts";
import { didYouMean } from "./options.ts";
import { readTarget, TARGET_OPTIONS } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

const CHOICES: readonly (Severity | "off")[] = ["off", ...SEVERITIES.toReversed()];

export const LINT_OPTIONS: readonly OptionSpec[] = [
  ...TARGET_OPTIONS,
  {
    name: "applier",
    value: "NAME",
    choices: ["auto", ...APPLIERS],
    help: `the program that applies the files: ${APPLIERS.join(", ")}; auto: detect from the tree, otherwise systemd (default)`,
  },
  { name: "rule", value: "ID=SEVERITY", repeatable: true, help: `${CHOICES.join(", ")}: overrides the default severity of the rule` },
];

/** Throws UsageError. */
export function readLintOptions(input: Input): LintOptions {
  const applier = APPLIERS.find((name) => name === input.value("applier")) ?? "systemd";
  const severities: Record<string, Severity | "off"> = {};
  for (const setting of input.values("rule")) {
    const [id = "", word, ...more] = setting.split("=");
    const severity = CHOICES.find((choice) => choice === word);
    const ids: readonly string[] = RULES.map((rule) => rule.id);
    if (word === undefined || more.length > 0)
      throw new UsageError(`--rule ${quoted(setting)} is not valid; give ID=SEVERITY, such as out-of-range=off`);
    if (!ids.includes(id))
      throw new UsageError(`No rule is called ${quoted(id)}${didYouMean(id, ids) || `; available: ${ids.join(", ")}`}`);
    if (!severity)
      throw new UsageError(`${quoted(word)} is not a severity${didYouMean(word, CHOICES) || `; available: ${CHOICES.join(", ")}`}`);
    severities[id] = severity;
  }
  return { target: readTarget(input), applier, severities };
}
