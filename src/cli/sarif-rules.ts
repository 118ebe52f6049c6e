// The rules and their severities, as SARIF describes them.
import type { ConfigurationOverride, ReportingDescriptor } from "sarif";
import { docsOf, type LintOptions, RULES, rulePage, type Severity } from "../core/language/index.ts";
import { ruleText } from "./rule-text.ts";

export const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** What GitHub takes of a description. */
const LONGEST = 1024;

export function descriptors(): ReportingDescriptor[] {
  return RULES.map((rule) => ({
    id: rule.id,
    shortDescription: { text: docsOf(rule.id).title },
    fullDescription: { text: shortened(docsOf(rule.id).why) },
    help: { text: ruleText(rule, Number.POSITIVE_INFINITY), markdown: rulePage(rule) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { severity: rule.severity },
  }));
}

export function ruleIndex(id: string): number {
  return RULES.findIndex((rule) => rule.id === id);
}

/** Severities that somebody chose instead of the rules' own. */
export function overrides(severities: LintOptions["severities"] = {}): ConfigurationOverride[] {
  return Object.entries(severities).map(([id, severity]) => ({
    descriptor: { id, index: ruleIndex(id) },
    configuration: severity === "off" ? { enabled: false } : { level: LEVELS[severity] },
  }));
}

/** Whole paragraphs, as many as there is room for. */
function shortened(text: string): string {
  let result = "";
  for (const paragraph of text.split(/\n{2,}/)) {
    const longer = result === "" ? paragraph : `${result}\n\n${paragraph}`;
    if (longer.length > LONGEST) break;
    result = longer;
  }
  return result === "" ? `${text.slice(0, LONGEST - 1)}…` : result;
}
