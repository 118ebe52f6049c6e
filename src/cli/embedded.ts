// The readers of other languages, loaded once a text has our word in it.
import type { EmbeddedDocument } from "../core/language/index.ts";
import type { FileKind } from "./languages.ts";

export async function readSettings(text: string, kind: FileKind): Promise<EmbeddedDocument> {
  const { readApplierFile, readEmbedded } = await import("../core/embedded/index.ts");
  if (kind === "sysctl") return readApplierFile(text, "sysctl");
  if (kind === "modprobe") return readApplierFile(text, "modprobe");
  return kind === "modules-load" ? readApplierFile(text, "modules") : readEmbedded(text, kind);
}
