// What the manifest says, as the editor has it: titles of commands, descriptions of settings, the walkthrough.
import * as vscode from "vscode";
import { fail } from "../../integration/editor.ts";
import { hear, withoutCode } from "./hear.ts";

const TOLD =
  /^(?:title|shortTitle|description|markdownDescription|(?:markdown)?enumDescriptions|enumItemLabels|(?:markdownD|d)eprecationMessage|patternErrorMessage|altText|displayName|editPresentation)$/i;

function read(where: string, value: unknown): number {
  let found = 0;
  if (typeof value !== "object" || value === null) return 0;
  for (const [name, one] of Object.entries(value)) {
    const texts = TOLD.test(name) ? [one].flat().map((text) => (typeof text === "object" ? text?.value : text)) : [];
    for (const text of texts) {
      if (typeof text !== "string") continue;
      found++;
      if (!text.split("\n").every((line) => /^\[?⟦.*⟧(?:\]\(command:\S+\))?$/.test(line)))
        fail(`${where}.${name} is not in the pseudo-language: ${text}`);
      hear(`manifest, ${name}`, withoutCode(text));
    }
    if (texts.length === 0) found += read(`${where}.${name}`, one);
  }
  return found;
}

describe("the manifest in the pseudo-language", () => {
  it("has no English title or description", () => {
    const manifest = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON ?? fail("no extension");
    const { displayName, description, contributes } = manifest;
    if (read("package.json", { displayName, description, contributes }) < 80) fail("the manifest has fewer texts than it should");
  });
});
