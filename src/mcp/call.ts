// A call of a tool: arguments to a command line, and what that printed to an answer.
import { type CommandLine, type GivenText, OutputTooLong } from "./command-line.ts";
import { confined } from "./confine.ts";
import { type Knowledge, together } from "./knowledge.ts";
import { MOST } from "./limits.ts";
import { Refused } from "./refused.ts";
import type { Arguments, Tool } from "./tool.ts";

export interface Answer {
  readonly result: unknown;
  readonly notes: readonly string[];
  readonly knowledge: Knowledge;
}

/** Throws Refused, with a message for whoever called. */
export async function call(tool: Tool, given: Arguments, commandLine: CommandLine, roots: readonly string[]): Promise<Answer> {
  const { needs = [] } = tool;
  const named = needs.filter((name) => given[name] !== undefined);
  if (needs.length > 0 && named.length === 0) throw new Refused(`${tool.name} needs ${needs.join(" or ")}`);
  const sources = ["paths", "text", "from", ...(needs.includes("root") ? ["root"] : [])].filter((name) => given[name] !== undefined);
  if (sources.length > 1) throw new Refused(`Give ${sources.join(" or ")}, not both`);
  const { code, printed, said } = await run(commandLine, argumentsOf(tool, given, roots), textOf(given));
  const message = said.join("\n");
  if (printed === "") throw new Refused(message === "" ? "The command printed nothing" : message);
  const result: unknown = tool.schema ? JSON.parse(printed) : printed.trimEnd();
  const knowledge = together([...tool.knowledge(result as never, given), ...(code === 2 ? [{ unknown: said }] : [])]);
  return { result, notes: said, knowledge };
}

async function run(commandLine: CommandLine, args: readonly string[], given: GivenText | undefined) {
  try {
    return await commandLine.run(args, given, MOST.answer);
  } catch (error) {
    if (!(error instanceof OutputTooLong)) throw error;
    throw new Refused(`The answer has more than ${MOST.answer / 1000},000 characters: ask for fewer files at a time`);
  }
}

/** Every value stands in one word with its option, and paths come after --: no argument can pass for another option. */
function argumentsOf({ name, options, paths = {}, reads, schema }: Tool, given: Arguments, roots: readonly string[]): readonly string[] {
  const args = [name, ...(schema ? ["--format=json"] : [])];
  for (const option of options) {
    const value = given[option];
    const wanted = paths[option];
    if (value === undefined || value === false) continue;
    if (value === true) args.push(`--${option}`);
    else
      for (const one of Array.isArray(value) ? value : [value])
        args.push(`--${option}=${wanted ? confined(String(one), roots, wanted) : one}`);
  }
  if (name === "plan" && given["text"] !== undefined) args.push("--from=-");
  args.push("--");
  if (typeof given["word"] === "string") args.push(given["word"]);
  const wanted = reads?.what === "any" ? "any" : "file";
  if (Array.isArray(given["paths"])) for (const path of given["paths"]) args.push(confined(path, roots, wanted));
  else if (given["text"] !== undefined && reads) args.push("-");
  return args;
}

function textOf({ text, name }: Arguments): GivenText | undefined {
  return typeof text === "string" ? { text, ...(typeof name === "string" && { name }) } : undefined;
}
