// What a diagnosis page and its host say to each other: a form that was filled in, and what is wrong with it.

export interface FormMessage {
  readonly type: "form";
  /** By its number. */
  readonly action: number;
  /** By the names of its fields. */
  readonly texts: Readonly<Record<string, string>>;
}

/** One sentence beside the form. */
export interface ProblemMessage {
  readonly type: "problem";
  readonly action: number;
  readonly text: string;
}

/** A pasted table; what is larger is a file. */
const LONGEST_TEXT = 8_000_000;
const MOST_FIELDS = 4;

/** Undefined where it is no message of ours: it must change nothing. */
export function readFormMessage(value: unknown): FormMessage | undefined {
  const { type, action, texts } = record(value);
  if (type !== "form" || typeof action !== "number" || !Number.isInteger(action) || typeof texts !== "object" || texts === null)
    return undefined;
  const fields = Object.entries(texts);
  const sound = fields.length <= MOST_FIELDS && fields.every(([, text]) => typeof text === "string" && text.length <= LONGEST_TEXT);
  return sound ? { type, action, texts: Object.fromEntries(fields) } : undefined;
}

export function readProblemMessage(value: unknown): ProblemMessage | undefined {
  const { type, action, text } = record(value);
  return type === "problem" && typeof action === "number" && typeof text === "string" ? { type, action, text } : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
}
