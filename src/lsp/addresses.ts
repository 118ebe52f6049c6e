// Addresses of documents, and the files behind them.
import { fileURLToPath, pathToFileURL } from "node:url";

/** One spelling for each file: clients write the same one in several ways. */
export function canonical(uri: string): string {
  const path = fileOf(uri);
  return path === undefined ? uri : addressOf(path);
}

export function addressOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The path of a file of this machine; undefined for all else. */
export function fileOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** What a document is called, with slashes, for those who go by names. */
export function nameOf(uri: string): string {
  return fileOf(uri)?.replaceAll("\\", "/") ?? uri.replace(/^[a-z][a-z0-9+.-]*:/i, "").replace(/[?#].*$/s, "");
}
