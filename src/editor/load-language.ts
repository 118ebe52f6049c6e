// Loads the language where Node runs, with the code that an earlier start left: what import() then finds has been there already.
import { type Disposable, type ExtensionContext, Uri } from "vscode";
import { CodeCache } from "../code-cache/code-cache.ts";
import { isOneOpen } from "./first-document.ts";

/** Milliseconds. By then a first document is judged, and the code of what judges it is there to be kept. */
const REST = 2000;

export function loadLanguage({ extensionUri, globalStorageUri }: Pick<ExtensionContext, "extensionUri" | "globalStorageUri">): Disposable {
  if (globalStorageUri.scheme !== "file") return { dispose: () => {} };
  const cache = new CodeCache(Uri.joinPath(globalStorageUri, "language.code").fsPath);
  cache.load(Uri.joinPath(extensionUri, "dist", "language.js").fsPath);
  const timer = setTimeout(() => void (isOneOpen() ? cache.keep() : cache.release()), REST);
  return {
    dispose: () => {
      clearTimeout(timer);
      cache.release();
    },
  };
}
