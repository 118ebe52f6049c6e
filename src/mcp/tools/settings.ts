// settings: every place that sets a key.
import schema from "../../cli/json/settings.schema.json" with { type: "json" };
import type { Part } from "../knowledge.ts";
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Settings {
  readonly files: readonly {
    readonly path: string;
    readonly settings: readonly { readonly key: string; readonly line: number; readonly computed: boolean }[];
  }[];
}

export const settings: Tool<Settings> = {
  name: "settings",
  title: "List conntrack settings",
  description:
    "Lists all places that set a conntrack key in files and folders, in any supported language, with the value as written. Does not judge them.",
  options: ["languages"],
  reads: { what: "any", help: "Files and folders." },
  text: "The text of one file.",
  needs: ["paths", "text"],
  schema,
  knowledge: ({ files }) => [
    { measured: ["Keys and values are as written."] },
    ...files.map(({ path, settings: found }): Part => {
      const computed = found.filter((setting) => setting.computed);
      return {
        unknown: computed.map(({ key, line }) => `${path}, line ${line}: a variable, a command or a template sets the value of ${key}.`),
      };
    }),
  ],
};
