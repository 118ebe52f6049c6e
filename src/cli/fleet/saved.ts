// --from: answers that somebody saved, read as the store sent them.
import { type Answer, readAnswer, type SavedAnswer } from "../../core/fleet/index.ts";
import { readFileText } from "../../linux/index.ts";
import { readStdinText } from "../read-stdin.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";
import { shortened } from "./refusal.ts";

/** Throws UsageError for the first file that holds no answer. */
export async function readSavedAnswers(paths: readonly string[]): Promise<readonly SavedAnswer[]> {
  const answers: SavedAnswer[] = [];
  for (const path of paths) answers.push({ name: visible(path), answer: await readOne(path) });
  return answers;
}

async function readOne(path: string): Promise<Answer> {
  const wrong = (what: string): UsageError => new UsageError(`${visible(path)}: ${what}`);
  const read = path === "-" ? await readStdinText() : readFileText(path);
  if ("problem" in read) throw wrong(visible(read.problem));
  let data: unknown;
  try {
    data = JSON.parse(read.text);
  } catch {
    throw wrong(/^\s*</.test(read.text) ? "an HTML page, not JSON; possibly a login page instead of the store" : "not JSON");
  }
  const answer = readAnswer(data);
  if ("problem" in answer)
    throw wrong(answer.kind === undefined ? answer.problem : `the store returned an error: ${visible(shortened(answer.problem))}`);
  return answer;
}
