// Which texts beside sysctl files are looked at, and what a file is.
import { resolve } from "node:path";
import {
  applierOfText,
  EMBEDDED_KINDS,
  type EmbeddedKind,
  embeddedKind,
  isConf,
  isWithoutSuffix,
  kindOfText,
  moduleFileKind,
  sysctlFileKind,
  USUAL_KINDS,
} from "../core/language/index.ts";
import { didYouMean, type Input, type OptionSpec } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

/** A language of an appliers' own, or another one that settings stand in. */
export type FileKind = "sysctl" | "modprobe" | "modules-load" | EmbeddedKind;

export const LANGUAGES: OptionSpec = {
  name: "languages",
  value: "LIST",
  help: `what to read in addition to sysctl files, separated by commas: ${EMBEDDED_KINDS.join(", ")}, all, none (default all but markdown)`,
};

/** Throws UsageError. */
export function readLanguages(input: Input): ReadonlySet<EmbeddedKind> {
  const given = input.value("languages");
  if (given === undefined) return new Set(USUAL_KINDS);
  const chosen = new Set<EmbeddedKind>();
  for (const name of given.split(",").map((word) => word.trim())) {
    const kind = EMBEDDED_KINDS.find((one) => one === name);
    if (kind) chosen.add(kind);
    else if (name === "all") for (const one of EMBEDDED_KINDS) chosen.add(one);
    else if (name !== "none") {
      const names = [...EMBEDDED_KINDS, "all", "none"];
      throw new UsageError(`--languages ${quoted(name)} is not a language${didYouMean(name, names) || `; supported: ${names.join(", ")}`}`);
    }
  }
  return chosen;
}

/** "unnamed" and "conf" where the text may tell; "to-be-sysctl" where it becomes a file of sysctl.d if our word is in it. */
export type FolderKind = FileKind | "unnamed" | "conf" | "to-be-sysctl";

/** By its path alone: what a file below a folder is; undefined for what is none of ours. */
export function kindInFolder(path: string): FolderKind | undefined {
  const kind = sysctlFileKind(path);
  if (kind !== undefined) return kind === "backup" ? undefined : "sysctl";
  if (isToBeSysctl(path)) return "to-be-sysctl";
  return applierKind(path) ?? embeddedKind(path) ?? (isConf(path) ? "conf" : isWithoutSuffix(path) ? "unnamed" : undefined);
}

/** Installed under another name: 95-k8s-sysctl.conf.j2, sysctl-gateway.conf. */
function isToBeSysctl(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  return /\.conf(?:\.(?:j2|jinja2?|erb|epp|tmpl|tpl|in))?$/.test(name) && /(?:^|[._-])sysctl[._-]/.test(name);
}

/** What a file of a folder is; where its name leaves that open, a script by its first line, an applier's file by all of them. */
export function kindOfFound(kind: Exclude<FolderKind, "to-be-sysctl">, text: string): FileKind | undefined {
  if (kind === "unnamed") return kindOfText(text);
  return kind === "conf" ? (kindOfText(text) ?? applierOfText(text)) : kind;
}

/** What a file is that is named: one of no other kind is read as a sysctl file. */
export function kindOfNamed(path: string, text: string): FileKind {
  const full = resolve(path);
  if (sysctlFileKind(full) !== undefined) return "sysctl";
  return applierKind(full) ?? embeddedKind(full) ?? kindOfText(text) ?? applierOfText(text) ?? "sysctl";
}

function applierKind(path: string): "modprobe" | "modules-load" | undefined {
  const kind = moduleFileKind(path);
  return kind && (kind === "options" ? "modprobe" : "modules-load");
}
