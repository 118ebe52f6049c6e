// l10n/bundle.l10n.json: every text that goes through a door, for translators to start from.
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Generated } from "./generated-file.ts";
import { jsonText } from "./json-text.ts";
import { toldTexts } from "./told-texts.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

export const wordTable: Generated = {
  path: "l10n/bundle.l10n.json",
  text: () => {
    const files = globSync("{src,webview}/**/*.{ts,tsx}", { cwd: root });
    const texts = new Set(files.flatMap((file) => toldTexts(file, readFileSync(`${root}${file}`, "utf8")).map(({ text }) => text)));
    return jsonText(Object.fromEntries([...texts].sort().map((text) => [text, text])));
  },
};
