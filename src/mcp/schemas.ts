// The schemas of a tool: what it takes, from the options of its command; what it gives, from the schema of the command's JSON.
import type { CommandRecord, OptionRecord } from "./command-line.ts";
import { KNOWLEDGE_SCHEMA } from "./knowledge.ts";
import { MOST } from "./limits.ts";
import type { Tool } from "./tool.ts";

interface ObjectSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required: string[];
  readonly additionalProperties?: boolean;
  readonly [more: string]: unknown;
}

/** Arguments go by the names of the options. */
export function inputSchema({ options, reads, text, needs = [], paths = {} }: Tool, command: CommandRecord): ObjectSchema {
  const properties: Record<string, object> = {};
  if (reads?.what === "word") properties["word"] = { type: "string", minLength: 1, maxLength: 200, description: reads.help };
  else if (reads) properties["paths"] = pathsSchema(reads.help, reads.what === "file" ? 1 : MOST.paths);
  if (text !== undefined) {
    properties["text"] = { type: "string", minLength: 1, maxLength: MOST.text, description: text };
    if (reads?.what === "any")
      properties["name"] = {
        type: "string",
        maxLength: 500,
        description: "File name of the text, which may determine its language.",
      };
  }
  for (const name of options) properties[name] = optionSchema(optionOf(command, name), paths[name]);
  const [only, ...others] = needs;
  return { type: "object", properties, required: only !== undefined && others.length === 0 ? [only] : [], additionalProperties: false };
}

function pathsSchema(description: string, maxItems: number): object {
  return { type: "array", minItems: 1, maxItems, items: { type: "string", minLength: 1, maxLength: 4096 }, description };
}

function optionSchema({ value, help, choices, repeatable }: OptionRecord, path: "file" | "folder" | undefined): object {
  const description = help.replaceAll("\n", " ");
  if (value === undefined) return { type: "boolean", description };
  const one = choices ? { type: "string", enum: [...choices] } : { type: "string", maxLength: 4096 };
  if (repeatable) return { type: "array", maxItems: 200, items: one, description };
  return { ...one, description: path ? `${description} (a ${path})` : description };
}

/** Throws where a tool names an option that its command does not have. */
function optionOf({ name: command, options }: CommandRecord, name: string): OptionRecord {
  const found = options.find((option) => option.name === name);
  if (!found) throw new Error(`${command} has no option --${name}`);
  return found;
}

const PRINTED = { type: "string", description: "Text for people." };

export function outputSchema({ schema }: Tool): ObjectSchema {
  const { definitions, $schema: _, ...result } = { ...(schema ?? PRINTED) } as { definitions?: object; $schema?: string };
  const notes = { type: "array", items: { type: "string" }, description: "What was omitted or could not be read, and why." };
  return {
    type: "object",
    properties: { result, notes, knowledge: KNOWLEDGE_SCHEMA },
    required: ["result", "notes", "knowledge"],
    ...(definitions && { definitions }),
  };
}
