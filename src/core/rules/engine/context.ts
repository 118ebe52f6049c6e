// What every rule may look at: the document, the target, the conntrack settings, and what is in force in the end.
import { MEMORY_SHARE } from "../../advice/memory.ts";
import { ALONE, applyAlone } from "../../boot/alone.ts";
import type { How, Scope } from "../../embedded/document.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { targetOf } from "../../kernel/target-words.ts";
import type { Applier } from "../../sysctl/applier.ts";
import { type ControlComment, controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import type { HostPart } from "./host-part.ts";
import { type Setting, settingsOf } from "./setting.ts";

/** Of a document that stands in a text of another language: for whom it is, and what else the text does. */
export interface Embedding {
  readonly scope: Scope;
  /** It is applied at every start. */
  readonly lasting: boolean;
  /** Paths of the keys that the text keeps in a file. */
  readonly saved: ReadonlySet<string>;
  /** The first of those that are not kept. */
  readonly isFirst: boolean;
  /** How a line is applied. */
  readonly howOf: (line: number) => How | undefined;
  /** The parameter that a line is about, where it is projected as a key. */
  readonly nameOf: (line: number) => string | undefined;
  /** The number of a line in the host, from 1. */
  readonly hostLine: (line: number) => number;
}

export interface Context {
  readonly document: SysctlDocument;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly settings: readonly Setting[];
  readonly controls: readonly ControlComment[];
  /** Names of all rules there are. */
  readonly ruleIds: readonly string[];
  /** The share of the machine's memory, 0 to 1, that a full table may take: the setting conntrack.memoryShare. */
  readonly memoryShare: number;
  /** The configuration that the file is a part of, or is by itself: what is in force. */
  readonly host: HostPart;
  readonly embedding: Embedding | undefined;
}

export interface ContextOptions {
  /** What the file is for, where the file itself does not say. */
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly memoryShare?: number;
  readonly host?: HostPart;
  readonly embedding?: Embedding;
}

/** Everything that rules and hovers want to know of a document. */
export function contextOf(document: SysctlDocument, options: ContextOptions, ruleIds: readonly string[] = []): Context {
  const controls = controlComments(document);
  const target = targetOf(options.target, controls);
  const { applier } = options;
  const host = options.host ?? { configuration: applyAlone(document, { target, applier }), home: ALONE };
  return {
    document,
    target,
    applier,
    settings: settingsOf(document, target, host),
    controls,
    ruleIds,
    memoryShare: options.memoryShare ?? MEMORY_SHARE,
    host,
    embedding: options.embedding,
  };
}
