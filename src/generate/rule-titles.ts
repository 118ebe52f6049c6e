// package.nls.json: the title of each rule, behind all other texts of the manifest.
import { docsOf, RULES } from "../core/language/index.ts";
import type { Generated } from "./generated-file.ts";
import { jsonText } from "./json-text.ts";

export const ruleTitles: Generated = {
  path: "package.nls.json",
  text: (before) => {
    const others = Object.entries(JSON.parse(before)).filter(([name]) => !name.startsWith("rule."));
    return jsonText(Object.fromEntries([...others, ...RULES.map(({ id }) => [`rule.${id}`, docsOf(id).title])]));
  },
};
