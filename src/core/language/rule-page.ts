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
    return [reported(target, applier), fenced(bad), say("Instead:"), fenced(good)].join("\n\n");
  });
  return [
    `# ${docs.title}`,
    say("Rule `{id}`, {severity} by default.", { id: rule.id, severity: rule.severity }),
    docs.why,
    ...(docs.table === undefined ? [] : [markdownTable(docs.table)]),
    heading(say("Examples")),
    ...examples,
    ...(docs.exceptions === undefined ? [] : [heading(say("When to ignore it")), docs.exceptions]),
    heading(say("Turning it off")),
    say(
      "For one line: `# conntrack-disable-next-line {id}` above it. For one file: `# conntrack-disable-file {id}`. For a folder or for all your files: the setting `conntrack.rules`.",
      { id: rule.id },
    ),
    heading(say("Sources")),
    docs.sources.map((source) => `- ${source}`).join("\n"),
    "",
  ].join("\n\n");
}

function heading(text: string): string {
  return `## ${text}`;
}

/** Under which conditions, before what is reported. */
function reported(target: string | undefined, applier: string | undefined): string {
  if (target === undefined) return applier === undefined ? say("Reported:") : say("Reported (applier `{applier}`):", { applier });
  return applier === undefined
    ? say("Reported (target `{target}`):", { target })
    : say("Reported (target `{target}`, applier `{applier}`):", { target, applier });
}

function markdownTable({ columns, rows }: NonNullable<RuleDocs["table"]>): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map(([name = "", ...cells]) => [`\`${name}\``, ...cells])];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function fenced(text: string): string {
  return `\`\`\`sysctl\n${visibleLines(text).replace(/\n?$/, "\n")}\`\`\``;
}
