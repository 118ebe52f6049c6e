// The server: lists the tools, and answers calls of them.
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { quoted, visible } from "../core/language/index.ts";
import { call } from "./call.ts";
import type { CommandLine } from "./command-line.ts";
import { Refused } from "./refused.ts";
import { inputSchema, outputSchema } from "./schemas.ts";
import type { Tool } from "./tool.ts";
import { TOOLS } from "./tools.ts";

const INSTRUCTIONS = `Knows Linux connection tracking (nf_conntrack): what kernels do with its settings, what a table costs, and why it is full. Everything is read-only.
Each answer states its basis: measured, inferred, unknown. Ask the user the questions in knowledge.ask before you suggest a change to a production host, and report the risks stated in the steps.`;

interface Ready {
  readonly tool: Tool;
  readonly input: ReturnType<typeof inputSchema>;
  readonly validate: ValidateFunction;
}

/** `roots`: folders that may be read, without links in their paths. */
export function mcpServer(commandLine: CommandLine, roots: readonly string[]): Server {
  // What a person would take for the same is taken for it: 4096 for "4096".
  const ajv = new Ajv({ coerceTypes: true, allErrors: true, strict: false });
  const ready = new Map(TOOLS.map((tool) => [tool.name, readied(tool, commandLine, ajv)]));
  const server = new Server(
    { name: "conntrack-planner", title: "Conntrack Planner", version: commandLine.version },
    {
      capabilities: { tools: {} },
      instructions: INSTRUCTIONS,
      jsonSchemaValidator: new AjvJsonSchemaValidator(new Ajv({ strict: false })),
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...ready.values()].map(({ tool, input }) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: input,
      outputSchema: outputSchema(tool),
      annotations: { title: tool.title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const found = ready.get(params.name);
    if (!found)
      throw new McpError(ErrorCode.InvalidParams, `No tool is called ${quoted(params.name)}; available: ${[...ready.keys()].join(", ")}`);
    const given = structuredClone(params.arguments ?? {});
    try {
      if (!found.validate(given)) throw new Refused(problems(found));
      const answer = { ...(await call(found.tool, given, commandLine, roots)) };
      return { content: [{ type: "text", text: JSON.stringify(answer) }], structuredContent: answer };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { content: [{ type: "text", text: error.message }], isError: true };
    }
  });
  return server;
}

function readied(tool: Tool, { commands }: CommandLine, ajv: Ajv): Ready {
  const command = commands.find(({ name }) => name === tool.name);
  if (!command) throw new Error(`there is no command ${tool.name}`);
  const input = inputSchema(tool, command);
  return { tool, input, validate: ajv.compile(input) };
}

/** What is wrong with the arguments, a sentence each. */
function problems({ input, validate, tool }: Ready): string {
  const names = Object.keys(input.properties).join(", ");
  return (validate.errors ?? []).map((error) => `${problem(error)}. ${tool.name} takes ${names}`).join("\n");
}

function problem({ keyword, instancePath, params, message = "" }: ErrorObject): string {
  if (keyword === "additionalProperties") return `Unknown argument ${quoted(String(params["additionalProperty"]))}`;
  if (keyword === "required") return `${params["missingProperty"]} is missing`;
  const choices = keyword === "enum" ? `: ${params["allowedValues"].join(", ")}` : "";
  return `${visible(instancePath.slice(1)) || "The arguments"} ${message}${choices}`;
}
