// media/conntrack-plan.schema.json: the plan file, from the inputs of the calculator and the tables of flows.
import { ARCHES, FEATURES } from "../core/language/index.ts";
import {
  ENDINGS,
  INPUT_IDS,
  inputOf,
  LONGEST_SECONDS,
  MOST_CLASSES,
  type PlanInput,
  PROTOCOLS,
  type Protocol,
  TIMEOUT_KEYS,
} from "../core/plan/index.ts";
import { classProperties } from "./class-schema.ts";
import type { Generated } from "./generated-file.ts";
import { jsonText } from "./json-text.ts";

export const planSchema: Generated = { path: "media/conntrack-plan.schema.json", text: () => jsonText(schema()) };

function schema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Conntrack plan",
    description:
      "A workload and its conntrack table, as calculated by Conntrack Planner. Omitted values are the target kernel's defaults or assumed.",
    type: "object",
    additionalProperties: false,
    required: ["version"],
    properties: {
      $schema: { type: "string" },
      version: { const: 1, description: "Version of this format." },
      target: TARGET,
      ...inputSchemas("table"),
      features: {
        type: "array",
        description: "Optional data in each entry.",
        uniqueItems: true,
        items: { enum: FEATURES },
      },
      timeouts: {
        type: "object",
        additionalProperties: false,
        description: "Timeouts in seconds, by the name of the sysctl key.",
        properties: Object.fromEntries(
          TIMEOUT_KEYS.map((key) => [
            key,
            { type: "number", description: `Seconds of net.netfilter.${key}.`, minimum: 0, maximum: LONGEST_SECONDS },
          ]),
        ),
      },
      ...inputSchemas("planning"),
      ...inputSchemas("hosts"),
      classes: {
        type: "array",
        description: "The workload: classes of similar connections.",
        maxItems: MOST_CLASSES,
        items: {
          type: "object",
          additionalProperties: false,
          required: ["protocol", "rate", "duration"],
          properties: classProperties,
          allOf: endings(),
        },
      },
    },
  };
}

const TARGET = {
  type: "object",
  additionalProperties: false,
  description: "The machine the plan is for.",
  properties: {
    kernel: { type: "string", description: "Kernel version, as printed by uname -r.", pattern: "^v?[0-9]+\\.[0-9]+.*$" },
    arch: { type: "string", description: "Machine architecture.", enum: ARCHES },
    hz: { type: ["integer", "null"], description: "CONFIG_HZ of the kernel.", minimum: 24, maximum: 1200 },
    memory: { type: ["integer", "string", "null"], description: "Memory of the machine, in bytes or such as 8G." },
    cpus: { type: ["integer", "null"], description: "Number of CPUs the machine can have.", minimum: 1, maximum: 8192 },
    pageSize: {
      enum: [4096, 16384, 65536, "4K", "16K", "64K", null],
      description: "Memory page size; if omitted, derived from the kernel's name if possible.",
    },
  },
};

/** Inputs with a dot in their id are parts of an object. */
function inputSchemas(group: PlanInput["group"]): Readonly<Record<string, object>> {
  const schemas: Record<string, { readonly properties?: object }> = {};
  for (const id of INPUT_IDS) {
    const input = inputOf(id);
    if (input.group !== group) continue;
    const [name = id, part] = id.split(".");
    const own = inputSchema(input);
    schemas[name] =
      part === undefined ? own : { type: "object", additionalProperties: false, properties: { ...schemas[name]?.properties, [part]: own } };
  }
  return schemas;
}

function inputSchema(input: PlanInput): object {
  const { help, inPlan: description = help } = input;
  switch (input.type) {
    case "switch":
      return { type: "boolean", description };
    case "choice":
      return { enum: Object.keys(input.choices), description };
    case "number":
    case "optional-number": {
      const type = input.whole ? "integer" : "number";
      return {
        type: input.type === "number" ? type : [type, "null"],
        description,
        minimum: input.least,
        // A bound that differs by target is looked at when the plan is read.
        ...(typeof input.most === "number" && input.most < Number.MAX_SAFE_INTEGER && { maximum: input.most }),
      };
    }
  }
}

/** How flows may end, by protocol. */
function endings(): readonly object[] {
  const byEndings = new Map<string, Protocol[]>();
  for (const protocol of PROTOCOLS) {
    const key = JSON.stringify(ENDINGS[protocol]);
    byEndings.set(key, [...(byEndings.get(key) ?? []), protocol]);
  }
  return [...byEndings].map(([ends, protocols]) => ({
    if: { properties: { protocol: { enum: protocols } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { ends: { enum: JSON.parse(ends) } } },
  }));
}
