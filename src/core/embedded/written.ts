// A file that a host makes: its path says what reads it, or else its text.

import { sysctlFileKind } from "../sysctl/file-name.ts";
import { isSysctlText } from "./applier-text.ts";
import type { Context, WrittenFile } from "./context.ts";
import { DEEPEST } from "./context.ts";
import type { EmbeddedKind } from "./document.ts";
import { embeddedKind, kindOfText, mayHoldSettings } from "./kind.ts";
import { hasExpansion, keyOfProc } from "./shell/shell.ts";
import { wordIn } from "./words.ts";

export function readWritten({ path, source, scope, literal }: WrittenFile, context: Context): void {
  const { collector } = context;
  if (!collector.mayRead(source.text.length) || (!mayHoldSettings(source.text) && !mayHoldSettings(path))) return;
  const isComputed = (line: string): boolean => !literal && hasExpansion(line);
  const language = languageOf(path);
  if (language) {
    collector.file(language, source, scope, isComputed);
    return;
  }
  const key = keyOfProc(path);
  if (key !== undefined) {
    const value = source.text.trim();
    const start = source.text.indexOf(value);
    const place = source.place(start, start + value.length);
    const word = { text: key, place, exact: false, computed: false };
    collector.open(scope).set(word, wordIn(source, start, start + value.length, isComputed(value)), "proc");
    return;
  }
  // Made here, and brought to its place later.
  if (path.endsWith(".conf") && isSysctlText(source.text)) {
    collector.file("sysctl", source, scope, isComputed);
    return;
  }
  const kind = kindOfText(source.text) ?? kindByContent(source.text) ?? embeddedKind(path);
  if (kind && context.depth < DEEPEST) context.readAs(kind, source, { ...context, depth: context.depth + 1 });
}

/** The language of a file that an applier reads, wherever it is to be installed; undefined for others. */
function languageOf(path: string): "sysctl" | "modprobe" | "modules" | undefined {
  const kind = sysctlFileKind(path);
  if (kind === "plain" || kind === "template" || /(?:^|\/)(?:ufw|etc)\/sysctl\.conf$/.test(path)) return "sysctl";
  if (/(?:^|\/)(?:sysctl\.d)\/[^/]+$/.test(path)) return "sysctl";
  if (/(?:^|\/)modprobe\.(?:d\/[^/]+|conf)$/.test(path)) return "modprobe";
  return /(?:^|\/)(?:modules-load\.d\/[^/]+|etc\/modules)$/.test(path) ? "modules" : undefined;
}

function kindByContent(text: string): EmbeddedKind | undefined {
  return text.includes("KubeProxyConfiguration") ? "yaml" : undefined;
}
