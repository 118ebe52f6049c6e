// What a tool is: a command of ours with some of its options, what it reads, and what its answer rests on.
import type { Part } from "./knowledge.ts";

/** As it was called, checked against the schema. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Tool<R = never> {
  /** Of the command, and of the tool. */
  readonly name: string;
  readonly title: string;
  /** For whoever has to choose among tools: what it answers, and when to use it. */
  readonly description: string;
  /** Options of the command that are arguments of the tool, by name. */
  readonly options: readonly string[];
  /** Options whose value is a file or a folder. */
  readonly paths?: Readonly<Record<string, "file" | "folder">>;
  /** What the command reads beside options: one or more files, files and folders, or a word. */
  readonly reads?: { readonly what: "file" | "files" | "any" | "word"; readonly help: string };
  /** Whether a text can be handed in instead. */
  readonly text?: string;
  /** Arguments one of which has to be there. */
  readonly needs?: readonly string[];
  /** Schema of the result. Without one, the command prints text. */
  readonly schema?: object;
  /** `result` is what the command printed, as its schema says. */
  knowledge(result: R, given: Arguments): readonly Part[];
}
