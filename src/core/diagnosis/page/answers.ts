// What is typed into a diagnosis page: numbers that a log does not tell, and the output of commands that are missing.

import type { Evidence } from "../../evidence/evidence.ts";
import { UnusableText } from "../../evidence/unusable-text.ts";
import { say } from "../../words/say.ts";
import { asAnswer, readNumber, type TypedNumbers, withOutput } from "../supplied.ts";
import type { PageAction } from "./actions.ts";

/** What a host keeps of a page, and more of its own. */
interface KeptPage {
  readonly evidence: Evidence;
  readonly typed: TypedNumbers;
}

type Texts = Readonly<Record<string, string>>;

/** What the page is made of then; a text says what is wrong; undefined for an action without a form. `read` reads a short text. */
export function answered<K extends KeptPage>(
  action: PageAction,
  texts: Texts,
  kept: K,
  read: (text: string) => Evidence,
): K | string | undefined {
  if (action.kind === "numbers") {
    const asked = { max: readTyped("limit", texts), memory: readTyped("memory", texts) };
    const wrong = Object.values(asked).find((value) => typeof value === "string");
    return typeof wrong === "string" ? wrong : { ...kept, typed: asked as TypedNumbers };
  }
  if (action.kind !== "answer") return undefined;
  try {
    const evidence = withOutput(kept.evidence, read(asAnswer(action.command, texts["output"] ?? "")));
    return evidence ? { ...kept, evidence } : say("This is not the output of {command}.", { command: action.command });
  } catch (error) {
    if (error instanceof UnusableText) return `${error.message}.`;
    throw error;
  }
}

/** Null where the field was left empty. */
function readTyped(question: "limit" | "memory", texts: Texts): number | string | null {
  const text = (texts[question] ?? "").trim();
  return text === "" ? null : readNumber(question, text);
}
