// What an answer rests on: what somebody measured, what follows from sources and models, what nobody knows, and what to ask.
import { visible } from "../core/language/index.ts";
import { MOST } from "./limits.ts";

/** Sentences, for people and for whoever speaks for them. */
export interface Knowledge {
  /** Counted or recorded on a kernel, or read from the given text. */
  readonly measured: readonly string[];
  /** Derived from kernel sources, tables and models. */
  readonly inferred: readonly string[];
  readonly unknown: readonly string[];
  /** To be answered before anything is changed on account of it. */
  readonly ask: readonly string[];
}

export type Part = Partial<Knowledge>;

export const KNOWLEDGE_SCHEMA = {
  type: "object",
  description: "Basis of the result. Ask the user the questions in `ask` before you suggest a change.",
  properties: {
    measured: list("Counted or recorded on a kernel, or read from the given text."),
    inferred: list("Derived from kernel sources, tables and models."),
    unknown: list("Cannot be determined from the input."),
    ask: list("Questions to answer before any advice is safe."),
  },
  required: ["measured", "inferred", "unknown", "ask"],
};

function list(description: string) {
  return { type: "array", items: { type: "string" }, description };
}

/** Each sentence once, no more of a kind than anybody reads, and no control characters of what it quotes. */
export function together(parts: readonly Part[]): Knowledge {
  const of = (name: keyof Knowledge): readonly string[] => {
    const all = [...new Set(parts.flatMap((part) => part[name] ?? []).map(visible))];
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
    unknown: "The kernel was not given: the newest known kernel is assumed, unless a comment in a file sets one.",
    ask: "Which kernel does the host run (uname -r)?",
  },
  memory: {
    unknown: "The memory of the machine was not given, so the result does not say whether the table fits.",
    ask: "How much memory does the machine have (free -h)?",
  },
  hz: {
    unknown: "The kernel's HZ was not given: the maximum timeouts it accepts depend on it.",
    ask: "What is CONFIG_HZ of the kernel (grep CONFIG_HZ= /boot/config-$(uname -r))?",
  },
} as const;
