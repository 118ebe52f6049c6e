// "Match Buckets to the Limit": gives a file the buckets that its limit needs, and nothing else.
import { type Disposable, type TextDocument, Uri, window, workspace } from "vscode";
import { visibleMessage } from "../core/language/index.ts";
import { BUCKETS_PATH, calculate, changesOf, fileValues, type Setting, settingsToWrite, stateFrom } from "../core/plan/index.ts";
import { nameOf } from "./choose-file.ts";
import { MATCH_BUCKETS } from "./command-ids.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isJudged } from "./language.ts";
import type { Log } from "./log.ts";
import { writeInto } from "./write-settings.ts";

export function registerMatchBuckets(documents: DocumentCache, log: Log): Disposable {
  return log.command(MATCH_BUCKETS, async (where) => {
    const source = await documentAt(where);
    if (!source || !isJudged(source)) return;
    const setting = matchingBuckets(source, documents);
    if (!setting) {
      void window.showInformationMessage(
        "Conntrack: the buckets match the limit already, or this kernel takes them only when the module is loaded",
      );
      return;
    }
    const { text, failed } = await writeInto(source, nameOf(source.uri.path), [setting], documents);
    if (failed) void window.showErrorMessage(visibleMessage(text));
    else window.setStatusBarMessage(visibleMessage(`Conntrack: ${text}`), 5000);
  });
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
