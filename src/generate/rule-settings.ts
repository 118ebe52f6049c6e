// package.json: a severity for each rule, and the choices of settings that a table of the core knows.
import { APPLIERS, ARCHES, RULES, SEVERITIES } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { jsonText } from "./json-text.ts";

export const ruleSettings: Generated = {
  path: "package.json",
  text: (before) => {
    const manifest = JSON.parse(before);
    const { properties } = manifest.contributes.configuration;
    properties["conntrack.target.arch"].enum = [...ARCHES, "auto"];
    properties["conntrack.applier"].enum = ["auto", ...APPLIERS];
    properties["conntrack.applier"].markdownEnumDescriptions = ["auto", ...APPLIERS].map((name) => `%config.applier.${name}%`);
    properties["conntrack.rules"].properties = Object.fromEntries(
      RULES.map(({ id }) => [id, { type: "string", enum: ["off", ...SEVERITIES.toReversed()], description: `%rule.${id}%` }]),
    );
    return jsonText(manifest);
  },
};
