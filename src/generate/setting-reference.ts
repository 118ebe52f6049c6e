// docs/settings.md: every setting with its default, from the manifest.
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";

interface Setting {
  readonly default: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

export const settingReference: Generated = {
  path: "docs/settings.md",
  text: (_, read) => {
    const settings = Object.entries<Setting>(JSON.parse(read("package.json")).contributes.configuration.properties);
    const texts: Readonly<Record<string, string>> = JSON.parse(read("package.nls.json"));
    return [
      "# Settings",
      "",
      "Generated from the extension's manifest. All of them can be set per folder.",
      "",
      "| Setting | Default | |",
      "|---|---|---|",
      ...settings.map(([name, { default: value, markdownDescription, description = markdownDescription ?? "" }]) => {
        return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${cell(texts[description.slice(1, -1)] ?? "")} |`;
      }),
      "",
    ].join("\n");
  },
};
