// "Match Buckets to the Limit": gives a file the buckets that its limit needs, and nothing else.
import { l10n, type TextDocument, Uri, window, workspace } from "vscode";
import { visibleMessage } from "../core/language/index.ts";
import { BUCKETS_PATH, calculate, changesOf, fileValues, type Setting, settingsToWrite, stateFrom } from "../core/plan/index.ts";
import { nameOf } from "./choose-file.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isJudged } from "./language.ts";
import type { Language } from "./services.ts";
import { writeInto } from "./write-settings.ts";

/** Of a file by its address, or of the one in the active editor. */
export function bucketsCommand({ documents }: Language): { run(where: unknown): Promise<void> } {
  const run = async (where: unknown): Promise<void> => {
    const source = await documentAt(where);
    if (!source || !isJudged(source)) return;
    const setting = matchingBuckets(source, documents);
    if (!setting) {
      void window.showInformationMessage(
        l10n.t("Conntrack: the buckets already match the limit, or this kernel sets them only when the module is loaded"),
      );
      return;
    }
    const { text, failed } = await writeInto(source, nameOf(source.uri.path), [setting], documents);
    if (failed) void window.showErrorMessage(visibleMessage(text));
    else window.setStatusBarMessage(visibleMessage(l10n.t("Conntrack: {text}", { text })), 5000);
  };
  return { run };
}

/** The buckets that the limit of a file needs, as the calculator recommends them; undefined where they are there. */
export function matchingBuckets(source: TextDocument, documents: DocumentCache): Setting | undefined {
  const settings = documents.settingsOf(source);
  const state = stateFrom(settings.target, fileValues(documents.get(source), settings));
  const results = calculate(state);
  if ("problems" in results || state.max.inFile === undefined) return undefined;
  const wanted = settingsToWrite(state, results).find(({ path }) => path === BUCKETS_PATH);
  return wanted && changesOf(state, [wanted])[0];
}

async function documentAt(where: unknown): Promise<TextDocument | undefined> {
  const uri = where instanceof Uri ? where : typeof where === "string" && where !== "" ? Uri.parse(where) : undefined;
  return uri ? workspace.openTextDocument(uri) : window.activeTextEditor?.document;
}
