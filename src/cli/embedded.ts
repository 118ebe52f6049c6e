// The readers of other languages, loaded once a text has our word in it.
import { type KubeProxyReader, kubeProxyConfigurations, type Tree } from "../core/boot/index.ts";
import type { EmbeddedDocument } from "../core/language/index.ts";
import type { FileKind } from "./languages.ts";
import { UsageError } from "./usage-error.ts";

/** What reads texts of a kind. Throws UsageError where the file with the readers is not there. */
export async function readerOf(kind: FileKind): Promise<(text: string) => EmbeddedDocument> {
  const { readApplierFile, readEmbedded } = await readers();
  if (kind === "sysctl" || kind === "modprobe") return (text) => readApplierFile(text, kind);
  return kind === "modules-load" ? (text) => readApplierFile(text, "modules") : (text) => readEmbedded(text, kind);
}

/** The reader of kube-proxy's configuration, where a tree holds one and the file with the readers is there. */
export async function kubeProxyReader(tree: Tree): Promise<{ readonly kubeProxy?: KubeProxyReader }> {
  if (kubeProxyConfigurations(tree).length === 0) return {};
  try {
    return { kubeProxy: (await readers()).kubeProxyConfiguration };
  } catch (error) {
    // Without it the files are listed as not read.
    if (error instanceof UsageError) return {};
    throw error;
  }
}

async function readers(): Promise<typeof import("../core/embedded/index.ts")> {
  try {
    return await import("../core/embedded/index.ts");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError(
      "embedded.js, which reads other languages, is missing from the folder of this program; reinstall it, or use --languages none",
    );
  }
}
