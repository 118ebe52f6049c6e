// `settings`: the inventory of a repository: every place that sets a conntrack key, whatever language it is written in.
import { type EmbeddedDocument, type ListedSetting, lineStartsOf, placeAt, settingsIn } from "../core/language/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { readerOf } from "./embedded.ts";
import { type InputText, readInputs } from "./inputs.ts";
import type { SettingsFileJson } from "./json/settings.ts";
import { LANGUAGES, readLanguages } from "./languages.ts";
import { shownName } from "./pieces.ts";
import { settingsCsv } from "./settings-csv.ts";
import type { SettingsReport } from "./settings-report.ts";
import { settingsText } from "./settings-text.ts";
import { painter } from "./style.ts";
import { nestedJson } from "./to-json/text.ts";
import { visible } from "./visible.ts";

export const settings: Command = {
  name: "settings",
  usage: "[PATH...|-] [OPTION...]",
  summary: "Lists all places that set a conntrack key: sysctl files, scripts, playbooks, manifests, container files, Nix",
  description: [
    "Reads the same files as check, without judging them. Without a path, reads the current folder. Values are shown as\nwritten; values from a variable, a command or a template are marked as computed.",
    "Exit codes: 0 success; 2 wrong usage, or input that cannot be read.",
  ],
  options: [LANGUAGES, { name: "format", value: "FORMAT", choices: ["text", "json", "csv"], help: "text, json or csv (default text)" }],
  async run(input, output): Promise<ExitCode> {
    const languages = readLanguages(input);
    const format = input.value("format") ?? "text";
    const report = format === "json" ? jsonReport() : format === "csv" ? settingsCsv() : settingsText(painter(output.colour));
    let [files, count, unread] = [0, 0, 0];
    await output.write(report.begin);
    for await (const one of readInputs(input.rest.length > 0 ? input.rest : ["."], languages)) {
      if ("problem" in one || "note" in one) {
        output.say(`${visible(shownName(one.path))}: ${visible("problem" in one ? one.problem : one.note)}`);
        if ("problem" in one) unread++;
        continue;
      }
      const embedded = (await readerOf(one.kind))(one.text);
      for (const reason of embedded.left) output.say(`${visible(shownName(one.path))}: ${reason}`);
      const found = fileOf(one, embedded);
      if (found.settings.length === 0) continue;
      files++;
      count += found.settings.length;
      await output.write(report.file(found));
    }
    await output.write(report.end(files, count));
    return unread > 0 ? 2 : 0;
  },
};

function fileOf({ path, text, kind }: Extract<InputText, { readonly text: string }>, embedded: EmbeddedDocument): SettingsFileJson {
  const lineStarts = lineStartsOf(text);
  const place = ({ start }: ListedSetting) => {
    const { line, column } = placeAt(lineStarts, start);
    return { line: line + 1, column: column + 1 };
  };
  const found = settingsIn(embedded);
  return {
    path,
    kind,
    settings: found.map((setting) => {
      const { key, value, how, scope, computed } = setting;
      return { key, value, ...place(setting), how, scope, computed };
    }),
  };
}

function jsonReport(): SettingsReport {
  let first = true;
  return {
    begin: `{\n  "version": 1,\n  "files": [`,
    file: (file) => {
      const text = `${first ? "" : ","}\n    ${nestedJson(file, 2)}`;
      first = false;
      return text;
    },
    end: () => `${first ? "" : "\n  "}]\n}\n`,
  };
}
