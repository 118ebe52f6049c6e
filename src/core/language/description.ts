// What we have to say about a thing, before it is Markdown or terminal text.

import { escapeMarkdown } from "../text/markdown.ts";
import { wrap } from "../text/wrap.ts";
import { say } from "../words/say.ts";

export interface Description {
  /** The name, as one writes it; empty where it stands above already. */
  readonly title: string;
  /** One or two sentences: what it is. */
  readonly summary: string;
  /** Label and text, in reading order. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly remarks: readonly string[];
  readonly sources: readonly string[];
}

/** The labels of facts that are asked for by what they are. */
export const FACTS = {
  availability: say("Availability"),
  default: say("Default"),
  accepts: say("Accepts"),
  values: say("Values"),
} as const;

/** For pages and completion lists. Text is escaped: nothing from a file can become a link or an image. */
export function toMarkdown(description: Description): string {
  const { title, summary, facts, remarks, sources } = description;
  const parts = [...(title === "" ? [] : [`**${escapeMarkdown(title)}**`]), escapeMarkdown(summary)];
  if (facts.length > 0) parts.push(factList(facts));
  for (const remark of remarks) parts.push(escapeMarkdown(remark));
  if (sources.length > 0) parts.push(`*${say("Source: {sources}", { sources: escapeMarkdown(sources.join("; ")) })}*`);
  return parts.join("\n\n");
}

/** What one wants to know at a line: the rest, with its history and sources, is on the key's page. */
const AT_A_GLANCE: ReadonlySet<string> = new Set([FACTS.availability, FACTS.default]);
const BESIDES: ReadonlySet<string> = new Set([FACTS.accepts, FACTS.values]);

/** For hovers: meaning, default and the value written here; and apart from that what is accepted, and what else has to be said. */
export function atAGlance(description: Description, yours?: string): { readonly first: string; readonly besides: string } {
  const own: Description["facts"] = yours === undefined ? [] : [[say("Yours"), yours]];
  const of = (labels: ReadonlySet<string>) => description.facts.filter(([label]) => labels.has(label));
  return {
    first: toMarkdown({ ...description, facts: [...of(AT_A_GLANCE), ...own], remarks: [], sources: [] }),
    besides: [factList(of(BESIDES)), ...description.remarks.map(escapeMarkdown)].filter((part) => part !== "").join("\n\n"),
  };
}

function factList(facts: Description["facts"]): string {
  return facts.map(([label, text]) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(text)}`).join("\n");
}

/** For terminals: labels in a column, text wrapped. */
export function toText(description: Description, width: number): string {
  const { title, summary, facts, remarks, sources } = description;
  const blocks = [[title, ...wrap(summary, width)].join("\n")];
  if (facts.length > 0) blocks.push(factsText(facts, width));
  if (remarks.length > 0) blocks.push(remarks.map((remark) => wrap(remark, width).join("\n")).join("\n\n"));
  if (sources.length > 0) blocks.push(wrap(say("Source: {sources}", { sources: sources.join("; ") }), width).join("\n"));
  return blocks.join("\n\n");
}

/** Labels in a column, and beside them their text, wrapped. */
export function factsText(facts: Description["facts"], width: number): string {
  const labelWidth = Math.max(0, ...facts.map(([label]) => label.length)) + 2;
  return facts
    .map(([label, text]) => {
      const [first = "", ...rest] = wrap(text, Math.max(20, width - labelWidth - 2));
      return [`  ${label.padEnd(labelWidth)}${first}`, ...rest.map((line) => " ".repeat(labelWidth + 2) + line)].join("\n");
    })
    .join("\n");
}
