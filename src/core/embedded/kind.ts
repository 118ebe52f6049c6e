// Which texts may hold settings in a language of their own: by name, by a first line, and by one look for a word.
import { byName } from "../text/by-name.ts";
import type { EmbeddedKind } from "./document.ts";

/** In every name that we look for: nf_conntrack_max, ip_conntrack, conntrack-min, NfConntrackMax. A text without it is none of ours. */
export const NEEDLE = "onntrack";

export function mayHoldSettings(text: string): boolean {
  return text.includes(NEEDLE);
}

const SUFFIXES = byName<EmbeddedKind>({
  sh: "shell",
  bash: "shell",
  ash: "shell",
  dash: "shell",
  ksh: "shell",
  zsh: "shell",
  bats: "shell",
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  service: "systemd",
  systemd: "systemd",
  hcl: "hcl",
  tf: "hcl",
  tfvars: "hcl",
  tofu: "hcl",
  nomad: "hcl",
  lokocfg: "hcl",
  yml: "yaml",
  yaml: "yaml",
  sls: "yaml",
  bu: "yaml",
  butane: "yaml",
  json: "json",
  jsonc: "json",
  ign: "json",
  nix: "nix",
  pp: "puppet",
  md: "markdown",
  markdown: "markdown",
});

/** Files of templates and of samples are what they are templates of. */
const TEMPLATE_SUFFIXES: ReadonlySet<string> = new Set([
  "j2",
  "jinja",
  "jinja2",
  "erb",
  "epp",
  "tmpl",
  "tpl",
  "gotmpl",
  "tftpl",
  "template",
  "envsubst",
  "in",
  "example",
  "sample",
  "dist",
  "golden",
]);

const NAMES = byName<EmbeddedKind>({
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  "tuned.conf": "tuned",
  "user-data": "yaml",
  "rc.local": "shell",
  ".bashrc": "shell",
});

/** By name alone; both slashes separate, and case does not count. Undefined for any other. */
export function embeddedKind(path: string): EmbeddedKind | undefined {
  const name = fileName(path);
  const named = NAMES[name];
  if (named) return named;
  const dot = name.lastIndexOf(".");
  if (dot < 0) return undefined;
  // Dockerfile.dev and the like.
  if (name.startsWith("dockerfile.") || name.startsWith("containerfile.")) return "dockerfile";
  // What is added to a unit.
  if (name.endsWith(".conf") && /\.service\.d[/\\][^/\\]+$/i.test(path)) return "systemd";
  if (name.endsWith(".rb") && (/attributes|recipe/.test(name) || /[/\\](?:attributes|recipes)[/\\][^/\\]+$/.test(path))) return "chef";
  return SUFFIXES[name.slice(dot + 1)];
}

/** Whether a name says nothing: then the text may. */
export function isWithoutSuffix(path: string): boolean {
  return !fileName(path).includes(".");
}

/** A name that files of all programs have, or one that speaks of sysctl and has no suffix. */
export function isConf(path: string): boolean {
  const name = fileName(path);
  return name.endsWith(".conf") || (!name.includes(".") && name.includes("sysctl"));
}

/** In small letters, less the suffixes of templates. */
function fileName(path: string): string {
  const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  let name = path.slice(slash + 1).toLowerCase();
  for (let dot = name.lastIndexOf("."); dot > 0 && TEMPLATE_SUFFIXES.has(name.slice(dot + 1)); dot = name.lastIndexOf("."))
    name = name.slice(0, dot);
  return name;
}

const SHEBANG = /^\ufeff?#![ \t]*(?:\/\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:\/\S*\/)?(?:ba|da|a|k|z|busybox[ \t]+)?sh\b/;

/** By its text: a script says what runs it, a unit and a profile of TuneD have their section, user data a first line. */
export function kindOfText(text: string): EmbeddedKind | undefined {
  if (SHEBANG.test(text.slice(0, 200))) return "shell";
  if (/^\s*#cloud-config\b/.test(text.slice(0, 200))) return "yaml";
  if (text.includes("[Service]") && /^\[Service\][ \t]*$/m.test(text)) return "systemd";
  return text.includes("[sysctl]") && /^\[sysctl\][ \t]*$/m.test(text) ? "tuned" : undefined;
}
