// The JSON schema of what each command prints with --format json, from the types in src/cli/json.
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";
import type { Generated } from "./generated-file.ts";
import { jsonText } from "./json-text.ts";

const FOLDER = "src/cli/json";

/** The type of each, by the name of its file. */
export const PUBLIC_JSON: Readonly<Record<string, string>> = {
  check: "CheckJson",
  settings: "SettingsJson",
  effective: "EffectiveJson",
  size: "SizeJson",
  plan: "PlanJson",
  analyze: "AnalyzeJson",
  diagnose: "DiagnoseJson",
  firewall: "FirewallJson",
  fleet: "FleetJson",
  live: "LiveJson",
  "live-watch": "LiveWatchJson",
  "live-namespaces": "LiveNamespacesJson",
};

export function schemaPath(name: string): string {
  return `${FOLDER}/${name}.schema.json`;
}

export const jsonSchemas: readonly Generated[] = Object.entries(PUBLIC_JSON).map(([name, type]) => ({
  path: schemaPath(name),
  text: () => jsonText({ title: `conntrack-planner ${name.replace("-", " --")} --format json`, ...schemaOf(type) }),
}));

let generator: ReturnType<typeof createGenerator> | undefined;

/** Fields that are not named may come: later versions add some. */
function schemaOf(type: string): object {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  generator ??= createGenerator({
    path: `${root}${FOLDER}/*.ts`,
    tsconfig: `${root}src/cli/tsconfig.json`,
    type: "*",
    skipTypeCheck: true,
    additionalProperties: true,
    topRef: false,
  });
  return generator.createSchema(type);
}
