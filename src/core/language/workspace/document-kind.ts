// What a document is, by the name that an editor has for its language, or else by its own name and text.
import type { EmbeddedKind } from "../../embedded/document.ts";
import { embeddedKind, kindOfText } from "../../embedded/kind.ts";
import { byName } from "../../text/by-name.ts";

/** Names of languages in editors. */
const KINDS = /* @__PURE__ */ byName<EmbeddedKind>({
  shellscript: "shell",
  sh: "shell",
  bash: "shell",
  zsh: "shell",
  ksh: "shell",
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  yaml: "yaml",
  "yaml.ansible": "yaml",
  "yaml.docker-compose": "yaml",
  "docker-compose": "yaml",
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
  "terraform-vars": "hcl",
  hcl: "hcl",
  tf: "hcl",
  tfvars: "hcl",
  packer: "hcl",
  puppet: "puppet",
  markdown: "markdown",
});

/** Of these the name of the file tells more than the language. */
const BY_NAME = ["ini", "properties", "systemd-unit-file", "systemd-conf", "systemd", "ruby", "plaintext"];

/** Languages whose documents are looked at. */
export const OTHER_LANGUAGES: readonly string[] = [...Object.keys(KINDS), ...BY_NAME];

/** Undefined for a document that holds no settings. `text` is asked for only where nothing else tells. */
export function kindOfDocument(language: string, path: string, text: () => string): EmbeddedKind | undefined {
  const kind = KINDS[language];
  if (kind) return kind;
  if (!BY_NAME.includes(language)) return undefined;
  const named = embeddedKind(path);
  if (named || language !== "ini") return named;
  // A profile of TuneD lies under any name; its head tells.
  return kindOfText(text()) === "tuned" ? "tuned" : undefined;
}
