// The page of a rule as plain text: for a terminal, and for programs that show no Markdown.
import { docsOf, exampleTexts, factsText, type Rule, type RuleDocs, toText } from "../core/language/index.ts";
import { visible } from "./visible.ts";

/** Paragraphs are wrapped to `width` columns; Infinity leaves them whole. */
export function ruleText({ id, severity }: Rule, width: number): string {
  const docs = docsOf(id);
  const [why = "", ...remarks] = paragraphs(docs.why);
  const bare = { facts: [], remarks: [], sources: [] };
  const blocks = [
    toText(
      {
        ...bare,
        title: docs.title,
        summary: why,
        facts: [
          ["Rule", id],
          ["Severity", severity],
        ],
        remarks,
      },
      width,
    ),
  ];
  blocks.push(...tableTexts(docs.table, width));
  for (const { bad, good, target, applier } of exampleTexts(docs)) {
    const conditions = [target, applier && `applier=${applier}`].filter((text) => text !== undefined);
    const where = conditions.length > 0 ? ` (with ${conditions.join(", ")})` : "";
    blocks.push(`Reported${where}:\n${indented(bad)}\nInstead:\n${indented(good)}`);
  }
  if (docs.exceptions !== undefined) blocks.push(toText({ ...bare, title: "When to ignore it", summary: docs.exceptions }, width));
  blocks.push(toText({ ...bare, title: "Sources", summary: docs.sources.join("; ") }, width));
  return blocks.join("\n\n");
}

/** A row is a block of its own, its cells beside the names of their columns: a terminal is too narrow for sentences side by side. */
function tableTexts(table: RuleDocs["table"], width: number): readonly string[] {
  if (!table) return [];
  const [, ...labels] = table.columns;
  return table.rows.map(
    ([name = "", ...cells]) =>
      `${name}\n${factsText(
        labels.map((label, column) => [label, cells[column] ?? ""]),
        width,
      )}`,
  );
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\n\n+/);
}

function indented(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line) => `    ${visible(line)}`).join("\n");
}
