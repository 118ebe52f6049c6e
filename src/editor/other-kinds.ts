// Which documents of other languages are looked at; the setting conntrack.languages says which.
import type { DocumentSelector, TextDocument } from "vscode";
import { type EmbeddedKind, kindOfDocument, OTHER_LANGUAGES } from "../core/language/index.ts";
import type { SettingsReader } from "./settings.ts";

export const OTHER_SELECTOR: DocumentSelector = OTHER_LANGUAGES.map((language) => ({ language }));

/** Undefined for a document that is not looked at. */
export function otherKind(source: TextDocument, settings: SettingsReader): EmbeddedKind | undefined {
  const kind = kindOfDocument(source.languageId, source.uri.path, () => source.getText());
  return kind && settings.read(source).languages.has(kind) ? kind : undefined;
}
