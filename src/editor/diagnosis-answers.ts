// What is typed into a diagnosis page: numbers that a log does not tell, and the output of commands that are missing.
import { asAnswer, type PageAction, readNumber, type TypedNumbers, UnusableText, withOutput } from "../core/diagnosis/index.ts";
import type { Kept } from "./diagnosis-kept.ts";
import { readText } from "./host-text.ts";

/** What the page is made of then; a text says what is wrong. */
export function answered(action: PageAction, texts: Readonly<Record<string, string>>, kept: Kept): Kept | string | undefined {
  if (action.kind === "numbers") {
    const asked = { max: readTyped("limit", texts), memory: readTyped("memory", texts) };
    const wrong = Object.values(asked).find((value) => typeof value === "string");
    return typeof wrong === "string" ? wrong : { ...kept, typed: asked as TypedNumbers };
  }
  if (action.kind !== "answer") return undefined;
  try {
    const evidence = withOutput(kept.evidence, readText(asAnswer(action.command, texts["output"] ?? "")));
    return evidence ? { ...kept, evidence } : `This is not the output of ${action.command} prints.`;
  } catch (error) {
    if (error instanceof UnusableText) return `${error.message}.`;
    throw error;
  }
}

/** Null where the field was left empty. */
function readTyped(question: "limit" | "memory", texts: Readonly<Record<string, string>>): number | string | null {
  const text = (texts[question] ?? "").trim();
  return text === "" ? null : readNumber(question, text);
}
