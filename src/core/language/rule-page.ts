// The page of a rule, as Markdown: what the editor opens offline, and what the reference is made of.

import { exampleTexts } from "../rules/engine/example-text.ts";
import type { Rule } from "../rules/engine/rule.ts";
import { visibleLines } from "../text/visible.ts";

export function rulePage(rule: Rule): string {
  const examples = exampleTexts(rule.docs).map(({ bad, good, target, applier }) => {
    const conditions = [target === undefined ? "" : `target \`${target}\``, applier === undefined ? "" : `applier \`${applier}\``].filter(
      (text) => text !== "",
    );
    const where = conditions.length > 0 ? ` (${conditions.join(", ")})` : "";
    return `Reported${where}:\n\n${fenced(bad)}\n\nInstead:\n\n${fenced(good)}`;
  });
  return [
    `# ${rule.title}`,
    `Rule \`${rule.id}\`, ${rule.severity} by default.`,
    rule.docs.why,
    ...(rule.docs.table === undefined ? [] : [markdownTable(rule.docs.table)]),
    "## Examples",
    ...examples,
    ...(rule.docs.exceptions === undefined ? [] : ["## When to ignore it", rule.docs.exceptions]),
    "## Turning it off",
    `For one line: \`# conntrack-disable-next-line ${rule.id}\` above it. For one file: \`# conntrack-disable-file ${rule.id}\`. For a folder or for all your files: the setting \`conntrack.rules\`.`,
    "## Sources",
    rule.docs.sources.map((source) => `- ${source}`).join("\n"),
    "",
  ].join("\n\n");
}

function markdownTable({ columns, rows }: NonNullable<Rule["docs"]["table"]>): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(([name = "", ...cells]) => [`\`${name}\``, ...cells])];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function fenced(text: string): string {
  return `\`\`\`sysctl\n${visibleLines(text).replace(/\n?$/, "\n")}\`\`\``;
}
