// Which of our languages a document is in.
import { type EmbeddedKind, embeddedKind, kindOfDocument, moduleFileKind, sysctlFileKind } from "../core/language/index.ts";
import { nameOf } from "./addresses.ts";
import type { OpenDocument } from "./open-documents.ts";

/** What features tell apart: settings, what kmod reads, and other languages that settings stand in. */
export type Kind = "sysctl" | "modules" | "other";

const LANGUAGE_ID = "sysctl";

/** By name first: few editors have a language for these files. */
export function kindOf(source: OpenDocument, languages: ReadonlySet<EmbeddedKind>): Kind | undefined {
  const name = nameOf(source.uri);
  if (source.languageId === LANGUAGE_ID || sysctlFileKind(name) !== undefined) return "sysctl";
  if (moduleFileKind(name) !== undefined) return "modules";
  return otherKind(source, languages) ? "other" : undefined;
}

/** The language of a document that is none of ours; undefined where it is not to be looked at. */
export function otherKind(source: OpenDocument, languages: ReadonlySet<EmbeddedKind>): EmbeddedKind | undefined {
  const name = nameOf(source.uri);
  const kind = kindOfDocument(source.languageId, name, () => source.getText()) ?? embeddedKind(name);
  return kind && languages.has(kind) ? kind : undefined;
}
