// The page of a rule, as Markdown: what the editor opens offline, and what the reference is made of.

import { docsOf } from "../rules/docs.ts";
import { exampleTexts } from "../rules/engine/example-text.ts";
import type { Rule } from "../rules/engine/rule.ts";
import type { RuleDocs } from "../rules/engine/rule-docs.ts";
import { visibleLines } from "../text/visible.ts";
import { say } from "../words/say.ts";

export function rulePage(rule: Rule): string {
  const docs = docsOf(rule.id);
  const examples = exampleTexts(docs).map(({ bad, good, target, applier }) => {
    const conditions = [target === undefined ? "" : `target \`${target}\``, applier === undefined ? "" : `applier \`${applier}\``].filter(
      (text) => text !== "",
    );
    const where = conditions.length > 0 ? ` (${conditions.join(", ")})` : "";
    return `Reported${where}:\n\n${fenced(bad)}\n\nInstead:\n\n${fenced(good)}`;
  });
  return [
    `# ${docs.title}`,
    say("Rule `{id}`, {severity} by default.", { id: rule.id, severity: rule.severity }),
    docs.why,
    ...(docs.table === undefined ? [] : [markdownTable(docs.table)]),
    "## Examples",
    ...examples,
    ...(docs.exceptions === undefined ? [] : ["## When to ignore it", docs.exceptions]),
    "## Turning it off",
    say(
      "For one line: `# conntrack-disable-next-line {id}` above it. For one file: `# conntrack-disable-file {id}`. For a folder or for all your files: the setting `conntrack.rules`.",
      { id: rule.id },
    ),
    "## Sources",
    docs.sources.map((source) => `- ${source}`).join("\n"),
    "",
  ].join("\n\n");
}

function markdownTable({ columns, rows }: NonNullable<RuleDocs["table"]>): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(([name = "", ...cells]) => [`\`${name}\``, ...cells])];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function fenced(text: string): string {
  return `\`\`\`sysctl\n${visibleLines(text).replace(/\n?$/, "\n")}\`\`\``;
}
