// What an answer rests on: what somebody measured, what follows from sources and models, what nobody knows, and what to ask.
import { MOST } from "./limits.ts";

/** Sentences, for people and for whoever speaks for them. */
export interface Knowledge {
  /** Counted or recorded on a kernel, or read from the texts that were given. */
  readonly measured: readonly string[];
  /** Follows from kernel sources, tables and models. */
  readonly inferred: readonly string[];
  readonly unknown: readonly string[];
  /** To be answered before anything is changed on account of it. */
  readonly ask: readonly string[];
}

export type Part = Partial<Knowledge>;

export const KNOWLEDGE_SCHEMA = {
  type: "object",
  description: "What the result rests on. Ask the person what `ask` lists before you advise a change.",
  properties: {
    measured: list("Counted or recorded on a kernel, or read from the texts that were given."),
    inferred: list("Follows from kernel sources, tables and models."),
    unknown: list("What nobody knows from what was given."),
    ask: list("Questions to be answered before any advice is safe."),
  },
  required: ["measured", "inferred", "unknown", "ask"],
};

function list(description: string) {
  return { type: "array", items: { type: "string" }, description };
}

/** Each sentence once, and no more of a kind than anybody reads. */
export function together(parts: readonly Part[]): Knowledge {
  const of = (name: keyof Knowledge): readonly string[] => {
    const all = [...new Set(parts.flatMap((part) => part[name] ?? []))];
    const left = all.length - MOST.sentences;
    return left > 0 ? [...all.slice(0, MOST.sentences), `${left} more`] : all;
  };
  return { measured: of("measured"), inferred: of("inferred"), unknown: of("unknown"), ask: of("ask") };
}

/** Parts of the machine that were not given, as far as they matter. */
export function aboutTarget(given: Readonly<Record<string, unknown>>, parts: readonly ("kernel" | "memory" | "hz")[]): Part {
  const missing = parts.filter((part) => given[part] === undefined);
  return { unknown: missing.map((part) => MACHINE[part].unknown), ask: missing.map((part) => MACHINE[part].ask) };
}

const MACHINE = {
  kernel: {
    unknown: "The kernel was not given: the newest that is known was taken, unless a comment in a file names one.",
    ask: "Which kernel does the host run (uname -r)?",
  },
  memory: {
    unknown: "The memory of the machine was not given: whether the table fits it is not told.",
    ask: "How much memory has the machine (free -h)?",
  },
  hz: {
    unknown: "HZ of the kernel was not given: the longest timeouts that it takes depend on it.",
    ask: "What is CONFIG_HZ of the kernel (grep CONFIG_HZ= /boot/config-$(uname -r))?",
  },
} as const;
