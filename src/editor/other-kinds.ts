// Which documents of other languages are looked at: by the editor's language, or else by name; the setting conntrack.languages
// says which.
import { type DocumentSelector, type TextDocument, workspace } from "vscode";
import { byName, EMBEDDED_KINDS, type EmbeddedKind, embeddedKind, kindOfText, USUAL_KINDS } from "../core/language/index.ts";
import { SECTION } from "./settings.ts";

const KINDS = byName<EmbeddedKind>({
  shellscript: "shell",
  dockerfile: "dockerfile",
  yaml: "yaml",
  ansible: "yaml",
  dockercompose: "yaml",
  "github-actions-workflow": "yaml",
  helm: "yaml",
  "jinja-yaml": "yaml",
  salt: "yaml",
  sls: "yaml",
  json: "json",
  jsonc: "json",
  nix: "nix",
  terraform: "hcl",
  hcl: "hcl",
  packer: "hcl",
  puppet: "puppet",
  markdown: "markdown",
});

/** Of these the name tells more than the language. */
const BY_NAME = ["ini", "properties", "systemd-unit-file", "systemd-conf", "ruby", "plaintext"];

export const OTHER_SELECTOR: DocumentSelector = [...Object.keys(KINDS), ...BY_NAME].map((language) => ({ language }));

/** Undefined for a document that is not looked at. */
export function otherKind(source: TextDocument): EmbeddedKind | undefined {
  const { languageId } = source;
  const kind = KINDS[languageId] ?? (BY_NAME.includes(languageId) ? kindByName(source) : undefined);
  return kind && chosen(source).has(kind) ? kind : undefined;
}

function kindByName(source: TextDocument): EmbeddedKind | undefined {
  const kind = embeddedKind(source.uri.path);
  if (kind || source.languageId !== "ini") return kind;
  // A profile of TuneD lies under any name; its head tells.
  return kindOfText(source.getText()) === "tuned" ? "tuned" : undefined;
}

function chosen(source: TextDocument): ReadonlySet<EmbeddedKind> {
  const value = workspace.getConfiguration(SECTION, source).get<unknown>("languages");
  return new Set(Array.isArray(value) ? EMBEDDED_KINDS.filter((kind) => value.includes(kind)) : USUAL_KINDS);
}
