// Holds what a command prints with --format json against its schema, which there allows no field but those it names.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { PUBLIC_JSON, schemaPath } from "../../../src/generate/json-schemas.ts";

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** Throws where a text is not what the schema says. Says nothing on other formats, and where there is no output. */
export function holdJson(args: readonly string[], stdout: string): void {
  const [command = ""] = args;
  const json = args.some((arg, index) => arg === "--format=json" || (arg === "--format" && args[index + 1] === "json"));
  // The fixed text of standard input takes the place of the report.
  if (!json || stdout === "" || args.includes("--fix")) return;
  if (args.includes("--watch")) for (const line of stdout.trimEnd().split("\n")) hold(`${command}-watch`, JSON.parse(line));
  else hold(command === "live" && args.includes("--namespaces") ? "live-namespaces" : command, JSON.parse(stdout));
}

function hold(name: string, data: unknown): void {
  const validate = validatorOf(name);
  if (!validate(data)) throw new Error(`${name} --format json breaks its schema: ${ajv.errorsText(validate.errors)}`);
}

function validatorOf(name: string): ValidateFunction {
  if (!(name in PUBLIC_JSON)) throw new Error(`${name} prints JSON that has no public type: see src/generate/json-schemas.ts`);
  let validate = compiled.get(name);
  if (!validate) {
    const schema = JSON.parse(readFileSync(fileURLToPath(new URL(`../../../${schemaPath(name)}`, import.meta.url)), "utf8"));
    validate = ajv.compile(closed(schema));
    compiled.set(name, validate);
  }
  return validate;
}

/** The schema with every object of named fields closed to others. */
function closed(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map((item) => (typeof item === "object" && item !== null ? closed(item) : item));
  const parts = Object.entries(schema as object).map(([name, value]) => [
    name,
    typeof value === "object" && value !== null ? closed(value) : value,
  ]);
  const copy = Object.fromEntries(parts);
  return copy.type === "object" && copy.properties ? { ...copy, additionalProperties: false } : copy;
}
