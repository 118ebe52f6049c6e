// The page of a key, as Markdown: what a hover shows, at leisure.

import { byUse } from "../advice/key-order.ts";
import { keyAt } from "../kernel/at-target.ts";
import { allKeys } from "../kernel/catalogue.ts";
import { wordsOf } from "../kernel/key-words.ts";
import { LEGACY_KEYS } from "../kernel/legacy.ts";
import { RELATED_KEYS } from "../kernel/related.ts";
import { RELATED_WORDS } from "../kernel/related.words.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { VENDOR_KEYS } from "../kernel/vendor.ts";
import { releaseName } from "../kernel/version.ts";
import { lineAt } from "../sysctl/cursor.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { dotted } from "../sysctl/key-path.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import { say } from "../words/say.ts";
import { describePath } from "./describe-key.ts";
import { toMarkdown } from "./description.ts";

/** Undefined for a key that is none of our business. */
export function keyPage(path: string, target: KernelTarget): string | undefined {
  const description = describePath(path, target);
  if (!description) return undefined;
  const { title, ...rest } = description;
  const machine = say("In kernel {kernel} on {arch}.", { kernel: releaseName(target.kernel), arch: target.arch });
  return `# ${escapeMarkdown(title)}\n\n${machine}\n\n${toMarkdown({ ...rest, title: "" })}\n`;
}

/** Path of the key in the cursor's line, if there is a page for it. */
export function explainableKey(document: SysctlDocument, offset: number, target: KernelTarget): string | undefined {
  const line = lineAt(document, offset);
  if (line?.kind !== "setting" && line?.kind !== "exclusion") return undefined;
  return describePath(line.key.path, target) && line.key.path;
}

export interface KeyChoice {
  readonly path: string;
  readonly name: string;
  readonly meaning: string;
}

/** Keys to choose from: those of the target, then those that are often taken for conntrack keys. */
export function keyChoices(target: KernelTarget): readonly KeyChoice[] {
  const there = allKeys()
    .filter((fact) => keyAt(fact, target).present !== "no")
    .sort((one, other) => byUse(one.path, other.path));
  const choice = (path: string, { meaning }: { readonly meaning: string }): KeyChoice => ({ path, name: dotted(path), meaning });
  return [
    ...there.map(({ path }) => choice(path, wordsOf(path))),
    ...Object.entries(RELATED_WORDS).map(([path, words]) => choice(path, words)),
  ];
}

/** Paths of all keys that have a page: those of any kernel, their old names, those of patched kernels, and neighbours. */
export function explainedPaths(): readonly string[] {
  const vendor = VENDOR_KEYS.filter(({ match }) => match === "exact");
  return [...new Set([...allKeys(), ...RELATED_KEYS, ...LEGACY_KEYS, ...vendor].map(({ path }) => path))];
}
