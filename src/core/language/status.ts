// What the status bar says of the file at hand: its table, and the machine it is judged for.

import type { KernelTarget } from "../kernel/target.ts";
import { releaseName } from "../kernel/version.ts";
import type { ContextOptions } from "../rules/engine/context.ts";
import { tableSentences } from "../sizing/table-words.ts";
import type { SysctlDocument } from "../sysctl/document.ts";
import { formatBytes } from "../units/units.ts";
import { say } from "../words/say.ts";
import { documentContext } from "./document-context.ts";
import { placeOf } from "./in-force-text.ts";
import { tableCost } from "./table-cost.ts";
import { kernelLine } from "./target-comment.ts";

export interface Status {
  /** A word or two. */
  readonly text: string;
  /** Plain text, beside it or on hover. */
  readonly detail: string;
  /** The same as a sentence, for screen readers. */
  readonly label: string;
}

/** The memory of a full table; undefined where the file has no conntrack setting, or nothing tells the limit. */
export function tableStatus(document: SysctlDocument, options: ContextOptions): Status | undefined {
  const context = documentContext(document, options);
  const cost = context.settings.length > 0 ? tableCost(context) : undefined;
  if (!cost) return undefined;
  const text = formatBytes(cost.size.bytes.total);
  const { maxElsewhere } = cost;
  const origin = maxElsewhere
    ? say("The limit is set in {place}.", { place: placeOf(maxElsewhere) })
    : cost.maxLine
      ? undefined
      : say("The limit is the kernel's default for the target's memory.");
  const sentences = tableSentences(cost.size);
  const detail = origin === undefined ? sentences : `${sentences} ${origin}`;
  return { text, detail, label: say("Conntrack: {detail}", { detail }) };
}

/** The target; `origin` tells where the kernel is from when the file does not say ("from user settings"). */
export function targetStatus(document: SysctlDocument, options: ContextOptions, origin: string): Status {
  const { target } = documentContext(document, options);
  const line = kernelLine(document);
  const from = line === undefined ? origin : say("from line {line} of the file", { line: line + 1 });
  const text = `Linux ${releaseName(target.kernel)}`;
  const detail = [...machine(target), from].join(", ");
  return { text, detail, label: [`${say("Conntrack target")}: ${text}`, detail].join(", ") };
}

function machine({ arch, hz, memory, cpus, pageSize }: KernelTarget): readonly string[] {
  const parts = [arch, memory === undefined ? say("memory unknown") : formatBytes(memory)];
  if (hz !== undefined) parts.push(`HZ ${hz}`);
  if (cpus !== undefined) parts.push(cpus === 1 ? say("1 CPU") : say("{cpus} CPUs", { cpus }));
  if (pageSize !== undefined) parts.push(say("pages of {pageSize}", { pageSize: formatBytes(pageSize) }));
  return parts;
}
